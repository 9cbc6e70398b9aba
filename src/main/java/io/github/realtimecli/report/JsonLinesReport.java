package io.github.realtimecli.report;

import java.io.IOException;
import java.nio.file.Path;

/// `results.jsonl`: every row as it is, one a line.
final class JsonLinesReport implements Report {
  private final Sheet sheet;

  JsonLinesReport(Path target) throws IOException {
    sheet = new Sheet(target);
  }

  @Override
  public void add(Row row) throws IOException {
    sheet.write(row.line()).write("\n");
  }

  @Override
  public void finish() throws IOException {
    sheet.finish();
  }

  @Override
  public void close() throws IOException {
    sheet.close();
  }
}

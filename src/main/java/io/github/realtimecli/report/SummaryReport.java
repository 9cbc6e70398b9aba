package io.github.realtimecli.report;

import java.io.IOException;
import java.nio.file.Path;

/// `summary.json`: the totals of the run.
final class SummaryReport implements Report {
  private final Sheet sheet;
  private final Summary summary;

  /// @param summary is told of the rows by others
  SummaryReport(Path target, Summary summary) throws IOException {
    sheet = new Sheet(target);
    this.summary = summary;
  }

  @Override
  public void add(Row row) {
    // the summary knows it already
  }

  @Override
  public void finish() throws IOException {
    sheet.write(SummaryJson.indented(summary)).write("\n").finish();
  }

  @Override
  public void close() throws IOException {
    sheet.close();
  }
}

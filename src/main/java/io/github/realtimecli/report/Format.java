package io.github.realtimecli.report;

import java.io.IOException;
import java.nio.file.Path;

/// The files of results that a run leaves.
enum Format {
  JSON_LINES("results.jsonl") {
    @Override
    Report open(Path target, Summary summary) throws IOException {
      return new JsonLinesReport(target);
    }
  },
  CSV("results.csv") {
    @Override
    Report open(Path target, Summary summary) throws IOException {
      return new CsvReport(target);
    }
  },
  JUNIT("junit.xml") {
    @Override
    Report open(Path target, Summary summary) throws IOException {
      return new JunitReport(target);
    }
  },
  SUMMARY("summary.json") {
    @Override
    Report open(Path target, Summary summary) throws IOException {
      return new SummaryReport(target, summary);
    }
  };

  private final String file;

  Format(String file) {
    this.file = file;
  }

  String file() {
    return file;
  }

  /// @param target  what the file is to be called
  /// @param summary the totals of the rows that were added so far
  abstract Report open(Path target, Summary summary) throws IOException;
}

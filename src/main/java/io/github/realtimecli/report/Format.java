package io.github.realtimecli.report;

import java.io.IOException;
import java.nio.file.Path;

/// The files of results that a run leaves.
enum Format {
  JSON_LINES("results.jsonl") {
    @Override
    Report open(Path target, Making making) throws IOException {
      return new JsonLinesReport(target);
    }
  },
  CSV("results.csv") {
    @Override
    Report open(Path target, Making making) throws IOException {
      return new CsvReport(target);
    }
  },
  JUNIT("junit.xml") {
    @Override
    Report open(Path target, Making making) throws IOException {
      return new JunitReport(target);
    }
  },
  SUMMARY("summary.json") {
    @Override
    Report open(Path target, Making making) throws IOException {
      return new SummaryReport(target, making.summary());
    }
  },
  HTML("report.html") {
    @Override
    Report open(Path target, Making making) throws IOException {
      return new HtmlReport(target, making.summary(), making.sounds(), making.items());
    }
  };

  /// What a format may want to know besides the rows.
  ///
  /// @param summary the totals of the rows that were added so far
  /// @param items   about how many rows will come
  record Making(Summary summary, Sounds sounds, int items) {}

  private final String file;

  Format(String file) {
    this.file = file;
  }

  String file() {
    return file;
  }

  /// @param target what the file is to be called
  abstract Report open(Path target, Making making) throws IOException;
}

package io.github.realtimecli.report;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// All files of results of a run in the making: fed row by row in the order of [Row#file()], then finished. Each appears
/// whole or not at all, and its bytes depend on the rows alone. Owned by one thread.
public final class Reports implements Closeable {
  private final Summary summary = new Summary();
  private final List<Report> reports = new ArrayList<>();
  private final Sounds sounds;

  private Reports(Sounds sounds) {
    this.sounds = sounds;
  }

  /// @param sounds where the recordings are; the reports go into the folder of its run
  /// @param items  about how many rows will come
  public static Reports in(Sounds sounds, int items) throws IOException {
    Reports all = new Reports(sounds);
    Format.Making making = new Format.Making(all.summary, sounds, items);
    try {
      for (Format format : Format.values())
        all.reports.add(format.open(sounds.run().resolve(format.file()), making));
      return all;
    } catch (IOException e) {
      all.close();
      throw e;
    }
  }

  public void add(Row row) throws IOException {
    summary.add(row);
    for (Report report : reports)
      report.add(row);
  }

  /// @return the totals
  public Summary finish() throws IOException {
    for (Report report : reports)
      report.finish();
    sounds.remember();
    return summary;
  }

  /// Leaves nothing behind of what was not finished.
  @Override
  public void close() throws IOException {
    IOException failure = null;
    for (Report report : reports)
      try {
        report.close();
      } catch (IOException e) {
        failure = e;
      }
    if (failure != null)
      throw failure;
  }
}

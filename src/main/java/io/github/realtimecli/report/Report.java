package io.github.realtimecli.report;

import java.io.Closeable;
import java.io.IOException;

/// One file of results in the making, fed row by row in the order of [Row#file()]. Its bytes depend on the rows alone.
/// Owned by one thread.
interface Report extends Closeable {
  void add(Row row) throws IOException;

  /// Writes what follows the rows and gives the file its name; without this, [#close()] leaves no file behind.
  void finish() throws IOException;
}

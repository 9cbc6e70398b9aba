package io.github.realtimecli.server;

/// Where fresh ids come from.
@FunctionalInterface
interface Ids {
  /// An id that was not given before, such as `item_…`.
  ///
  /// @param prefix `sess`, `conv`, `item`, `resp` or `event`
  String next(String prefix);
}

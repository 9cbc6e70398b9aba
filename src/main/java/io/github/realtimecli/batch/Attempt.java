package io.github.realtimecli.batch;

/// An item to be asked about.
///
/// @param number   of this attempt, from 1
/// @param failures attempts that failed for reasons of their own
/// @param turnedAway attempts that came at a time when there were too many
record Attempt(Item item, int number, int failures, int turnedAway) {
  static Attempt first(Item item) {
    return new Attempt(item, 1, 0, 0);
  }

  Attempt afterFailure() {
    return new Attempt(item, number + 1, failures + 1, turnedAway);
  }

  Attempt afterShortage() {
    return new Attempt(item, number + 1, failures, turnedAway + 1);
  }
}

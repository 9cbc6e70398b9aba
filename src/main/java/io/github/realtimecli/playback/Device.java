package io.github.realtimecli.playback;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/// A speaker or a microphone that the machine has.
///
/// @param name        what a user names it by, whole or in part
/// @param description the system's words for it
public record Device(String name, String description) {
  /// The name that `wanted` means, upper case or lower: the very name if there is one, else the first that contains it.
  static Optional<String> meant(String wanted, List<String> names) {
    String lower = wanted.toLowerCase(Locale.ROOT);
    return first(names, name -> name.toLowerCase(Locale.ROOT).equals(lower))
        .or(() -> first(names, name -> name.toLowerCase(Locale.ROOT).contains(lower)));
  }

  private static Optional<String> first(List<String> names, Predicate<String> matching) {
    return names.stream().filter(matching).findFirst();
  }
}

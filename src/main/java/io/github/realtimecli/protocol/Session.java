package io.github.realtimecli.protocol;

import org.jspecify.annotations.Nullable;

/// A session as the server describes it.
///
/// @param shape     how the server writes it, which tells how it wants to be written to
/// @param expiresAt seconds since 1970
public record Session(@Nullable String id, @Nullable String model, Shape shape, @Nullable Long expiresAt,
    SessionSettings settings) {
  /// Whether settings are nested below `audio` or flat.
  public enum Shape {
    GA, BETA
  }
}

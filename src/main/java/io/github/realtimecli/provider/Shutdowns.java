package io.github.realtimecli.provider;

import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// When the vendor switches models off, as announced by 2026-11-22; what `GET /v1/models` says is newer.
public final class Shutdowns {
  private static final LocalDate JANUARY = LocalDate.of(2027, 1, 20);
  private static final LocalDate FEBRUARY = LocalDate.of(2027, 2, 26);
  private static final LocalDate PREVIEWS = LocalDate.of(2026, 5, 7);
  private static final Map<String, LocalDate> ANNOUNCED = Map.ofEntries(Map.entry("gpt-realtime", JANUARY),
      Map.entry("gpt-realtime-2025-08-28", JANUARY), Map.entry("gpt-realtime-mini", JANUARY),
      Map.entry("gpt-realtime-mini-2025-10-06", LocalDate.of(2026, 7, 23)),
      Map.entry("gpt-4o-realtime-preview", PREVIEWS), Map.entry("gpt-4o-realtime-preview-2024-10-01", PREVIEWS),
      Map.entry("gpt-4o-realtime-preview-2024-12-17", PREVIEWS),
      Map.entry("gpt-4o-realtime-preview-2025-06-03", PREVIEWS),
      Map.entry("gpt-4o-realtime", JANUARY), Map.entry("gpt-4o-mini-realtime", JANUARY),
      Map.entry("whisper-1", FEBRUARY), Map.entry("gpt-4o-transcribe", FEBRUARY),
      Map.entry("gpt-4o-mini-transcribe", FEBRUARY));

  private Shutdowns() {}

  /// @return `null` when none is announced
  public static @Nullable LocalDate of(String model) {
    return ANNOUNCED.get(model);
  }
}

package io.github.realtimecli.report;

import java.util.Locale;

/// What is measured of an answered item, in milliseconds. The README's metrics contract says between which instants.
public enum Measure {
  CONNECT("latency_ms"), SESSION("latency_ms"), UPLOAD("latency_ms"), COMMIT_TO_FIRST_AUDIO(
      "latency_ms"),
  SPEECH_END_TO_FIRST_AUDIO("latency_ms"), FIRST_VOICED_AUDIO("latency_ms"), DONE("latency_ms"),
  /// How late the sender's own frames went out.
  PACING_P50("pacing_ms"), PACING_P99("pacing_ms"), PACING_MAX("pacing_ms");

  private final String group;

  Measure(String group) {
    this.group = group;
  }

  /// As thresholds name it: the member of a latency; a pacing with `pacing_` before it.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The object of the row that it is a member of.
  String group() {
    return group;
  }

  String member() {
    return group.equals("pacing_ms") ? word().substring("pacing_".length()) : word();
  }

  /// Where it stands in a row.
  String path() {
    return group + "." + member();
  }
}

package io.github.realtimecli.batch;

import io.github.realtimecli.report.Digests;
import io.github.realtimecli.report.Reading;
import io.github.realtimecli.report.Row;
import java.nio.file.Files;
import java.nio.file.Path;

/// What earlier runs have left for an item, and whether that is enough.
public enum ResumeState {
  /// It is answered, as the recording and the settings are now, and the answer is whole: it need not be asked again.
  ANSWERED,
  /// There is no row.
  NEW,
  /// It was asked and not answered.
  FAILED,
  /// The recording is another one now.
  CHANGED,
  /// It was asked with other settings.
  OTHER_SETTINGS,
  /// The answer's file is missing or is not what was written.
  REPLY_DAMAGED,
  /// The row cannot be read, or is of another recording.
  ROW_DAMAGED;

  /// As a reason to ask, behind a number.
  public String words() {
    return switch (this) {
      case ANSWERED -> "answered before";
      case NEW -> "new";
      case FAILED -> "not answered before";
      case CHANGED -> "changed since";
      case OTHER_SETTINGS -> "asked with other settings";
      case REPLY_DAMAGED -> "with a missing or damaged answer";
      case ROW_DAMAGED -> "with a damaged row";
    };
  }

  /// @param run      the folder of the results, which need not be there
  /// @param settings as [Fingerprint] tells them
  public static ResumeState of(Path run, Item item, String settings) {
    Path json = run.resolve(item.row());
    if (!Files.isRegularFile(json))
      return NEW;
    return switch (Reading.of(json)) {
      case Reading.Foreign _,Reading.Damaged _ -> ROW_DAMAGED;
      case Row row -> of(run, item, settings, row);
    };
  }

  private static ResumeState of(Path run, Item item, String settings, Row row) {
    if (!row.file().equals(item.name()))
      return ROW_DAMAGED;
    if (!row.answered())
      return FAILED;
    if (!settings.equals(row.text("settings")))
      return OTHER_SETTINGS;
    if (!isUnchanged(item, row))
      return CHANGED;
    return isWhole(run, row) ? ANSWERED : REPLY_DAMAGED;
  }

  /// Size and time first: reading takes longer.
  private static boolean isUnchanged(Item item, Row row) {
    Stamp now = Stamp.of(item.file());
    Double bytes = row.number("input.bytes");
    if (now.equals(Stamp.NONE) || bytes == null || bytes.longValue() != now.bytes())
      return false;
    String then = row.text("input.sha256");
    return then != null
        && (now.modified().equals(row.text("input.modified")) || then.equals(Digests.ofFile(item.file())));
  }

  private static boolean isWhole(Path run, Row row) {
    String path = row.text("reply.path");
    String sha256 = row.text("reply.sha256");
    if (path == null)
      return Double.valueOf(0).equals(row.number("reply.audio_ms"));
    Path file = run.resolve(path).normalize();
    return sha256 != null && file.startsWith(run.normalize()) && Files.isRegularFile(file)
        && sha256.equals(Digests.ofFile(file));
  }
}

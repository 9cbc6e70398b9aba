package io.github.realtimecli.report;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// `results.csv` after RFC 4180: a head, then a line a row, ended by CR LF. What is not known is an empty cell. Texts are
/// always quoted; one that a spreadsheet could take for a formula gets an apostrophe before it, control characters become
/// U+FFFD.
final class CsvReport implements Report {
  /// The columns in their order: members of the row by their path. Their names have underscores for the dots.
  private static final List<String> TEXTS = List.of("error", "model", "voice", "session_id", "response_id",
      "input.sha256", "input.encoding", "reply.transcript", "reply.path", "reply.sha256", "heard", "reference");
  private static final List<String> COLUMNS = List.of("error", "model", "voice", "session_id", "response_id",
      "attempts", "input.sha256", "input.encoding", "input.rate", "input.channels", "input.duration_ms",
      "sent.audio_ms", "sent.bytes", "sent.events", "sent.speech_end_ms", "reply.transcript", "reply.audio_ms",
      "reply.path", "reply.sha256", "heard", "reference", "wer.errors", "wer.words", "wer.rate", "usage.input.text",
      "usage.input.audio", "usage.input.cached", "usage.output.text", "usage.output.audio", "cost_usd",
      "latency_ms.connect", "latency_ms.session", "latency_ms.upload", "latency_ms.commit_to_first_audio",
      "latency_ms.speech_end_to_first_audio", "latency_ms.first_voiced_audio", "latency_ms.done", "pacing_ms.p50",
      "pacing_ms.p99", "pacing_ms.max", "playback.played_ms", "playback.underruns", "playback.inserted_ms");

  private final Sheet sheet;

  CsvReport(Path target) throws IOException {
    sheet = new Sheet(target);
    sheet.write(head()).write("\r\n");
  }

  static String head() {
    return "file,outcome," + COLUMNS.stream().map(path -> path.replace('.', '_')).collect(Collectors.joining(","));
  }

  @Override
  public void add(Row row) throws IOException {
    sheet.write(text(row.file())).write(",").write(text(row.outcome()));
    for (String path : COLUMNS)
      sheet.write(",").write(TEXTS.contains(path) ? text(row, path) : number(row, path));
    sheet.write("\r\n");
  }

  private static String text(Row row, String path) {
    String text = row.text(path);
    return text == null ? "" : text(text);
  }

  private static String number(Row row, String path) {
    BigDecimal number = row.decimal(path);
    return number == null ? "" : number.toPlainString();
  }

  static String text(String text) {
    StringBuilder cell = new StringBuilder(text.length() + 2).append('"');
    if (startsFormula(text))
      cell.append('\'');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"')
        cell.append('"');
      cell.append(c == '\t' || c == '\n' || !Character.isISOControl(c) ? c : '\uFFFD');
    }
    return cell.append('"').toString();
  }

  /// Some programs look behind leading blanks, and take the wide forms of the signs too.
  private static boolean startsFormula(String text) {
    String seen = text.strip();
    return !text.isEmpty() && (text.charAt(0) == '\t' || text.charAt(0) == '\r' || text.charAt(0) == '\n')
        || !seen.isEmpty() && "=+-@\uFF1D\uFF0B\uFF0D\uFF20".indexOf(seen.charAt(0)) >= 0;
  }

  @Override
  public void finish() throws IOException {
    sheet.finish();
  }

  @Override
  public void close() throws IOException {
    sheet.close();
  }
}

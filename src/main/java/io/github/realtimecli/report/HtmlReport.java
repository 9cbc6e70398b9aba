package io.github.realtimecli.report;

import io.github.realtimecli.audio.Peaks;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// `report.html`: one page that needs nothing else, with the rows in it as data. Everything in a row is text of strangers:
/// the data cannot end its element (there is no `<` in it), and the page's script only ever sets it as text.
///
/// Outlines of the recordings are made on all processors, a few rows ahead.
final class HtmlReport implements Report {
  private static final List<String> TEXTS = List.of("error", "model", "voice", "session_id", "response_id",
      "input.encoding", "reply.transcript", "heard", "reference");
  private static final List<String> NUMBERS = List.of("attempts", "input.rate", "input.channels", "input.duration_ms",
      "sent.audio_ms", "sent.speech_end_ms", "reply.audio_ms", "wer.errors", "wer.words", "usage.input.text",
      "usage.input.audio", "usage.input.cached", "usage.output.text", "usage.output.audio", "cost_usd",
      "latency_ms.connect", "latency_ms.session", "latency_ms.upload", "latency_ms.commit_to_first_audio",
      "latency_ms.speech_end_to_first_audio", "latency_ms.first_voiced_audio", "latency_ms.done", "pacing_ms.p50",
      "pacing_ms.p99", "pacing_ms.max");
  private static final List<String> SOUNDS = List.of("question.href", "question.ms", "question.peaks", "answer.href",
      "answer.ms", "answer.peaks");
  private static final int RESOLUTION = 96;
  private static final int MANY_ITEMS = 10_000;
  private static final int AHEAD = 64;
  private static final JsonFactory JSON = JsonFactory.builder().build();

  private final Sheet sheet;
  private final Summary summary;
  private final Sounds sounds;
  private final int resolution;
  private final Page page = Page.make();
  private final Queue<Future<String>> coming = new ArrayDeque<>();
  private final ExecutorService workers = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(),
      Thread.ofPlatform().daemon().name("outline-", 0).factory());
  private String separator = "\n";

  /// @param summary is told of the rows by others
  /// @param items   about how many rows will come: of very many, the outlines are coarser
  HtmlReport(Path target, Summary summary, Sounds sounds, int items) throws IOException {
    sheet = new Sheet(target);
    this.summary = summary;
    this.sounds = sounds;
    resolution = items <= MANY_ITEMS ? RESOLUTION : (int) Math.max(8, (long) RESOLUTION * MANY_ITEMS / items);
    sheet.write(page.head()).write("{\"columns\":" + columns() + ",\"rows\":[");
  }

  private static String columns() {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      out.writeStartArray();
      for (List<String> group : List.of(List.of("file", "outcome"), SOUNDS, NUMBERS, TEXTS))
        for (String name : group)
          out.writeString(name);
      out.writeEndArray();
    }
    return text.toString();
  }

  @Override
  public void add(Row row) throws IOException {
    coming.add(workers.submit(() -> values(row)));
    if (coming.size() > AHEAD)
      take();
  }

  private void take() throws IOException {
    try {
      sheet.write(separator).write(coming.remove().get());
      separator = ",\n";
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private String values(Row row) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      out.writeStartArray();
      out.writeString(row.file());
      out.writeString(row.outcome());
      sound(out, sounds.question(row));
      sound(out, sounds.answer(row));
      for (String path : NUMBERS)
        number(out, row.decimal(path));
      for (String path : TEXTS)
        text(out, row.text(path));
      out.writeEndArray();
    }
    return harmless(text.toString());
  }

  private void sound(JsonGenerator out, Sounds.@Nullable Sound sound) {
    Peaks peaks = sound == null ? null : Peaks.of(sound.file(), resolution);
    text(out, sound == null ? null : sound.href());
    number(out, peaks == null ? null : BigDecimal.valueOf(peaks.millis()));
    text(out, peaks == null ? null : peaks.base64());
  }

  private static void number(JsonGenerator out, @Nullable BigDecimal number) {
    out.writeRawValue(number == null ? "null" : Numbers.plain(number));
  }

  private static void text(JsonGenerator out, @Nullable String text) {
    if (text == null)
      out.writeNull();
    else
      out.writeString(text);
  }

  /// In JSON a `<` stands in strings only, where it may be written as an escape: no text can end the script element.
  private static String harmless(String json) {
    return json.replace("<", "\\u003c");
  }

  @Override
  public void finish() throws IOException {
    while (!coming.isEmpty())
      take();
    sheet.write("\n],\"summary\":").write(harmless(SummaryJson.line(summary))).write("}").write(page.foot());
    sheet.finish();
  }

  @Override
  public void close() throws IOException {
    workers.shutdownNow();
    sheet.close();
  }
}

package io.github.realtimecli.report;

import io.github.realtimecli.protocol.Item;
import io.github.realtimecli.protocol.Usage;
import io.github.realtimecli.session.Result;
import io.github.realtimecli.source.Lateness;
import io.github.realtimecli.source.Recording;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// A result as one line of JSON, schema 1. The README's metrics contract says what each member means.
public final class JsonLine {
  /// The meaning of the members; raised when one changes.
  static final int SCHEMA = 1;
  private static final JsonFactory JSON = JsonFactory.builder().build();

  private final StringWriter text = new StringWriter();
  private final JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), text);

  private JsonLine() {}

  /// The answer as it was saved.
  ///
  /// @param sha256 hex digest of the file's bytes
  public record Saved(String path, @Nullable String sha256) {
    public static Saved of(Path file) {
      return new Saved(file.toString(), Digests.ofFile(file));
    }
  }

  /// What the row of a run has besides: how the next run knows that it need not ask again, and what the user should have
  /// said.
  ///
  /// @param settings  a fingerprint of everything that the answer depends on but the input
  /// @param bytes     size of the input's file
  /// @param modified  when it was last changed, as ISO-8601 says it
  /// @param reference the words of the recording
  /// @param wer       how `heard` differs from them
  public record Kept(String settings, long bytes, String modified, @Nullable String reference, @Nullable Wer wer) {}

  /// @param file  as the user named it
  /// @param error one sentence, or `null`
  /// @param saved `null` when the answer was not saved
  /// @param cost  in dollars, `null` when it is not known
  /// @return the line, without its end
  public static String of(String file, Result result, @Nullable String error, @Nullable Saved saved,
      @Nullable Double cost) {
    return of(file, result, error, saved, cost, null);
  }

  /// The row of a run.
  ///
  /// @param file as the run calls it
  public static String of(String file, Result result, @Nullable String error, @Nullable Saved saved,
      @Nullable Double cost, @Nullable Kept kept) {
    JsonLine line = new JsonLine();
    line.result(file, result, error, saved, cost, kept);
    line.out.close();
    return line.text.toString();
  }

  private void result(String file, Result result, @Nullable String error, @Nullable Saved saved,
      @Nullable Double cost, @Nullable Kept kept) {
    out.writeStartObject();
    out.writeNumberProperty("schema", SCHEMA);
    string("file", file);
    string("outcome", result.outcome().kind().word());
    string("error", error);
    string("model", result.model());
    string("voice", result.voice());
    string("session_id", result.sessionId());
    string("response_id", result.responseId());
    out.writeNumberProperty("attempts", result.attempts());
    input(result.recording(), kept);
    sent(result.sent());
    out.writeObjectPropertyStart("reply");
    string("transcript", result.transcript());
    millis("audio_ms", result.replyMs());
    string("path", saved == null ? null : saved.path());
    string("sha256", saved == null ? null : saved.sha256());
    calls(result.calls());
    out.writeEndObject();
    string("heard", result.heard());
    if (kept != null)
      reference(kept);
    usage(result.usage());
    dollars("cost_usd", cost);
    latency(result.latency());
    pacing(result.pacing());
    out.writeObjectPropertyStart("playback");
    millis("played_ms", result.played().playedMs());
    out.writeNumberProperty("underruns", result.played().underruns());
    millis("inserted_ms", result.played().insertedMs());
    out.writeEndObject();
    if (kept != null)
      string("settings", kept.settings());
    out.writeEndObject();
  }

  private void reference(Kept kept) {
    string("reference", kept.reference());
    Wer wer = kept.wer();
    if (wer == null) {
      out.writeNullProperty("wer");
      return;
    }
    out.writeObjectPropertyStart("wer");
    out.writeNumberProperty("errors", wer.errors());
    out.writeNumberProperty("words", wer.words());
    out.writeName("rate");
    out.writeRawValue(Numbers.json(wer.rate()));
    out.writeEndObject();
  }

  private void input(@Nullable Recording recording, @Nullable Kept kept) {
    if (recording == null) {
      out.writeNullProperty("input");
      return;
    }
    out.writeObjectPropertyStart("input");
    string("sha256", recording.sha256());
    string("encoding", recording.encoding());
    out.writeNumberProperty("rate", recording.rate());
    out.writeNumberProperty("channels", recording.channels());
    millis("duration_ms", recording.durationMs());
    if (kept != null) {
      out.writeNumberProperty("bytes", kept.bytes());
      string("modified", kept.modified());
    }
    out.writeEndObject();
  }

  private void sent(Result.Sent sent) {
    out.writeObjectPropertyStart("sent");
    millis("audio_ms", sent.audioMs());
    out.writeNumberProperty("bytes", sent.bytes());
    out.writeNumberProperty("events", sent.events());
    millis("speech_end_ms", sent.speechEndMs());
    out.writeEndObject();
  }

  private void usage(@Nullable Usage usage) {
    if (usage == null) {
      out.writeNullProperty("usage");
      return;
    }
    out.writeObjectPropertyStart("usage");
    out.writeObjectPropertyStart("input");
    tokens("text", usage.textIn(), usage.unsortedIn());
    tokens("audio", usage.audioIn(), usage.unsortedIn());
    out.writeNumberProperty("cached", usage.cachedIn());
    out.writeEndObject();
    out.writeObjectPropertyStart("output");
    tokens("text", usage.textOut(), usage.unsortedOut());
    tokens("audio", usage.audioOut(), usage.unsortedOut());
    out.writeEndObject();
    out.writeEndObject();
  }

  /// Of tokens whose kind the server does not say, nobody knows which these are.
  private void tokens(String kind, long count, long unsorted) {
    if (unsorted > 0)
      out.writeNullProperty(kind);
    else
      out.writeNumberProperty(kind, count);
  }

  private void calls(List<Item.Call> calls) {
    if (calls.isEmpty())
      return;
    out.writeArrayPropertyStart("function_calls");
    for (Item.Call call : calls) {
      out.writeStartObject();
      string("call_id", call.callId());
      string("name", call.name());
      string("arguments", call.arguments());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private void pacing(Lateness.@Nullable Summary pacing) {
    if (pacing == null) {
      out.writeNullProperty("pacing_ms");
      return;
    }
    out.writeObjectPropertyStart("pacing_ms");
    millis("p50", pacing.p50());
    millis("p99", pacing.p99());
    millis("max", pacing.max());
    out.writeEndObject();
  }

  private void latency(Result.Latency latency) {
    out.writeObjectPropertyStart("latency_ms");
    millis("connect", latency.connect());
    millis("session", latency.session());
    millis("upload", latency.upload());
    millis("commit_to_first_audio", latency.commitToFirstAudio());
    millis("speech_end_to_first_audio", latency.speechEndToFirstAudio());
    millis("first_voiced_audio", latency.firstVoicedAudio());
    millis("done", latency.done());
    out.writeEndObject();
  }

  private void string(String name, @Nullable String value) {
    if (value == null)
      out.writeNullProperty(name);
    else
      out.writeStringProperty(name, value);
  }

  /// To the millionth.
  private void dollars(String name, @Nullable Double value) {
    if (value == null)
      out.writeNullProperty(name);
    else
      out.writeNumberProperty(name, Math.round(value * 1e6) / 1e6);
  }

  /// To the microsecond.
  private void millis(String name, @Nullable Double value) {
    if (value == null)
      out.writeNullProperty(name);
    else
      out.writeNumberProperty(name, Math.round(value * 1000) / 1000.0);
  }
}

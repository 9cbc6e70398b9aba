package io.github.realtimecli.server;

import io.github.realtimecli.audio.Pcm;
import io.github.realtimecli.protocol.ApiError;
import io.github.realtimecli.protocol.Content;
import io.github.realtimecli.protocol.Item;
import io.github.realtimecli.protocol.ServerEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The user's side of a session: takes audio, finds turns in it when it was asked to, and makes items of them.
final class Hearing {
  /// The least that can be committed, in ms.
  private static final double SHORTEST_COMMIT_MS = 100;
  private static final int LARGEST_APPEND = 15 << 20;
  /// What is kept of silence while a turn is waited for.
  private static final int LONGEST_SILENCE_MS = 60_000;

  private final SessionContext around;
  private final Answers answers;
  private final Transcriber transcriber;
  private final InputBuffer buffer = new InputBuffer();
  private @Nullable TurnDetector detector;
  /// The item that the present turn will be.
  private @Nullable String speechItem;

  Hearing(SessionContext around, Answers answers, Transcriber transcriber) {
    this.around = around;
    this.answers = answers;
    this.transcriber = transcriber;
    attend();
  }

  /// Listens in the way of the settings as they are now.
  void attend() {
    VadSettings attention = VadSettings.of(around.configuration().settings());
    if (attention == null) {
      detector = null;
      speechItem = null;
    } else if (detector == null) {
      detector = new TurnDetector(around.rate(), attention, buffer.total() / Pcm.SAMPLE_BYTES);
    } else {
      detector.attend(attention);
    }
  }

  /// Something was answered with so many samples.
  void answered(long samples) {
    if (detector != null)
      detector.answered(samples);
  }

  @Nullable
  ApiError append(Pcm audio, Instant now) {
    if (audio.length() > LARGEST_APPEND)
      return Refusal.audioTooLarge(audio.length());
    int from = 0;
    while (from < audio.length() && detector != null) {
      int to = detector.hear(audio, from);
      buffer.append(audio.slice(from, to));
      from = to;
      TurnDetector.Boundary boundary = detector.last();
      if (boundary != null)
        pass(boundary, detector.attention(), now);
      else if (!detector.speaking())
        buffer.keepLast(around.rate().bytes(LONGEST_SILENCE_MS));
    }
    buffer.append(audio.slice(from, audio.length()));
    return null;
  }

  private void pass(TurnDetector.Boundary boundary, VadSettings attention, Instant now) {
    Rate rate = around.rate();
    switch (boundary) {
      case TurnDetector.Boundary.Started(long sample) -> {
        String item = around.ids().next("item");
        speechItem = item;
        keepFrom(sample);
        around.outlet().say(new ServerEvent.SpeechStarted(rate.millisAt(sample), item));
        if (attention.interruptResponse())
          answers.interrupt(now);
      }
      case TurnDetector.Boundary.Stopped(long sample) -> {
        String item = takeSpeechItem();
        around.outlet().say(new ServerEvent.SpeechStopped(rate.millisAt(sample), item));
        commitAs(item, now);
        if (attention.createResponse())
          answers.answerTurn(now);
      }
      case TurnDetector.Boundary.Idle(long from, long to) -> {
        String item = takeSpeechItem();
        keepFrom(from);
        around.outlet().say(around.ceremony().timeout(rate.millisAt(from), rate.millisAt(to), item));
        commitAs(item, now);
        answers.answerTurn(now);
      }
    }
  }

  private void keepFrom(long sample) {
    buffer.keepLast(buffer.total() - sample * Pcm.SAMPLE_BYTES);
  }

  private String takeSpeechItem() {
    String item = speechItem == null ? around.ids().next("item") : speechItem;
    speechItem = null;
    return item;
  }

  @Nullable
  ApiError commit(Instant now) {
    double millis = around.rate().millis(buffer.length());
    if (millis < SHORTEST_COMMIT_MS)
      return Refusal.commitEmpty(millis);
    commitAs(takeSpeechItem(), now);
    endTurn();
    return null;
  }

  private void commitAs(String id, Instant now) {
    Clip sound = buffer.take();
    Item item = Item.message(id, "user", "completed", List.of(new Content.Audio(null, null)));
    String previous = around.conversation().insert(new Conversation.Entry(id, item, sound), null);
    around.outlet().say(new ServerEvent.AudioCommitted(id, previous));
    around.outlet().say(around.ceremony().entering(item, previous));
    around.outlet().say(around.ceremony().done(item, previous));
    transcriber.hear(id, sound, now);
  }

  @Nullable
  ApiError clear() {
    buffer.take();
    speechItem = null;
    endTurn();
    around.outlet().say(new ServerEvent.AudioCleared());
    return null;
  }

  private void endTurn() {
    if (detector != null)
      detector.endTurn();
  }
}

package io.github.realtimecli.batch;

import io.github.realtimecli.audio.Pcm;
import io.github.realtimecli.playback.WavFile;
import io.github.realtimecli.protocol.ServerEvent.RateLimit;
import io.github.realtimecli.report.Digests;
import io.github.realtimecli.report.JsonLine;
import io.github.realtimecli.report.Wer;
import io.github.realtimecli.session.Conversation;
import io.github.realtimecli.session.Observer;
import io.github.realtimecli.session.Result;
import io.github.realtimecli.session.Retries;
import io.github.realtimecli.session.Route;
import io.github.realtimecli.session.Utterance;
import io.github.realtimecli.source.Recording;
import io.github.realtimecli.source.SpeechFile;
import io.github.realtimecli.source.Unreadable;
import io.github.realtimecli.turn.Failure;
import io.github.realtimecli.turn.Outcome;
import io.github.realtimecli.turn.Plan;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One attempt at one item: a conversation of its own, whose answer goes into a file. [#interrupt()] may come from any thread.
final class ItemTask {
  private final Terms terms;
  private final RunFolder run;
  private final Attempt attempt;
  private final Conversation conversation;

  /// @param habit  of the server
  /// @param limits is told of the server's limits, on any thread
  ItemTask(Terms terms, RunFolder run, Attempt attempt, RateLimitWire.Habit habit,
      Consumer<List<RateLimit>> limits) {
    this.terms = terms;
    this.run = run;
    this.attempt = attempt;
    conversation = new Conversation(
        new Route(new RateLimitWire(terms.wire(), habit, limits), terms.endpoint(), Retries.NONE, Route.VIRTUAL),
        terms.plan());
  }

  void interrupt() {
    conversation.interrupt();
  }

  /// Carries it out; the answer is kept under its name when it is whole.
  Result carryOut() throws InterruptedException {
    Item item = attempt.item();
    try (SpeechFile recording = SpeechFile.open(item.file(), SpeechFile.Digest.NONE, terms.plan().inputRate())) {
      recording.next(); // what is no recording, or has no sound in it, is not worth a call
    } catch (Unreadable e) {
      return Result.unasked(new Failure.UnreadableInput(String.valueOf(e.getMessage()), e.hint()));
    } catch (IOException e) {
      return Result.unasked(new Failure.UnreadableInput("cannot be read: " + words(e), "check the file"));
    }
    try {
      WavFile answer = WavFile.at(run.place(item.reply()), Pcm.RATE);
      return converse(item, answer).after(attempt.number());
    } catch (IOException e) {
      return Result.unasked(new Failure.Unsaved(words(e)));
    }
  }

  private Result converse(Item item, WavFile answer) throws InterruptedException {
    Result result;
    try {
      Utterance.Opening opening = () -> SpeechFile.open(item.file(), SpeechFile.Digest.SHA_256,
          terms.plan().inputRate());
      conversation.begin(terms.speech().of(opening), Plan.After.HANG_UP, Observer.NOBODY);
      result = conversation.run(answer);
    } catch (InterruptedException | RuntimeException e) {
      answer.discard();
      close(answer);
      throw e;
    } finally {
      conversation.close();
    }
    if (result.replyMs() == 0)
      answer.discard();
    else if (result.outcome().failure() != null)
      answer.keepAs(name(item.partial()));
    IOException failure = close(answer);
    return failure == null ? result : result.failed(Outcome.of(new Failure.Unsaved(words(failure))));
  }

  private static @Nullable IOException close(WavFile answer) {
    try {
      answer.close();
      return null;
    } catch (IOException e) {
      return e;
    }
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /// Writes the item's row: nothing more comes of it.
  ///
  /// @param stamp of the recording before it was read
  static void conclude(Terms terms, RunFolder run, Item item, Stamp stamp, Result result) throws IOException {
    Failure failure = result.outcome().failure();
    boolean answered = failure == null;
    String kept = answered ? item.reply() : item.partial();
    String sha256 = result.replyMs() > 0 ? run.settle(kept) : null;
    String reference = Reference.of(item);
    String heard = result.heard();
    Wer wer = reference == null || heard == null ? null : Wer.of(reference, heard);
    String row = JsonLine.of(item.name(), digested(result, item), failure == null ? null : terms.clerk().words(failure),
        sha256 == null ? null : new JsonLine.Saved(kept, sha256), terms.clerk().cost(result),
        new JsonLine.Kept(terms.settings(), stamp.bytes(), stamp.modified(), reference, wer));
    run.keep(item, terms.clerk().concealed(row), sha256 == null
        ? new String[]{item.reply(), item.partial()}
        : new String[]{answered ? item.partial() : item.reply()});
  }

  /// A server that ends turns by itself may have answered before all was read: the digest is taken nevertheless, so that
  /// the item is not asked again.
  private static Result digested(Result result, Item item) {
    Recording recording = result.recording();
    if (result.outcome().failure() != null || recording == null || recording.sha256() != null)
      return result;
    return result.of(new Recording(recording.encoding(), recording.rate(), recording.channels(),
        recording.durationMs(), Digests.ofFile(item.file()), recording.warning()));
  }

  static String words(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}

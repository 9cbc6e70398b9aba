package io.github.realtimecli.turn;

import io.github.realtimecli.audio.Pcm;
import io.github.realtimecli.protocol.Item;
import io.github.realtimecli.protocol.Session;
import io.github.realtimecli.protocol.SessionSettings;
import io.github.realtimecli.protocol.SessionSettings.AudioFormat;
import io.github.realtimecli.protocol.SessionSettings.TurnDetection;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a turn is to be.
///
/// @param settings the session's, sent before anything else as far as `update` says
/// @param shape    how to spell; `null` to wait for `session.created` and speak as the server does
/// @param patience how long the server may be silent
/// @param wanted   what has to come before the turn is over
/// @param update   whether the settings are sent
/// @param history  items of an earlier session, put in front of the speech
/// @param after    what becomes of the connection
public record Plan(SessionSettings settings, Session.@Nullable Shape shape, Duration patience, Wanted wanted,
    Update update, List<Item> history, After after) {
  /// What has to come before the turn is over.
  public enum Wanted {
    ANSWER,
    /// The user's own words too, waited for a while behind the answer.
    ANSWER_AND_TRANSCRIPT,
    /// The user's own words only; there is no answer.
    TRANSCRIPT
  }

  /// Whether the session is told its settings.
  public enum Update {
    SEND, OMIT
  }

  /// What becomes of the connection when the turn ended well.
  public enum After {
    HANG_UP,
    /// Another turn follows on it.
    STAY
  }

  public Plan { history = List.copyOf(history); }

  /// A turn of its own: a session, an answer, and goodbye.
  public Plan(SessionSettings settings, Session.@Nullable Shape shape, Duration patience) {
    this(settings, shape, patience, Wanted.ANSWER, Update.SEND, List.of(), After.HANG_UP);
  }

  public Plan wanting(Wanted other) {
    return new Plan(settings, shape, patience, other, update, history, after);
  }

  public Plan updating(Update other) {
    return new Plan(settings, shape, patience, wanted, other, history, after);
  }

  public Plan behind(List<Item> items) {
    return new Plan(settings, shape, patience, wanted, update, items, after);
  }

  public Plan then(After other) {
    return new Plan(settings, shape, patience, wanted, update, history, other);
  }

  /// The same on a connection that has carried a turn in that shape already.
  Plan following(Session.Shape spoken) {
    return new Plan(settings, spoken, patience, wanted, Update.OMIT, List.of(), after);
  }

  /// Whether the server's voice activity detection ends the user's turn, not a commit of ours.
  public boolean serverEndsTurn() {
    return settings.turnDetection() != null && !(settings.turnDetection() instanceof TurnDetection.None);
  }

  boolean serverInterrupts() {
    return switch (settings.turnDetection()) {
      case TurnDetection.ServerVad vad -> !Boolean.FALSE.equals(vad.interruptResponse());
      case TurnDetection.SemanticVad vad -> !Boolean.FALSE.equals(vad.interruptResponse());
      case TurnDetection.None _ -> false;
      case null -> false;
    };
  }

  boolean serverAnswers() {
    return switch (settings.turnDetection()) {
      case TurnDetection.ServerVad vad -> !Boolean.FALSE.equals(vad.createResponse());
      case TurnDetection.SemanticVad vad -> !Boolean.FALSE.equals(vad.createResponse());
      case TurnDetection.None _ -> false;
      case null -> false;
    };
  }

  /// The patience, but not more than that.
  Duration patience(Duration atMost) {
    return atMost.compareTo(patience) < 0 ? atMost : patience;
  }

  /// Samples a second of the speech on the wire.
  public int inputRate() {
    AudioFormat format = settings.input();
    return format == null ? Pcm.RATE : format.rateOr(Pcm.RATE);
  }
}

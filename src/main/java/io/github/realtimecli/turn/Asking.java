package io.github.realtimecli.turn;

import io.github.realtimecli.audio.Pcm;
import io.github.realtimecli.protocol.ClientEvent;
import io.github.realtimecli.protocol.Item;
import io.github.realtimecli.protocol.ResponseSettings;
import io.github.realtimecli.protocol.Session;
import java.util.List;

/// Our side of a turn: what is said to the server before, behind and instead of the speech.
final class Asking {
  /// The least audio that a server commits: 100 ms.
  static final int LEAST_MS = 100;
  /// The ids of what we send, which come back in errors.
  static final String UPDATE = "turn_session";
  static final String HISTORY = "turn_history";
  static final String PADDING = "turn_padding";
  static final String COMMIT = "turn_commit";
  static final String RESPONSE = "turn_response";
  static final String TRUNCATION = "turn_truncation";

  private final Plan plan;
  private Session.Shape spoken = Session.Shape.GA;
  private long samples;
  private boolean asked;

  Asking(Plan plan) {
    this.plan = plan;
  }

  /// Opens the session, or opens it again in the shape that turns out to be the server's.
  void open(Session.Shape shape, List<Action> actions) {
    spoken = shape;
    actions.add(new Action.Spell(shape));
    if (plan.update() == Plan.Update.SEND)
      send(new ClientEvent.UpdateSession(UPDATE, plan.settings()), actions);
  }

  Session.Shape spoken() {
    return spoken;
  }

  /// Tells the words of an earlier session.
  void remind(List<Action> actions) {
    for (Item item : plan.history())
      send(new ClientEvent.CreateItem(HISTORY, null, item), actions);
  }

  /// So many more samples of speech are on their way.
  void read(long count) {
    samples += count;
  }

  boolean saidAnything() {
    return samples > 0;
  }

  /// Ends the user's turn and asks for an answer, where one is wanted.
  void commit(List<Action> actions) {
    int least = plan.inputRate() * LEAST_MS / 1000;
    if (samples < least)
      send(new ClientEvent.AppendAudio(PADDING, Pcm.silence((int) (least - samples))), actions);
    send(new ClientEvent.CommitAudio(COMMIT), actions);
    ask(actions);
  }

  void ask(List<Action> actions) {
    asked = true;
    if (plan.wanted() != Plan.Wanted.TRANSCRIPT)
      send(new ClientEvent.CreateResponse(RESPONSE, ResponseSettings.AS_SESSION), actions);
  }

  /// Whether an answer was asked for, or the server is left to it.
  boolean asked() {
    return asked;
  }

  /// What was said does not belong to the next turn.
  void takeBack(List<Action> actions) {
    if (samples > 0)
      send(new ClientEvent.ClearAudio(null), actions);
  }

  static void send(ClientEvent event, List<Action> actions) {
    actions.add(new Action.Send(event));
  }
}

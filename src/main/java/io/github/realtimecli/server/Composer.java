package io.github.realtimecli.server;

import io.github.realtimecli.protocol.Item;
import io.github.realtimecli.protocol.ResponseSettings;
import io.github.realtimecli.protocol.ServerEvent.Place;
import io.github.realtimecli.protocol.SessionSettings;
import io.github.realtimecli.protocol.Usage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Decides what a response will be: an answer, a function call, or nothing; and how it is cut and ends.
final class Composer {
  private final SessionContext around;
  private final String conversationId;

  Composer(SessionContext around, String conversationId) {
    this.around = around;
    this.conversationId = conversationId;
  }

  /// The response, its item in the conversation already when it goes there.
  ///
  /// @param settings the session's with the response's own over them
  /// @param cost     what was read for it
  Reply compose(ResponseSettings asked, SessionSettings settings, List<Conversation.Entry> question, Usage cost,
      Instant now) {
    Fault.Cut cut = around.mischief().cut(usualCut());
    Fault.Spoil spoil = around.mischief().spoil();
    Place place = new Place(around.ids().next("resp"), around.ids().next("item"), 0, 0);
    SessionSettings shown = Configuration.ofResponse(settings, asked);
    String conversation = asked.outOfBand() ? null : conversationId;
    if (spoil != null && spoil.deltas() == 0)
      return new EmptyReply(new Reply.Plan(around.ceremony(), around.rate(), place, conversation, null, shown, cost,
          spoil.ending()));
    Item.Call call = call(question, settings, spoil);
    Speech speech = spoiled(around.repertoire()
        .answering(Inventory.sound(question), Inventory.items(question), settings), cut, spoil);
    Item empty = call == null ? MessageReply.empty(place.itemId()) : CallReply.empty(place.itemId(), call);
    String previous = asked.outOfBand() ? null : enter(place.itemId(), empty);
    Reply.Plan plan = new Reply.Plan(around.ceremony(), around.rate(), place, conversation, previous, shown, cost,
        speech.ending());
    return call == null ? new MessageReply(plan, speech, cut, now) : new CallReply(plan, call);
  }

  /// Puts the item behind everything that it answers.
  private @Nullable String enter(String id, Item item) {
    around.conversation().takeUp();
    return around.conversation().insert(new Conversation.Entry(id, item, Clip.EMPTY), null);
  }

  private Fault.Cut usualCut() {
    return switch (around.behaviour().pace()) {
      case FAST -> new Fault.Cut(MessageReply.DELTA_MS, 0);
      case REALTIME -> new Fault.Cut(MessageReply.DELTA_MS, MessageReply.DELTA_MS);
    };
  }

  /// A function is called until its output is there, unless the client wants none called.
  private Item.@Nullable Call call(List<Conversation.Entry> question, SessionSettings settings,
      Fault.@Nullable Spoil spoil) {
    Behaviour.Call call = around.behaviour().call();
    if (call == null || "none".equals(settings.extra().get("tool_choice"))
        || question.stream().anyMatch(entry -> entry.item().type().equals(Conversation.CALL_OUTPUT)))
      return null;
    String arguments = spoil == null
        ? call.arguments()
        : call.arguments().substring(0, call.arguments().length() / 2);
    return new Item.Call(around.ids().next("call"), call.name(), arguments, null);
  }

  /// A text has a delta a word.
  private Speech spoiled(Speech whole, Fault.Cut cut, Fault.@Nullable Spoil spoil) {
    if (spoil == null)
      return whole;
    int words = whole.words().size();
    long bytes = whole.sound().length();
    if (spoil.deltas() == Fault.Spoil.HALF)
      return whole.cut(words / 2, bytes / 4 * 2, spoil.ending());
    int kept = whole.aloud() ? spoil.deltas() + 1 : spoil.deltas();
    return whole.cut(kept, Math.min(bytes, around.rate().bytes(cut.deltaMillis()) * spoil.deltas()), spoil.ending());
  }
}

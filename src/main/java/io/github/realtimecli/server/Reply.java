package io.github.realtimecli.server;

import io.github.realtimecli.protocol.Item;
import io.github.realtimecli.protocol.Response;
import io.github.realtimecli.protocol.ServerEvent;
import io.github.realtimecli.protocol.ServerEvent.Place;
import io.github.realtimecli.protocol.SessionSettings;
import io.github.realtimecli.protocol.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One response while it is being given, piece by piece, as somebody asks for the next one.
///
/// ```
/// opening   response.created, output_item.added, item.added …
/// next      deltas
/// ending    … item.done, output_item.done, response.done
/// ```
abstract sealed class Reply permits MessageReply, CallReply, EmptyReply {
  /// What a response is called and made with.
  ///
  /// @param conversationId `null` when it stays out of the conversation
  /// @param previousItemId the item in front of its own
  /// @param settings       what it says about itself
  /// @param cost           what was read for it
  /// @param ending         how it ends when nobody stops it
  record Plan(DialectEvents ceremony, Rate rate, Place place, @Nullable String conversationId,
      @Nullable String previousItemId, SessionSettings settings, Usage cost, Ending ending) {}

  final Plan plan;

  Reply(Plan plan) {
    this.plan = plan;
  }

  final String responseId() {
    return plan.place.responseId();
  }

  final String itemId() {
    return plan.place.itemId();
  }

  final boolean inConversation() {
    return plan.conversationId != null;
  }

  /// How it ends when nobody stops it.
  final Ending naturalEnd() {
    return plan.ending;
  }

  /// Whether the session's voice is heard in it.
  boolean isAloud() {
    return false;
  }

  /// Samples of sound that were given.
  long samplesGiven() {
    return 0;
  }

  abstract boolean atEnd();

  /// When the next piece is to be given.
  abstract Instant due();

  /// What has been given so far, as an item of the conversation; `null` when there is none.
  abstract Conversation.@Nullable Entry entry(Ending ending);

  abstract List<ServerEvent> opening();

  abstract List<ServerEvent> next();

  abstract List<ServerEvent> ending(Ending ending);

  /// What giving it has cost.
  abstract Usage spent();

  /// The events that open an item.
  final List<ServerEvent> opening(Item empty) {
    List<ServerEvent> events = new ArrayList<>();
    events.add(created());
    events.add(new ServerEvent.OutputItemAdded(responseId(), 0, empty));
    if (inConversation())
      events.addAll(plan.ceremony.entering(empty, plan.previousItemId));
    return events;
  }

  /// The events that end an item and with it the response.
  final List<ServerEvent> ending(Item item, Ending ending) {
    List<ServerEvent> events = new ArrayList<>();
    if (inConversation())
      events.addAll(plan.ceremony.done(item, plan.previousItemId));
    events.add(new ServerEvent.OutputItemDone(responseId(), 0, item));
    events.add(done(ending, List.of(item)));
    return events;
  }

  final ServerEvent created() {
    return new ServerEvent.ResponseCreated(response(Ending.NOT_YET, List.of(), null));
  }

  final ServerEvent done(Ending ending, List<Item> output) {
    return new ServerEvent.ResponseDone(response(ending, output, plan.cost.plus(spent())));
  }

  private Response response(Ending ending, List<Item> output, @Nullable Usage usage) {
    return new Response(responseId(), ending.status(), ending.reason(), ending.error(), output, usage,
        plan.conversationId, plan.settings);
  }
}

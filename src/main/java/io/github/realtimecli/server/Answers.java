package io.github.realtimecli.server;

import io.github.realtimecli.protocol.ApiError;
import io.github.realtimecli.protocol.Item;
import io.github.realtimecli.protocol.ResponseSettings;
import io.github.realtimecli.protocol.ServerEvent;
import io.github.realtimecli.protocol.SessionSettings;
import io.github.realtimecli.protocol.SessionSettings.Kind;
import io.github.realtimecli.protocol.Usage;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// The responses of a session: which are being given, and what becomes of them. One at a time goes into the conversation,
/// any number stays out of it.
final class Answers {
  private final SessionContext around;
  private final Composer composer;
  private final LongConsumer answered;
  private final Deque<Reply> replies = new ArrayDeque<>();
  private boolean voiceInUse;
  /// A turn ended while another one was still being answered.
  private boolean turnWaits;

  /// @param answered told how many samples an answer had, once it has been given
  Answers(SessionContext around, String conversationId, LongConsumer answered) {
    this.around = around;
    this.composer = new Composer(around, conversationId);
    this.answered = answered;
  }

  /// Whether the session has been heard speaking, so that its voice cannot change any more.
  boolean voiceInUse() {
    return voiceInUse;
  }

  /// When [#speak] has something to say; [Instant#MAX] for never.
  Instant due() {
    Instant due = Instant.MAX;
    for (Reply reply : replies)
      if (reply.due().isBefore(due))
        due = reply.due();
    return due;
  }

  /// The next piece of an answer; answers that are given at the same time take turns.
  void speak(Instant now) {
    Instant due = due();
    for (Reply reply : replies)
      if (reply.due().equals(due)) {
        replies.remove(reply);
        speak(reply, now);
        return;
      }
  }

  private void speak(Reply reply, Instant now) {
    around.outlet().say(reply.next());
    if (reply.atEnd())
      finish(reply, reply.naturalEnd(), now);
    else
      replies.add(reply);
  }

  @Nullable
  ApiError respond(ResponseSettings asked, Instant now) {
    if (around.kind() == Kind.TRANSCRIPTION)
      return Refusal.noResponses();
    Reply active = active();
    if (active != null && !asked.outOfBand())
      return Refusal.activeResponse(active.responseId());
    ApiError refusal = Admission.refusal(asked, around.configuration().understood(asked.settings()), around.rate());
    if (refusal != null)
      return refusal;
    Inventory inventory = new Inventory(around.conversation(), around.rate());
    List<Item> input = asked.input();
    String missing = input == null ? null : inventory.missing(input);
    if (missing != null)
      return Refusal.noSuchReference(missing);
    begin(asked, input == null ? inventory.unanswered() : inventory.resolved(input), inventory, now);
    return null;
  }

  /// A turn has ended by itself and wants an answer.
  void answerTurn(Instant now) {
    turnWaits = active() != null;
    if (!turnWaits)
      respond(ResponseSettings.AS_SESSION, now);
  }

  private void begin(ResponseSettings asked, List<Conversation.Entry> question, Inventory inventory, Instant now) {
    SessionSettings settings = around.configuration().merged(around.configuration().understood(asked.settings()));
    Usage cost = inventory.cost(settings, asked.input() == null ? null : question);
    Reply reply = composer.compose(asked, settings, question, cost, now);
    voiceInUse |= reply.isAloud() && reply.inConversation();
    replies.add(reply);
    around.outlet().say(reply.opening());
  }

  @Nullable
  ApiError cancel(@Nullable String responseId, Instant now) {
    for (Reply reply : replies)
      if (responseId == null ? reply.inConversation() : reply.responseId().equals(responseId)) {
        stop(reply, "client_cancelled", now);
        return null;
      }
    return Refusal.nothingToCancel();
  }

  /// The user speaks: what is being said into the conversation ends.
  void interrupt(Instant now) {
    turnWaits = false;
    Reply active = active();
    if (active != null)
      stop(active, "turn_detected", now);
  }

  /// Nobody will hear the rest.
  void forget() {
    replies.clear();
  }

  /// An item as far as it has been said, `null` when it is not being said.
  Conversation.@Nullable Entry unfinished(String itemId) {
    for (Reply reply : replies)
      if (reply.itemId().equals(itemId))
        return reply.entry(Ending.NOT_YET);
    return null;
  }

  private void stop(Reply reply, String reason, Instant now) {
    replies.remove(reply);
    finish(reply, Ending.cancelled(reason), now);
  }

  private void finish(Reply reply, Ending ending, Instant now) {
    Conversation.Entry entry = reply.entry(ending);
    if (reply.inConversation() && entry != null)
      around.conversation().complete(entry);
    around.outlet().say(reply.ending(ending));
    around.outlet().say(new ServerEvent.RateLimitsUpdated(around.mischief().rateLimits()));
    around.mischief().turnOver();
    if (!reply.inConversation())
      return;
    answered.accept(reply.samplesGiven());
    if (turnWaits)
      answerTurn(now);
  }

  private @Nullable Reply active() {
    return replies.stream().filter(Reply::inConversation).findFirst().orElse(null);
  }
}

package io.github.realtimecli.server;

import io.github.realtimecli.protocol.Item;
import io.github.realtimecli.protocol.ServerEvent;
import io.github.realtimecli.protocol.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A response that calls a function of the client's, its arguments in pieces.
final class CallReply extends Reply {
  private static final int DELTA_CHARACTERS = 12;
  private final Item.Call call;
  private int given;

  /// @param call with all its arguments
  CallReply(Plan plan, Item.Call call) {
    super(plan);
    this.call = call;
  }

  /// A call's item before anything of it was given.
  static Item empty(String itemId, Item.Call call) {
    return item(itemId, Conversation.IN_PROGRESS, call, "");
  }

  @Override
  boolean atEnd() {
    return given == arguments().length();
  }

  @Override
  Instant due() {
    return Instant.MIN;
  }

  @Override
  Conversation.Entry entry(Ending ending) {
    return new Conversation.Entry(itemId(), item(itemId(), ending.itemStatus(), call, soFar()), Clip.EMPTY);
  }

  @Override
  List<ServerEvent> opening() {
    return opening(empty(itemId(), call));
  }

  @Override
  List<ServerEvent> next() {
    int end = Math.min(arguments().length(), given + DELTA_CHARACTERS);
    String delta = arguments().substring(given, end);
    given = end;
    return List.of(new ServerEvent.FunctionArgumentsDelta(responseId(), itemId(), 0, call.callId(), delta));
  }

  @Override
  List<ServerEvent> ending(Ending ending) {
    List<ServerEvent> events = new ArrayList<>();
    events.add(new ServerEvent.FunctionArgumentsDone(responseId(), itemId(), 0, call.callId(), call.name(), soFar()));
    events.addAll(ending(item(itemId(), ending.itemStatus(), call, soFar()), ending));
    return events;
  }

  @Override
  Usage spent() {
    return new Usage(0, 0, 0, 0, 0, 0, Tokens.written(soFar()), 0, 0);
  }

  private static Item item(String id, String status, Item.Call call, String arguments) {
    return new Item(id, "function_call", null, status, List.of(),
        new Item.Call(call.callId(), call.name(), arguments, null));
  }

  private String arguments() {
    return call.arguments() == null ? "" : call.arguments();
  }

  private String soFar() {
    return arguments().substring(0, given);
  }
}

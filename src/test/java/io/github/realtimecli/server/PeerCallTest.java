package io.github.realtimecli.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimecli.protocol.ClientEvent;
import io.github.realtimecli.protocol.Item;
import io.github.realtimecli.protocol.ServerEvent;
import io.github.realtimecli.protocol.SessionSettings;
import io.github.realtimecli.protocol.SessionSettings.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Functions that a server calls.
class PeerCallTest {
  private static final String ARGUMENTS = "{\"city\":\"Oslo\",\"unit\":\"celsius\"}";
  private final Caller caller = Caller.of(Behaviour.USUAL.withCall(new Behaviour.Call("get_weather", ARGUMENTS)));

  @Test
  void aFunctionIsCalledAndItsOutputAnswered() {
    caller.write("How is the weather?");
    List<ServerEvent> events = new ArrayList<>(caller.respond());
    events.addAll(caller.listen());

    assertThat(Caller.names(events)).containsExactly("ResponseCreated", "OutputItemAdded", "ItemAdded",
        "FunctionArgumentsDelta", "FunctionArgumentsDelta", "FunctionArgumentsDelta", "FunctionArgumentsDone",
        "ItemDone",
        "OutputItemDone", "ResponseDone", "RateLimitsUpdated");
    assertThat(Caller.only(events, ServerEvent.FunctionArgumentsDone.class)).isEqualTo(
        new ServerEvent.FunctionArgumentsDone("resp_1", "item_2", 0, "call_1", "get_weather", ARGUMENTS));
    assertThat(Caller.only(events, ServerEvent.ResponseDone.class).response().output())
        .containsExactly(new Item("item_2", "function_call", null, "completed", List.of(),
            new Item.Call("call_1", "get_weather", ARGUMENTS, null)));

    caller.send(new ClientEvent.CreateItem(null, null, new Item(null, "function_call_output", null, null, List.of(),
        new Item.Call("call_1", null, null, "It rains."))));
    caller.respond();
    assertThat(Caller.only(caller.listen(), ServerEvent.TranscriptDone.class).transcript())
        .isEqualTo("The function said: It rains.");
  }

  @Test
  void whoWantsNoneCalledIsAnswered() {
    SessionSettings none = new SessionSettings(Kind.REALTIME, null, null, null, null, null, null, null, null, null,
        null,
        null, Map.of("tool_choice", "none"));
    caller.respond(Caller.with(none));
    assertThat(Caller.names(caller.listen())).contains("AudioDelta");
  }
}

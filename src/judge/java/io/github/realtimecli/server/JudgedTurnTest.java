package io.github.realtimecli.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.openai.core.ObjectMappers;
import com.openai.models.realtime.RealtimeServerEvent;
import io.github.realtimecli.protocol.ClientEvent;
import io.github.realtimecli.protocol.ServerEvent;
import io.github.realtimecli.protocol.Session.Shape;
import io.github.realtimecli.protocol.dialect.Ga;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The vendor's own model reads everything that the server says in the course of a session.
class JudgedTurnTest {
  private static final JsonMapper VENDOR = ObjectMappers.jsonMapper();

  @Test
  void everyEventOfASessionIsOneOfTheVendors() {
    Caller caller = new Caller(Shape.GA);
    List<ServerEvent> events = new ArrayList<>(caller.events(caller.peer.opened(Caller.NOON)));
    events.addAll(caller.send(new ClientEvent.UpdateSession("update_1", Caller.manualTurns())));
    events.addAll(caller.commit());
    events.addAll(caller.append(Caller.noise(500)));
    events.addAll(caller.commit());
    events.addAll(caller.respond());
    events.addAll(caller.respond());
    events.addAll(caller.listen());
    events.addAll(caller.send(new ClientEvent.TruncateItem(null, "item_2", 0, 100)));
    events.addAll(caller.send(new ClientEvent.RetrieveItem(null, "item_1")));
    events.addAll(caller.send(new ClientEvent.DeleteItem(null, "item_1")));
    events.addAll(caller.write("hello"));
    events.addAll(caller.respond(Caller.with(Caller.modality("text"))));
    events.addAll(caller.send(new ClientEvent.CancelResponse(null, null)));
    events.addAll(caller.send(new ClientEvent.CancelResponse(null, null)));
    events.addAll(caller.send(new ClientEvent.ClearAudio(null)));

    assertThat(events).hasSizeGreaterThan(40);
    for (ServerEvent event : events) {
      String text = new String(new Ga().write(event, "event_1"), UTF_8);
      assertThatCode(() -> VENDOR.readValue(text, RealtimeServerEvent.class).validate()).as(text)
          .doesNotThrowAnyException();
    }
  }
}

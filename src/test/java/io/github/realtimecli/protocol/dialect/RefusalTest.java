package io.github.realtimecli.protocol.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimecli.protocol.ApiError;
import io.github.realtimecli.protocol.ClientEvent;
import io.github.realtimecli.protocol.ClientEvent.UpdateSession;
import io.github.realtimecli.protocol.Session;
import io.github.realtimecli.protocol.SessionSettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A client is refused in the vendor's words.
class RefusalTest {
  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
      "{'session':{'instructions':'x'},'type':'session.update'}|session.type",
      "{'type':'session.update'}|session", "{'type':'session.update','session':7}|session",
      "{'type':'input_audio_buffer.append'}|audio", "{'type':'conversation.item.create','item':null}|item",
      "{'type':'conversation.item.retrieve'}|item_id", "{'type':'conversation.item.delete'}|item_id",
      "{'type':'conversation.item.truncate'}|item_id",
      "{'type':'conversation.item.truncate','item_id':'i'}|content_index",
      "{'type':'conversation.item.truncate','item_id':'i','content_index':0}|audio_end_ms", "{'event_id':'e'}|type"})
  void a_missing_member_is_named(String text, String param) {
    ApiError fault = fault(text);
    assertThat(fault.code()).isEqualTo("missing_required_parameter");
    assertThat(fault.message()).isEqualTo("Missing required parameter: '" + param + "'.");
    assertThat(fault.param()).isEqualTo(param);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '~', value = {"'modalities':['text']|modalities",
      "'voice':'alloy'|voice", "'turn_detection':null|turn_detection", "'temperature':0.8|temperature",
      "'audio':{'input':{'format':{'type':'audio/pcmu','rate':8000}}}|audio.input.format.rate",
      "'audio':{'input':{'voice':'x'}}|audio.input.voice", "'audio':{'inputs':{}}|audio.inputs",
      "'audio':{'input':{'turn_detection':{'type':'server_vad','silence':3}}}|audio.input.turn_detection.silence"})
  void a_member_that_ga_does_not_know_is_named(String members, String path) {
    ApiError fault = fault("{'type':'session.update','event_id':'e','session':{'type':'realtime'," + members + "}}");
    assertThat(fault).isEqualTo(new ApiError("invalid_request_error", "unknown_parameter",
        "Unknown parameter: 'session." + path + "'.", "session." + path, "e"));
  }

  @Test
  void a_response_is_looked_at_as_strictly() {
    assertThat(fault("{'type':'response.create','response':{'modalities':['text']}}").param())
        .isEqualTo("response.modalities");
  }

  @Test
  void an_unknown_type_is_answered_with_the_known_ones() {
    ApiError fault = fault("{'type':'session.upgrade','event_id':'e'}");
    assertThat(fault.code()).isEqualTo("invalid_value");
    assertThat(fault.param()).isEqualTo("type");
    assertThat(fault.eventId()).isEqualTo("e");
    assertThat(fault.message())
        .startsWith("Invalid value: 'session.upgrade'. Supported values are: 'session.update', ");
    assertThat(fault("{'type':'transcription_session.update','session':{}}").code()).isEqualTo("invalid_value");
    assertThat(fault("{'type':'session.update','session':{'type':'x'}}").param()).isEqualTo("session.type");
  }

  @Test
  void what_the_vendor_knows_and_we_do_not_is_kept() {
    String members = "'tools':[{'type':'function','name':'f'}],'truncation':'disabled','tracing':null,"
        + "'audio':{'input':{'turn_detection':{'type':'server_vad','idle_timeout_ms':6000},"
        + "'transcription':{'model':'m','prompt':'p'}},'output':{'voice':{'id':'v'}}}";
    ClientEvent event = read("{'type':'session.update','session':{'type':'realtime'," + members + "}}",
        Session.Shape.GA);
    assertThat(event).isInstanceOfSatisfying(UpdateSession.class, update -> {
      assertThat(update.session().extra()).isEqualTo(Map.of("tools", List.of(Map.of("type", "function", "name", "f")),
          "truncation", "disabled", "tracing", SessionSettings.JSON_NULL, "audio",
          Map.of("input", Map.of("turn_detection", Map.of("idle_timeout_ms", 6000), "transcription",
              Map.of("prompt", "p")), "output", Map.of("voice", Map.of("id", "v")))));
      byte[] again = new Ga().write(update, 0);
      assertThat(Reading.clientEvent(again, 0, again.length)).isEqualTo(update);
    });
  }

  @Test
  void a_beta_client_may_leave_out_the_type_and_use_every_spelling() {
    ClientEvent event = read("{'type':'session.update','session':{'voice':'alloy','temperature':0.7,"
        + "'audio':{'input':{'turn_detection':null}}}}", Session.Shape.BETA);
    assertThat(event).isInstanceOfSatisfying(UpdateSession.class, update -> {
      assertThat(update.session().voice()).isEqualTo("alloy");
      assertThat(update.session().turnDetection()).isEqualTo(new SessionSettings.TurnDetection.None());
      assertThat(update.session().extra()).isEqualTo(Map.of("temperature", 0.7));
    });
  }

  private static ApiError fault(String text) {
    ClientEvent event = read(text, Session.Shape.GA);
    assertThat(event).isInstanceOf(ClientEvent.Unrecognized.class);
    return ((ClientEvent.Unrecognized) event).fault();
  }

  private static ClientEvent read(String text, Session.Shape shape) {
    byte[] bytes = text.replace('\'', '"').getBytes(UTF_8);
    return Reading.clientEvent(bytes, 0, bytes.length, shape);
  }
}

package io.github.realtimecli.protocol.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimecli.protocol.ApiError;
import io.github.realtimecli.protocol.Content;
import io.github.realtimecli.protocol.Item;
import io.github.realtimecli.protocol.ServerEvent;
import io.github.realtimecli.protocol.ServerEvent.*;
import io.github.realtimecli.protocol.Session;
import io.github.realtimecli.protocol.SessionSettings;
import io.github.realtimecli.protocol.SessionSettings.AudioFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Servers that mix the spellings, or leave out what the vendor's server sends.
class MixedSpellingTest {
  @Test
  void a_flat_session_with_nested_formats_is_read_whole() {
    Session session = ((SessionUpdated) read("{'type':'session.updated','session':{'voice':'ara','instructions':'x',"
        + "'turn_detection':{'type':'server_vad'},'audio':{'input':{'format':{'type':'audio/pcm','rate':16000}},"
        + "'output':{'format':{'type':'audio/pcmu'}}}}}")).session();
    SessionSettings settings = session.settings();
    assertThat(settings.voice()).isEqualTo("ara");
    assertThat(settings.input()).isEqualTo(new AudioFormat("audio/pcm", 16_000));
    assertThat(settings.output()).isEqualTo(new AudioFormat("audio/pcmu", 8000));
    assertThat(settings.turnDetection())
        .isEqualTo(new SessionSettings.TurnDetection.ServerVad(null, null, null, null, null));
    assertThat(session.shape()).isEqualTo(Session.Shape.GA);
  }

  @Test
  void a_flat_session_without_a_type_is_beta_and_anything_else_ga() {
    assertThat(shape("{'id':'s','modalities':['text','audio'],'voice':'alloy'}")).isEqualTo(Session.Shape.BETA);
    assertThat(shape("{'id':'s','type':'realtime','voice':'alloy'}")).isEqualTo(Session.Shape.GA);
    assertThat(shape("{'id':'s'}")).isEqualTo(Session.Shape.GA);
  }

  private static Session.Shape shape(String session) {
    return ((SessionCreated) read("{'type':'session.created','session':" + session + "}")).session().shape();
  }

  @Test
  void audio_and_text_are_one_thing_under_every_name() {
    for (String side : List.of("", "input_", "output_"))
      assertThat(read("{'type':'conversation.item.created','item':{'role':'assistant','content':[{'type':'" + side
          + "audio','transcript':'a'},{'type':'" + side + "text','text':'b'},{'type':'input_image'}]}}"))
          .isEqualTo(new ItemCreated(Item.message(null, "assistant", null,
              List.of(new Content.Audio(null, "a"), new Content.Text("b"), new Content.Other("input_image"))), null));
  }

  @Test
  void an_error_may_be_a_word_or_lie_open() {
    assertThat(read("{'type':'error','error':'no'}")).isEqualTo(new Fault(new ApiError("", null, "no", null, null)));
    assertThat(read("{'type':'error','code':'c','message':'no'}"))
        .isEqualTo(new Fault(new ApiError("", "c", "no", null, null)));
  }

  @Test
  void what_nobody_knows_yet_is_passed_over() {
    assertThat(read("{'type':'response.thought.delta','delta':{'a':[1]}}"))
        .isEqualTo(new Unrecognized("response.thought.delta"));
    assertThat(read("{'obfuscation':'x','type':'response.text.delta','new':{'a':[1]},'delta':'d'}"))
        .isEqualTo(new TextDelta(new Place("", "", 0, 0), "d"));
    assertThat(read("{}")).isEqualTo(new Unrecognized(""));
  }

  private static ServerEvent read(String text) {
    byte[] bytes = text.replace('\'', '"').getBytes(UTF_8);
    return Reading.serverEvent(bytes, 0, bytes.length).event();
  }
}

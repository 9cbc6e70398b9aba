package io.github.realtimecli.protocol.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimecli.protocol.Content;
import io.github.realtimecli.protocol.Item;
import io.github.realtimecli.protocol.Response;
import io.github.realtimecli.protocol.ServerEvent;
import io.github.realtimecli.protocol.ServerEvent.*;
import io.github.realtimecli.protocol.Session;
import io.github.realtimecli.protocol.SessionSettings;
import io.github.realtimecli.protocol.SessionSettings.AudioFormat;
import io.github.realtimecli.protocol.SessionSettings.Kind;
import io.github.realtimecli.protocol.SessionSettings.TurnDetection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the servers of others say, as far as it differs from the vendor's.
class OtherServersTest {
  private static final Place NOWHERE = new Place("", "", 0, 0);

  @Test
  void xai_mixes_flat_settings_with_nested_formats_and_beta_text_with_ga_audio() {
    Session session = session("{'type':'session.updated','session':{'voice':'eve','instructions':'x',"
        + "'turn_detection':{'type':'server_vad'},'audio':{'input':{'format':{'type':'audio/pcm','rate':48000}},"
        + "'output':{'format':{'type':'audio/pcm','rate':8000}}}}}");
    assertThat(session.settings().input()).isEqualTo(new AudioFormat("audio/pcm", 48_000));
    assertThat(session.settings().output()).isEqualTo(new AudioFormat("audio/pcm", 8000));
    assertThat(session.settings().voice()).isEqualTo("eve");
    assertThat(read("{'type':'conversation.created','conversation':{'id':'c'}}"))
        .isEqualTo(new ConversationCreated("c"));
    assertThat(read("{'type':'response.text.delta','delta':'a'}")).isEqualTo(new TextDelta(NOWHERE, "a"));
    assertThat(read("{'type':'response.output_audio.delta','delta':'AQD+/ywBAID/fw=='}"))
        .isEqualTo(new AudioDelta(NOWHERE, Samples.AUDIO));
  }

  @Test
  void dashscope_has_beta_settings_and_formats_of_its_own() {
    Session session = session("{'type':'session.created','session':{'object':'realtime.session','model':'qwen',"
        + "'modalities':['text','audio'],'voice':'Cherry','input_audio_format':'pcm16','output_audio_format':'pcm24',"
        + "'input_audio_transcription':{'model':'gummy-realtime-v1'},'turn_detection':{'type':'server_vad',"
        + "'threshold':0.5,'silence_duration_ms':800},'id':'s'}}");
    assertThat(session.shape()).isEqualTo(Session.Shape.BETA);
    assertThat(session.settings().input()).isEqualTo(new AudioFormat("audio/pcm", AudioFormat.OWN));
    assertThat(session.settings().output()).isEqualTo(new AudioFormat("audio/pcm", 24_000));
    assertThat(read("{'type':'session.finished'}")).isEqualTo(new Unrecognized("session.finished"));
  }

  @Test
  void azure_voice_live_names_a_rate_beside_the_format_and_voices_as_objects() {
    Session session = session("{'type':'session.updated','session':{'modalities':['text','audio'],"
        + "'voice':{'type':'azure-standard','name':'en-US-Ava'},'input_audio_sampling_rate':16000,"
        + "'input_audio_format':'pcm16','output_audio_format':'pcm16',"
        + "'turn_detection':{'type':'azure_semantic_vad','silence_duration_ms':300},'avatar':{'character':'lisa'}}}");
    SessionSettings settings = session.settings();
    assertThat(session.shape()).isEqualTo(Session.Shape.BETA);
    assertThat(settings.input()).isEqualTo(new AudioFormat("audio/pcm", 16_000));
    assertThat(settings.voice()).isNull();
    assertThat(settings.turnDetection()).isEqualTo(new TurnDetection.ServerVad(null, null, 300, null, null));
    assertThat(settings.extra())
        .containsEntry("voice", Map.of("type", "azure-standard", "name", "en-US-Ava"))
        .containsEntry("turn_detection", Map.of("type", "azure_semantic_vad"))
        .containsEntry("avatar", Map.of("character", "lisa"));
    assertThat(read("{'type':'response.animation_viseme.delta','viseme_id':3}"))
        .isEqualTo(new Unrecognized("response.animation_viseme.delta"));
  }

  @Test
  void localai_says_modalities_in_a_ga_session() {
    Session session = session("{'type':'session.created','session':{'type':'realtime','modalities':['text'],"
        + "'audio':{'input':{'format':{'type':'audio/pcm','rate':16000}}}}}");
    assertThat(session.shape()).isEqualTo(Session.Shape.GA);
    assertThat(session.settings().modalities()).containsExactly("text");
    assertThat(session.settings().input()).isEqualTo(new AudioFormat("audio/pcm", 16_000));
  }

  @Test
  void speaches_speaks_beta() {
    Session session = session("{'type':'session.created','session':{'id':'s','object':'realtime.session',"
        + "'modalities':['audio','text'],'voice':'af_heart','input_audio_format':'pcm16','output_audio_format':'pcm16',"
        + "'temperature':0.8,'max_response_output_tokens':'inf','speech_model':'kokoro'}}");
    assertThat(session.shape()).isEqualTo(Session.Shape.BETA);
    assertThat(session.settings().output()).isEqualTo(new AudioFormat("audio/pcm", AudioFormat.OWN));
    assertThat(session.settings().extra()).containsEntry("speech_model", "kokoro");
    assertThat(read("{'type':'conversation.item.created','previous_item_id':null,'item':{'id':'i','type':'message',"
        + "'role':'user','status':'completed','content':[{'type':'input_audio','transcript':null,'audio':null}]}}"))
        .isEqualTo(new ItemCreated(
            Item.message("i", "user", "completed", List.of(new Content.Audio(null, null))), null));
  }

  @Test
  void vllm_transcribes_without_items() {
    assertThat(read("{'type':'transcription.delta','delta':'Hel'}"))
        .isEqualTo(new InputTranscriptDelta("", 0, "Hel"));
    assertThat(read("{'type':'transcription.done','text':'Hello.','usage':{'prompt_tokens':9,'completion_tokens':3}}"))
        .isInstanceOfSatisfying(InputTranscriptCompleted.class,
            done -> assertThat(done.transcript()).isEqualTo("Hello."));
  }

  @ParameterizedTest
  @CsvSource({"pcm16,audio/pcm,0", "pcm,audio/pcm,0", "pcm24,audio/pcm,24000", "pcm16_16000hz,audio/pcm,16000",
      "pcm16_8000hz,audio/pcm,8000", "g711_ulaw,audio/pcmu,8000", "g711_alaw,audio/pcma,8000", "opus,opus,0"})
  void a_format_of_one_word_keeps_its_rate_open(String word, String type, int rate) {
    Session session = session("{'type':'session.updated','session':{'output_audio_format':'" + word + "'}}");
    assertThat(session.settings().output()).isEqualTo(new AudioFormat(type, rate));
  }

  @Test
  void a_rate_that_is_not_said_is_the_one_of_whoever_asks() {
    assertThat(new AudioFormat("audio/pcm", AudioFormat.OWN).rateOr(16_000)).isEqualTo(16_000);
    assertThat(AudioFormat.PCM_24K.rateOr(16_000)).isEqualTo(24_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"50", "-1", "0", "999", "192001", "-9e99", "9e99"})
  void a_rate_that_no_sound_has_is_not_said(String rate) {
    for (String form : List.of("'audio':{'output':{'format':{'type':'audio/pcm'%s}}}",
        "'audio':{'output':{'format':{'type':'audio/pcmu'%s}}}", "'input_audio_format':'pcm16'%s")) {
      String said = ",'" + (form.startsWith("'audio'") ? "rate" : "input_audio_sampling_rate") + "':" + rate;
      SessionSettings settings = session("{'type':'session.updated','session':{" + form.formatted(said) + "}}")
          .settings();
      SessionSettings silent = session("{'type':'session.updated','session':{" + form.formatted("") + "}}").settings();
      assertThat(settings).as(form).isEqualTo(silent);
    }
  }

  @Test
  void words_that_are_new_are_kept() {
    Response response = ((ResponseDone) read("{'type':'response.done','response':{'id':'r','status':'paused',"
        + "'output':[{'id':'i','type':'mcp_approval_request','server_label':'s','name':'n','arguments':'{}'},"
        + "{'type':'message','role':'assistant','content':[{'type':'output_video','text':'t','url':[1]}]}]}}"))
        .response();
    assertThat(response.status()).isEqualTo(Response.Status.UNKNOWN);
    assertThat(response.unknownStatus()).isEqualTo("paused");
    assertThat(response.output()).containsExactly(
        new Item("i", "mcp_approval_request", null, null, List.of(), null,
            Map.of("server_label", "s", "name", "n", "arguments", "{}")),
        Item.message(null, "assistant", null,
            List.of(new Content.Other("output_video", Map.of("text", "t", "url", List.of(1))))));
    Session session = session("{'type':'session.created','session':{'type':'translation','object':'x'}}");
    assertThat(session.settings().kind()).isEqualTo(Kind.REALTIME);
    assertThat(session.settings().extra()).containsEntry("type", "translation");
  }

  private static Session session(String text) {
    return switch (read(text)) {
      case SessionCreated created -> created.session();
      case SessionUpdated updated -> updated.session();
      case OfSession _,OfInput _,OfReply _,Fault _,Unrecognized _,Malformed _ -> throw new AssertionError(text);
    };
  }

  private static ServerEvent read(String text) {
    byte[] bytes = text.replace('\'', '"').getBytes(UTF_8);
    return Reading.serverEvent(bytes, 0, bytes.length).event();
  }
}

package io.github.realtimecli.protocol.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimecli.protocol.ClientEvent.UpdateSession;
import io.github.realtimecli.protocol.SessionSettings;
import io.github.realtimecli.protocol.SessionSettings.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// One set of wishes in the shape that the server's dialect and the session's kind ask for.
class ShapeTest {
  @Test
  void a_transcription_session_is_told_nothing_of_an_answer() {
    SessionSettings wishes = with(Samples.SETTINGS.as(Kind.TRANSCRIPTION),
        Map.of("include", List.of("item.input_audio_transcription.logprobs")));
    assertThat(update(new Ga(), wishes)).isEqualTo(json("{'type':'session.update','session':{'type':'transcription',"
        + "'audio':{'input':{'format':{'type':'audio/pcm','rate':24000},'transcription':"
        + "{'model':'gpt-realtime-whisper','language':'en'},'noise_reduction':{'type':'near_field'},"
        + "'turn_detection':{'type':'server_vad','threshold':0.5,'prefix_padding_ms':300,'silence_duration_ms':200,"
        + "'create_response':true,'interrupt_response':true}}},'include':['item.input_audio_transcription.logprobs']}}"));
    assertThat(update(new Beta(), wishes)).isEqualTo(json("{'type':'transcription_session.update','session':"
        + "{'input_audio_format':'pcm16','input_audio_transcription':{'model':'gpt-realtime-whisper','language':'en'},"
        + "'input_audio_noise_reduction':{'type':'near_field'},'turn_detection':{'type':'server_vad','threshold':0.5,"
        + "'prefix_padding_ms':300,'silence_duration_ms':200,'create_response':true,'interrupt_response':true},"
        + "'include':['item.input_audio_transcription.logprobs']}}"));
  }

  @Test
  void members_in_the_ga_shape_are_respelled_for_a_beta_server() {
    Map<String, Object> nested = members("{'type':'realtime','output_modalities':['audio'],'max_output_tokens':9,"
        + "'tools':[],'audio':{'input':{'format':{'type':'audio/pcmu'},'transcription':{'model':'m'},"
        + "'noise_reduction':null,'turn_detection':{'type':'semantic_vad'},'later':1},"
        + "'output':{'format':{'type':'audio/pcm','rate':24000},'voice':{'id':'v'},'speed':1.2},'other':true}}");
    assertThat(update(new Beta(), with(SessionSettings.NONE, nested)))
        .isEqualTo(json("{'type':'session.update','session':{'modalities':['text','audio'],"
            + "'max_response_output_tokens':9,'tools':[],'input_audio_format':'g711_ulaw',"
            + "'input_audio_transcription':{'model':'m'},'input_audio_noise_reduction':null,"
            + "'turn_detection':{'type':'semantic_vad'},'output_audio_format':'pcm16','voice':{'id':'v'},'speed':1.2,"
            + "'audio':{'input':{'later':1},'other':true}}}"));
  }

  @Test
  @SuppressWarnings("unchecked")
  void members_as_they_are_stay_as_they_are() {
    Map<String, Object> flat = members("{'voice':'eve','turn_detection':null,'temperature':0.7}");
    for (Dialect dialect : List.of(new Ga(), new Beta())) {
      Object written = Json.read(dialect.write(new UpdateSession(null, with(SessionSettings.NONE, flat)), 0));
      assertThat(Json.merge((Map<String, Object>) written, Map.of("session", flat))).isEqualTo(written);
    }
  }

  private static Object update(Dialect dialect, SessionSettings settings) {
    return Json.read(dialect.write(new UpdateSession(null, settings), 0));
  }

  private static SessionSettings with(SessionSettings base, Map<String, Object> extra) {
    return new SessionSettings(base.kind(), base.modalities(), base.instructions(), base.voice(), base.input(),
        base.output(), base.turnDetection(), base.transcription(), base.speed(), base.maxOutputTokens(),
        base.reasoning(), base.noiseReduction(), extra);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> members(String text) {
    return (Map<String, Object>) json(text);
  }

  private static Object json(String text) {
    return Json.read(text.replace('\'', '"'));
  }
}

package io.github.realtimecli.server;

import static io.github.realtimecli.server.VendorClient.first;
import static io.github.realtimecli.server.VendorClient.sound;
import static io.github.realtimecli.server.VendorClient.words;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.realtimecli.audio.Pcm;
import io.github.realtimecli.server.VendorClient.Heard;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Everything that a client can do with our server, done by the vendor's.
@Timeout(120)
class VendorClientJudgeTest {
  private static final String MANUAL = "{'type':'realtime','audio':{'input':{'turn_detection':null}}}";
  private static final String LISTENING = "{'type':'realtime','audio':{'input':{'turn_detection':"
      + "{'type':'server_vad','silence_duration_ms':300}}}}";
  private static final String COMMIT = "{'type':'input_audio_buffer.commit'}";
  private static final String RESPOND = "{'type':'response.create'}";
  private static final String CANCEL = "{'type':'response.cancel'}";

  private LocalServer fast;
  private LocalServer paced;

  @BeforeEach
  void start() throws Exception {
    Behaviour usual = Behaviour.USUAL;
    fast = LocalServer.start();
    paced = LocalServer.start(0, 1,
        new Behaviour(usual.tongue(), usual.answer(), Behaviour.Pace.REALTIME, null, null, null, usual.sessionLimit(),
            usual.rate(), usual.faults()));
  }

  @AfterEach
  void stop() {
    fast.close();
    paced.close();
  }

  @Test
  void aTurnIsEchoed() throws Exception {
    try (VendorClient client = VendorClient.speaking(fast)) {
      JsonNode session = client.configured(MANUAL);
      assertThat(session.at("/output_modalities/0").asText()).isEqualTo("audio");
      Pcm said = Caller.noise(1_500);
      client.say(said);
      client.send(COMMIT);
      client.send(RESPOND);
      List<Heard> events = client.until("response.done");
      assertThat(sound(events)).isEqualTo(said);
      assertThat(words(events, "response.output_audio_transcript.delta")).isNotBlank()
          .isEqualTo(first(events, "response.output_audio_transcript.done").text("/transcript"));
      assertThat(events.getLast().text("/response/status")).isEqualTo("completed");
      assertThat(events.getLast().json().at("/response/usage/output_token_details/audio_tokens").asInt()).isEqualTo(30);
    }
  }

  @Test
  void aTextIsAnsweredInText() throws Exception {
    try (VendorClient client = VendorClient.speaking(fast)) {
      client.configured("{'type':'realtime','output_modalities':['text']}");
      client.send("{'type':'conversation.item.create','item':{'type':'message','role':'user','content':"
          + "[{'type':'input_text','text':'Hello?'}]}}");
      assertThat(client.only("conversation.item.done").text("/item/content/0/text")).isEqualTo("Hello?");
      client.send(RESPOND);
      List<Heard> events = client.until("response.done");
      assertThat(words(events, "response.output_text.delta")).isNotBlank()
          .isEqualTo(first(events, "response.output_text.done").text("/text"));
    }
  }

  @Test
  void theServerEndsATurnByListening() throws Exception {
    try (VendorClient client = VendorClient.speaking(fast)) {
      client.configured(LISTENING);
      client.say(Caller.noise(1_000));
      client.say(Pcm.silence(Pcm.RATE));
      List<Heard> events = client.until("response.done");
      String item = first(events, "input_audio_buffer.speech_started").text("/item_id");
      assertThat(first(events, "input_audio_buffer.speech_stopped").text("/item_id")).isEqualTo(item);
      assertThat(first(events, "input_audio_buffer.committed").text("/item_id")).isEqualTo(item);
      assertThat(events.getLast().text("/response/status")).isEqualTo("completed");
    }
  }

  @Test
  void whatWasSaidIsTranscribed() throws Exception {
    try (VendorClient client = VendorClient.speaking(fast)) {
      client.configured("{'type':'realtime','audio':{'input':{'turn_detection':null,'transcription':"
          + "{'model':'gpt-realtime-whisper','language':'en'}}}}");
      client.say(Caller.noise(1_000));
      client.send(COMMIT);
      Heard done = client.only("conversation.item.input_audio_transcription.completed");
      assertThat(done.text("/transcript")).isNotBlank();
      assertThat(done.json().at("/usage/seconds").asDouble()).isEqualTo(1.0);
    }
  }

  @Test
  void aSessionOnlyTranscribes() throws Exception {
    try (VendorClient client = VendorClient.transcribing(fast)) {
      JsonNode session = client.configured("{'type':'transcription','audio':{'input':{'turn_detection':null,"
          + "'transcription':{'model':'gpt-realtime-whisper'}}}}");
      assertThat(session.get("type").asText()).isEqualTo("transcription");
      client.say(Caller.noise(1_000));
      client.send(COMMIT);
      assertThat(client.only("conversation.item.input_audio_transcription.completed").text("/transcript")).isNotBlank();
    }
  }

  @Test
  void anAnswerIsCancelledAndCut() throws Exception {
    try (VendorClient client = VendorClient.speaking(paced)) {
      client.configured(MANUAL);
      client.say(Caller.noise(5_000));
      client.send(COMMIT);
      client.send(RESPOND);
      Heard delta = client.only("response.output_audio.delta");
      client.send(CANCEL);
      Heard done = client.only("response.done");
      assertThat(done.text("/response/status")).isEqualTo("cancelled");
      assertThat(done.text("/response/status_details/reason")).isEqualTo("client_cancelled");
      client.send("{'type':'conversation.item.truncate','item_id':'" + delta.text("/item_id")
          + "','content_index':0,'audio_end_ms':100}");
      assertThat(client.only("conversation.item.truncated").json().get("audio_end_ms").asInt()).isEqualTo(100);
    }
  }

  @Test
  void speechInterruptsAnAnswer() throws Exception {
    try (VendorClient client = VendorClient.speaking(paced)) {
      client.configured(LISTENING);
      client.say(Caller.noise(3_000));
      client.say(Pcm.silence(Pcm.RATE));
      client.only("response.output_audio.delta");
      client.say(Caller.noise(1_000));
      List<Heard> events = client.until("response.done");
      assertThat(first(events, "input_audio_buffer.speech_started")).isNotNull();
      assertThat(events.getLast().text("/response/status_details/reason")).isEqualTo("turn_detected");
    }
  }

  @Test
  void mistakesAreNamed() throws Exception {
    try (VendorClient client = VendorClient.speaking(fast)) {
      client.configured(MANUAL);
      client.send("{'type':'input_audio_buffer.commit','event_id':'empty'}");
      Heard empty = client.only("error");
      assertThat(empty.text("/error/code")).isEqualTo("input_audio_buffer_commit_empty");
      assertThat(empty.text("/error/event_id")).isEqualTo("empty");
      client.send("{'type':'session.update','session':{'type':'realtime','modalities':['text']}}");
      assertThat(client.only("error").text("/error/param")).isEqualTo("session.modalities");
      client.send(CANCEL);
      assertThat(client.only("error").text("/error/code")).isEqualTo("response_cancel_not_active");
    }
  }

  @Test
  void anAnswerStaysOutOfTheConversation() throws Exception {
    try (VendorClient client = VendorClient.speaking(fast)) {
      client.configured(MANUAL);
      client.send("{'type':'response.create','response':{'conversation':'none','output_modalities':['text'],"
          + "'metadata':{'topic':'weather'},'input':[{'type':'message','role':'user','content':"
          + "[{'type':'input_text','text':'Rain?'}]}]}}");
      List<Heard> events = client.until("response.done");
      assertThat(events.getLast().text("/response/metadata/topic")).isEqualTo("weather");
      assertThat(events).extracting(Heard::type).doesNotContain("conversation.item.added");
    }
  }

  @Test
  void itemsAreFetchedAndRemoved() throws Exception {
    try (VendorClient client = VendorClient.speaking(fast)) {
      client.configured(MANUAL);
      Pcm said = Caller.noise(300);
      client.say(said);
      client.send(COMMIT);
      String id = client.only("conversation.item.done").text("/item/id");
      client.send("{'type':'conversation.item.retrieve','item_id':'" + id + "'}");
      String audio = client.only("conversation.item.retrieved").text("/item/content/0/audio");
      assertThat(Pcm.of(Base64.getDecoder().decode(audio))).isEqualTo(said);
      client.send("{'type':'conversation.item.delete','item_id':'" + id + "'}");
      assertThat(client.only("conversation.item.deleted").text("/item_id")).isEqualTo(id);
      client.say(said);
      client.send("{'type':'input_audio_buffer.clear'}");
      assertThat(client.only("input_audio_buffer.cleared").type()).isEqualTo("input_audio_buffer.cleared");
    }
  }
}

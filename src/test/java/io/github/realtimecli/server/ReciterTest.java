package io.github.realtimecli.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimecli.audio.Pcm;
import io.github.realtimecli.protocol.ClientEvent;
import io.github.realtimecli.protocol.dialect.Ga;
import io.github.realtimecli.server.Script.Cue;
import io.github.realtimecli.server.Script.Line;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReciterTest {
  private static final Instant NOON = Caller.NOON;
  private final List<String> heard = new ArrayList<>();
  private List<Cue> cues = List.of();
  private final Reciter reciter = new Reciter(new Script.Part() {
    @Override
    public Script.@Nullable Refusal refusal() {
      return null;
    }

    @Override
    public List<Cue> begin() {
      return cues;
    }

    @Override
    public List<Cue> heard(String type, int audioBytes) {
      heard.add(type + " " + audioBytes);
      return cues;
    }
  }, new Ga());

  private static Cue cue(int millis, Line line) {
    return new Cue(Duration.ofMillis(millis), line);
  }

  @Test
  void everyLineIsSaidWhenItIsDueBehindTheOneBeforeIt() {
    cues = List.of(cue(10, new Line.Say("a")), cue(5, new Line.Say("b")));
    assertThat(reciter.opened(NOON)).isEmpty();
    assertThat(reciter.speaksAt()).isEqualTo(NOON.plusMillis(10));
    assertThat(reciter.speak(NOON.plusMillis(10))).containsExactly(new Output.SayRaw("a"));
    assertThat(reciter.speaksAt()).isEqualTo(NOON.plusMillis(15));
    cues = List.of(cue(1, new Line.Close(1011, "why")));
    assertThat(reciter.receive(new ClientEvent.CommitAudio(null), NOON.plusMillis(11))).isEmpty();
    assertThat(reciter.speak(NOON.plusMillis(15))).containsExactly(new Output.SayRaw("b"));
    assertThat(reciter.speaksAt()).isEqualTo(NOON.plusMillis(16));
    assertThat(reciter.speak(NOON.plusMillis(16))).containsExactly(new Output.Close(1011, "why"));
    assertThat(reciter.speaksAt()).isEqualTo(Instant.MAX);
    assertThat(reciter.speak(NOON.plusMillis(17))).isEmpty();
  }

  @Test
  void aLateClientMovesTheLinesBehindIt() {
    reciter.opened(NOON);
    cues = List.of(cue(3, new Line.Say("a")));
    reciter.receive(new ClientEvent.CommitAudio(null), NOON.plusSeconds(9));
    assertThat(reciter.speaksAt()).isEqualTo(NOON.plusSeconds(9).plusMillis(3));
  }

  @Test
  void itIsToldWhatTheClientSaysAndHowLongItsSpeechIs() {
    reciter.receive(new ClientEvent.AppendAudio(null, Pcm.silence(100)), NOON);
    reciter.receive(new ClientEvent.CancelResponse(null, null), NOON);
    reciter.receive(new ClientEvent.Unrecognized(null, "session.close", Refusal.binaryMessage()), NOON);
    assertThat(heard).containsExactly("input_audio_buffer.append 200", "response.cancel 0", "session.close 0");
  }

  @Test
  void aCodeThatNoCloseCanCarryIsADrop() {
    cues = List.of(cue(0, new Line.Close(1006, "")), cue(0, new Line.Drop()));
    reciter.opened(NOON);
    assertThat(reciter.speak(NOON)).containsExactly(new Output.Drop());
    assertThat(reciter.speak(NOON)).containsExactly(new Output.Drop());
  }
}

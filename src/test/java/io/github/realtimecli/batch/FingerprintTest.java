package io.github.realtimecli.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimecli.protocol.Session;
import io.github.realtimecli.protocol.SessionSettings;
import io.github.realtimecli.protocol.SessionSettings.AudioFormat;
import io.github.realtimecli.protocol.SessionSettings.Kind;
import io.github.realtimecli.protocol.SessionSettings.Transcription;
import io.github.realtimecli.protocol.SessionSettings.TurnDetection;
import io.github.realtimecli.turn.Plan;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FingerprintTest {
  private static final String SERVER = "wss://h/v1/realtime?model=m";
  private static final SessionSettings SETTINGS = settings("marin", null, null, Map.of());
  private static final Plan PLAN = new Plan(SETTINGS, null, Duration.ofSeconds(60));

  @Test
  void changesWithEverythingThatTheAnswerDependsOn() {
    Stream<String> all = Stream.of(of(PLAN), Fingerprint.of("wss://h/v1/realtime?model=n", PLAN, Duration.ZERO, 1),
        Fingerprint.of(SERVER, PLAN, Duration.ofSeconds(1), 1), Fingerprint.of(SERVER, PLAN, Duration.ZERO, 2),
        of(PLAN.wanting(Plan.Wanted.TRANSCRIPT)), of(PLAN.updating(Plan.Update.OMIT)),
        of(plan(settings("cedar", null, null, Map.of()))), of(plan(settings("marin", "Be brief.", null, Map.of()))),
        of(plan(settings("marin", null, new Transcription("whisper", "de"), Map.of()))),
        of(plan(settings("marin", null, null, Map.of("tracing", "auto")))));
    assertThat(all.toList()).doesNotHaveDuplicates().allMatch(print -> print.matches("[0-9a-f]{64}"));
  }

  @Test
  void doesNotChangeWithWhatOnlyDecidesWhetherThereIsAnAnswer() {
    assertThat(of(new Plan(SETTINGS, Session.Shape.GA, Duration.ofSeconds(5)))).isEqualTo(of(PLAN));
    assertThat(of(PLAN.then(Plan.After.STAY))).isEqualTo(of(PLAN));
  }

  @Test
  void knowsNoSecretOfAnAddress() {
    assertThat(Fingerprint.server(URI.create("wss://h:1/v1/realtime?model=m&api-key=sk-1&Access_Token=t&a=b")))
        .isEqualTo("wss://h:1/v1/realtime?a=b&model=m");
  }

  private static String of(Plan plan) {
    return Fingerprint.of(SERVER, plan, Duration.ZERO, 1);
  }

  private static Plan plan(SessionSettings settings) {
    return new Plan(settings, null, Duration.ofSeconds(60));
  }

  private static SessionSettings settings(String voice, @Nullable String instructions,
      @Nullable Transcription transcription, Map<String, Object> extra) {
    return new SessionSettings(Kind.REALTIME, List.of("audio"), instructions, voice, AudioFormat.PCM_24K,
        AudioFormat.PCM_24K, new TurnDetection.None(), transcription, null, null, null, null, extra);
  }
}

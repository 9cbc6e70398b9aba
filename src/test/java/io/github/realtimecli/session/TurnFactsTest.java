package io.github.realtimecli.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimecli.protocol.Response;
import io.github.realtimecli.protocol.ServerEvent;
import io.github.realtimecli.protocol.SessionSettings;
import io.github.realtimecli.protocol.Usage;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TurnFactsTest {
  private static final Usage SOME = new Usage(1, 2, 0, 0, 0, 0, 3, 4, 0);
  private final TurnFacts facts = new TurnFacts();

  private void done(@Nullable Usage usage) {
    facts.heard(new ServerEvent.ResponseDone(
        new Response("resp_1", Response.Status.COMPLETED, null, null, List.of(), usage, null, SessionSettings.NONE)));
  }

  @Test
  void knowsNoUsageBeforeAResponse() {
    assertThat(facts.usage()).isNull();
    assertThat(facts.transcription()).isNull();
  }

  @Test
  void addsTheUsageOfAllResponses() {
    done(SOME);
    done(SOME);
    assertThat(facts.usage()).isEqualTo(SOME.plus(SOME));
  }

  @Test
  void doesNotPassAPartOfTheUsageForTheWhole() {
    done(SOME);
    done(null);
    done(SOME);
    assertThat(facts.usage()).isNull();
  }
}

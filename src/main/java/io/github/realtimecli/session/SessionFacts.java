package io.github.realtimecli.session;

import io.github.realtimecli.audio.Pcm;
import io.github.realtimecli.protocol.ServerEvent;
import io.github.realtimecli.protocol.Session;
import io.github.realtimecli.protocol.SessionSettings.AudioFormat;
import io.github.realtimecli.turn.Plan;
import org.jspecify.annotations.Nullable;

/// What the server has said about the session, kept for the results of its turns.
final class SessionFacts {
  private @Nullable Session session;
  private @Nullable String id;
  private @Nullable String model;
  private @Nullable Long expiresAt;

  void heard(ServerEvent event) {
    if (event instanceof ServerEvent.SessionCreated e)
      learn(e.session());
    else if (event instanceof ServerEvent.SessionUpdated e)
      learn(e.session());
  }

  private void learn(Session said) {
    session = said;
    id = said.id() != null ? said.id() : id;
    model = said.model() != null ? said.model() : model;
    expiresAt = said.expiresAt() != null ? said.expiresAt() : expiresAt;
  }

  @Nullable
  String id() {
    return id;
  }

  @Nullable
  String model() {
    return model;
  }

  /// Seconds since 1970.
  @Nullable
  Long expiresAt() {
    return expiresAt;
  }

  /// Samples a second of the answer's sound: what was asked for where that is unusual, for some servers do not say; else
  /// what the server says.
  int rate(Plan plan) {
    AudioFormat asked = plan.settings().output();
    int wanted = asked == null ? Pcm.RATE : asked.rateOr(Pcm.RATE);
    if (wanted != Pcm.RATE)
      return wanted;
    AudioFormat format = session == null ? null : session.settings().output();
    return format == null || !format.type().equals(AudioFormat.PCM_24K.type()) ? Pcm.RATE : format.rateOr(Pcm.RATE);
  }

  @Nullable
  String voice(Plan plan) {
    String asked = plan.settings().voice();
    return session != null && session.settings().voice() != null ? session.settings().voice() : asked;
  }
}

package io.github.realtimecli.session;

import io.github.realtimecli.audio.Pcm;
import io.github.realtimecli.protocol.ServerEvent;
import io.github.realtimecli.protocol.Session;
import io.github.realtimecli.protocol.SessionSettings.AudioFormat;
import io.github.realtimecli.protocol.Usage;
import io.github.realtimecli.turn.Plan;
import org.jspecify.annotations.Nullable;

/// What the server has said about the session and the response, kept for the result.
final class SessionFacts {
  private @Nullable Session session;
  private @Nullable String id;
  private @Nullable String model;
  private @Nullable String responseId;
  private @Nullable Usage usage;
  private @Nullable String heard;

  void heard(ServerEvent event) {
    if (event instanceof ServerEvent.SessionCreated e)
      learn(e.session());
    else if (event instanceof ServerEvent.SessionUpdated e)
      learn(e.session());
    else if (event instanceof ServerEvent.ResponseCreated e)
      responseId = e.response().id();
    else if (event instanceof ServerEvent.ResponseDone e) {
      responseId = e.response().id();
      usage = e.response().usage();
    } else if (event instanceof ServerEvent.InputTranscriptCompleted e)
      heard = heard == null ? e.transcript() : heard + " " + e.transcript();
  }

  private void learn(Session said) {
    session = said;
    id = said.id() != null ? said.id() : id;
    model = said.model() != null ? said.model() : model;
  }

  @Nullable
  String id() {
    return id;
  }

  /// Samples a second of the answer's sound.
  int rate() {
    AudioFormat format = session == null ? null : session.settings().output();
    return format == null || !format.type().equals(AudioFormat.PCM_24K.type()) ? Pcm.RATE : format.rateOr(Pcm.RATE);
  }

  @Nullable
  String model() {
    return model;
  }

  @Nullable
  String voice(Plan plan) {
    String asked = plan.settings().voice();
    return session != null && session.settings().voice() != null ? session.settings().voice() : asked;
  }

  @Nullable
  String responseId() {
    return responseId == null || responseId.isEmpty() ? null : responseId;
  }

  @Nullable
  Usage usage() {
    return usage;
  }

  @Nullable
  String heard() {
    return heard;
  }
}

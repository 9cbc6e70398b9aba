package io.github.realtimecli.server;

import io.github.realtimecli.audio.Pcm;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a server behaves towards its clients.
///
/// @param words        the answer's transcript, `null` for a sentence about what was heard
/// @param transcript   what the transcriber of the user's side understands, `null` for how long it was
/// @param call         the function that is called instead of an answer, as long as its output was not given
/// @param sessionLimit after which a session ends with `session_expired`
/// @param rate         samples a second in both directions, [Pcm#RATE] as the vendor's server insists
/// @param faults       what goes wrong
public record Behaviour(Tongue tongue, Answer answer, Pace pace, @Nullable String words, @Nullable String transcript,
    @Nullable Call call, Duration sessionLimit, int rate, FaultPlan faults) {
  /// An echo, as fast as it is read, in the dialect that the client asks for.
  public static final Behaviour USUAL = new Behaviour(Tongue.AUTO, new Answer.Echo(), Pace.FAST, null, null, null,
      LocalServer.SESSION_LIMIT, Pcm.RATE, FaultPlan.NONE);
  public static final int LOWEST_RATE = 8000;
  public static final int HIGHEST_RATE = 96_000;
  /// A rate is a multiple of this.
  public static final int RATE_STEP = 1000;

  /// Which dialect is spoken.
  public enum Tongue {
    /// Beta to those whose handshake has the `OpenAI-Beta` header, GA to all others.
    AUTO, GA, BETA
  }

  /// How fast an answer comes.
  public enum Pace {
    /// As fast as the client reads.
    FAST,
    /// Every piece when the one before it has been heard.
    REALTIME
  }

  /// What is heard as an answer.
  public sealed interface Answer {
    /// The caller's own audio, or a short tone when there was none.
    record Echo() implements Answer {}

    record Tone(Duration length) implements Answer {}

    /// @param sound at 24 kHz
    record Recording(List<Pcm> sound) implements Answer {
      public Recording { sound = List.copyOf(sound); }
    }
  }

  /// @param arguments JSON
  public record Call(String name, String arguments) {}

  public Behaviour {
    if (rate < LOWEST_RATE || rate > HIGHEST_RATE || rate % RATE_STEP != 0)
      throw new IllegalArgumentException("rate " + rate);
  }

  public Behaviour withSessionLimit(Duration limit) {
    return new Behaviour(tongue, answer, pace, words, transcript, call, limit, rate, faults);
  }

  public Behaviour withCall(Call other) {
    return new Behaviour(tongue, answer, pace, words, transcript, other, sessionLimit, rate, faults);
  }

  public Behaviour withFaults(FaultPlan other) {
    return new Behaviour(tongue, answer, pace, words, transcript, call, sessionLimit, rate, other);
  }
}

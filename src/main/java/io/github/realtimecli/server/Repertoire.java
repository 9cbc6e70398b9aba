package io.github.realtimecli.server;

import io.github.realtimecli.audio.Pcm;
import io.github.realtimecli.audio.Resampler;
import io.github.realtimecli.audio.Samples;
import io.github.realtimecli.protocol.Content;
import io.github.realtimecli.protocol.Item;
import io.github.realtimecli.protocol.SessionSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a server has to say, made once: the sound of its answers at its rate, and words about what it heard.
final class Repertoire {
  private static final int TONE_HZ = 440;
  private static final Duration SHORT_TONE = Duration.ofMillis(250);
  private static final int FADE_MS = 10;
  private static final double TONE_PEAK = 0.2 * Short.MAX_VALUE;
  private static final int BLOCK = 1 << 14;

  private final Rate rate;
  private final @Nullable String answerWords;
  private final @Nullable String transcript;
  private final Clip shortTone;
  /// `null` for an echo.
  private final @Nullable Clip answer;

  Repertoire(Behaviour behaviour) {
    rate = new Rate(behaviour.rate());
    answerWords = behaviour.words();
    transcript = behaviour.transcript();
    shortTone = tone(SHORT_TONE);
    answer = switch (behaviour.answer()) {
      case Behaviour.Answer.Echo() -> null;
      case Behaviour.Answer.Tone(Duration length) -> tone(length);
      case Behaviour.Answer.Recording(List<Pcm> sound) -> recording(sound);
    };
  }

  Rate rate() {
    return rate;
  }

  /// The answer to what was heard and read, within the limit of tokens. Who sent no audio hears a short tone instead of an
  /// echo, so that every spoken answer can be heard.
  Speech answering(Clip heard, List<Item> items, SessionSettings settings) {
    boolean aloud = settings.modalities() == null || !settings.modalities().contains("text");
    List<String> words = words(answerWords != null ? answerWords : sentence(heard, items));
    Clip sound = !aloud ? Clip.EMPTY : answer != null ? answer : heard.isEmpty() ? shortTone : heard;
    return new Speech(aloud, words, sound, Ending.COMPLETED).within(settings.maxOutputTokens(), rate);
  }

  /// What the transcriber makes of a user's audio.
  String transcript(Clip heard) {
    return transcript != null ? transcript : seconds(heard);
  }

  private String sentence(Clip heard, List<Item> items) {
    List<String> sentences = new ArrayList<>();
    if (!heard.isEmpty())
      sentences.add("I heard " + seconds(heard));
    String written = items.stream()
        .flatMap(item -> item.content().stream())
        .flatMap(part -> part instanceof Content.Text(String text) ? Stream.of(text) : Stream.empty())
        .collect(Collectors.joining(" "));
    if (!written.isEmpty())
      sentences.add("You wrote: " + written);
    for (Item item : items)
      if (item.call() != null && item.call().output() != null)
        sentences.add("The function said: " + item.call().output());
    return sentences.isEmpty() ? "I heard nothing." : String.join(" ", sentences);
  }

  private String seconds(Clip heard) {
    return String.format(Locale.ROOT, "%.2f seconds of audio.", rate.seconds(heard));
  }

  /// Each word with the space in front of it, so that joining them gives the sentence back.
  static List<String> words(String sentence) {
    List<String> words = new ArrayList<>();
    for (int from = 0, to; from < sentence.length(); from = to) {
      to = sentence.indexOf(' ', from + 1);
      if (to < 0)
        to = sentence.length();
      words.add(sentence.substring(from, to));
    }
    return words;
  }

  /// A tone of any length costs a second of memory: its whole seconds are the same samples.
  private Clip tone(Duration length) {
    int second = rate.hertz();
    int samples = (int) rate.samples(length.toMillis());
    List<Pcm> chunks = new ArrayList<>();
    Pcm steady = samples > second ? Pcm.ofSamples(steadyTone(second)) : Pcm.EMPTY;
    for (int left = samples; left > 0; left -= second)
      chunks.add(
          left == samples || left <= second ? faded(Math.min(left, second), left == samples, left <= second) : steady);
    return Clip.of(chunks);
  }

  private Pcm faded(int samples, boolean in, boolean out) {
    short[] tone = steadyTone(samples);
    double fade = rate.samples(FADE_MS);
    for (int i = 0; i < samples; i++) {
      double gain = Math.min(in ? i / fade : 1, out ? (samples - i) / fade : 1);
      tone[i] = gain < 1 ? (short) Math.round(tone[i] * gain) : tone[i];
    }
    return Pcm.ofSamples(tone);
  }

  private short[] steadyTone(int samples) {
    short[] tone = new short[samples];
    for (int i = 0; i < samples; i++)
      tone[i] = (short) Math.round(TONE_PEAK * Math.sin(2 * Math.PI * TONE_HZ * i / rate.hertz()));
    return tone;
  }

  private Clip recording(List<Pcm> sound) {
    Samples samples = Resampler.of(new Played(sound), Pcm.RATE, rate.hertz());
    if (rate.hertz() == Pcm.RATE)
      return Clip.of(sound);
    List<Pcm> resampled = new ArrayList<>();
    float[] block = new float[BLOCK];
    try {
      for (int n; (n = samples.read(block, 0, BLOCK)) > 0;)
        resampled.add(Pcm.rounded(block, 0, n));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Clip.of(resampled);
  }

  /// Sound in memory, as numbers.
  private static final class Played implements Samples {
    private final List<Pcm> sound;
    private int chunk;
    private int next;

    Played(List<Pcm> sound) {
      this.sound = sound;
    }

    @Override
    public int read(float[] into, int at, int count) {
      int done = 0;
      for (; done < count && chunk < sound.size(); chunk++, next = 0) {
        Pcm current = sound.get(chunk);
        while (done < count && next < current.samples())
          into[at + done++] = current.sample(next++) / 32768f;
        if (next < current.samples())
          break;
      }
      return done;
    }
  }
}

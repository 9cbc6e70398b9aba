package io.github.realtimecli.server;

import io.github.realtimecli.audio.Pcm;
import io.github.realtimecli.protocol.Content;
import io.github.realtimecli.protocol.Item;
import io.github.realtimecli.protocol.SessionSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the server answers: the caller's own audio, and a sentence about it.
///
/// Who sent no audio hears a short tone instead, so that every spoken answer can be heard.
///
/// @param words the transcript in the pieces of its deltas
/// @param sound empty when the answer is given in writing
/// @param cut   a limit of tokens made it shorter
record Speech(boolean aloud, List<String> words, Clip sound, boolean cut) {
  private static final int TONE_HZ = 440;
  private static final int TONE_SAMPLES = Pcm.RATE / 4;
  private static final int FADE_SAMPLES = Pcm.RATE / 100;
  private static final double TONE_PEAK = 0.2 * Short.MAX_VALUE;

  /// The answer to what was heard and read, within the limit of tokens.
  static Speech answering(Clip heard, List<Item> items, SessionSettings settings) {
    boolean aloud = settings.modalities() == null || !settings.modalities().contains("text");
    List<String> words = words(sentence(heard, items));
    Clip sound = !aloud ? Clip.EMPTY : heard.isEmpty() ? tone() : heard;
    Integer limit = settings.maxOutputTokens();
    if (limit == null || limit >= words.size() + Tokens.spoken(sound.length()))
      return new Speech(aloud, words, sound, false);
    int kept = Math.min(limit, words.size());
    return new Speech(aloud, words.subList(0, kept), sound.first(Tokens.bytesFor(limit - kept)), true);
  }

  /// What the transcriber makes of a user's audio.
  static String transcript(Clip heard) {
    return seconds(heard) + " of audio.";
  }

  private static String sentence(Clip heard, List<Item> items) {
    String written = items.stream()
        .flatMap(item -> item.content().stream())
        .flatMap(part -> part instanceof Content.Text(String text) ? Stream.of(text) : Stream.empty())
        .collect(Collectors.joining(" "));
    if (!heard.isEmpty())
      return "I heard " + transcript(heard) + (written.isEmpty() ? "" : " You wrote: " + written);
    return written.isEmpty() ? "I heard nothing." : "You wrote: " + written;
  }

  private static String seconds(Clip heard) {
    return String.format(Locale.ROOT, "%.2f seconds", heard.millis() / 1000);
  }

  /// Each word with the space in front of it, so that joining them gives the sentence back.
  private static List<String> words(String sentence) {
    List<String> words = new ArrayList<>();
    for (int from = 0, to; from < sentence.length(); from = to) {
      to = sentence.indexOf(' ', from + 1);
      if (to < 0)
        to = sentence.length();
      words.add(sentence.substring(from, to));
    }
    return words;
  }

  private static Clip tone() {
    short[] samples = new short[TONE_SAMPLES];
    for (int i = 0; i < samples.length; i++) {
      double fade = Math.min(1, Math.min(i, samples.length - i) / (double) FADE_SAMPLES);
      samples[i] = (short) Math.round(TONE_PEAK * fade * Math.sin(2 * Math.PI * TONE_HZ * i / Pcm.RATE));
    }
    return Clip.of(Pcm.ofSamples(samples));
  }
}

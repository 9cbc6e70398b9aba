package io.github.realtimecli.playback;

import io.github.realtimecli.audio.Pcm;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A program of its own: plays ramps through the default speaker, each argument one answer.
///
/// `5000` is an answer of so many samples in one run, `5000/7` the same in runs of 7, `5000!100` is interrupted when 100 ms
/// of it were heard. The last line on stdout is what the speaker says about it.
final class PlayRamp {
  private PlayRamp() {}

  public static void main(String[] answers) throws Exception {
    try (Speaker speaker = Speaker.open(null, Pcm.RATE, 1, sentence -> System.err.println(sentence))) {
      long at = 0;
      for (String answer : answers) {
        String[] parts = answer.split("[/!]", 2);
        int samples = Integer.parseInt(parts[0]);
        int number = parts.length > 1 ? Integer.parseInt(parts[1]) : samples;
        if (answer.contains("!"))
          interrupt(speaker, Ramp.of(at, samples), number);
        else
          play(speaker, at, samples, number);
        at += samples;
      }
      System.out.println(speaker.played());
    }
  }

  private static void play(Speaker speaker, long at, int samples, int run) throws Exception {
    CountDownLatch heard = new CountDownLatch(1);
    for (int done = 0; done < samples; done += run)
      speaker.play(Ramp.of(at + done, Math.min(run, samples - done)));
    speaker.finish(heard::countDown);
    if (!heard.await(samples * 1_000L / Pcm.RATE + 20_000, TimeUnit.MILLISECONDS))
      throw new IllegalStateException("not heard in time");
  }

  private static void interrupt(Speaker speaker, Pcm answer, int ms) throws Exception {
    double before = heard(speaker);
    speaker.play(answer);
    while (heard(speaker) < before + ms)
      Thread.onSpinWait();
    System.out.println(speaker.flush());
  }

  private static double heard(Speaker speaker) {
    Double ms = speaker.played().playedMs();
    return ms == null ? 0 : ms;
  }
}

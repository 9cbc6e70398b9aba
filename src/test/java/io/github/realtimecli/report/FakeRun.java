package io.github.realtimecli.report;

import io.github.realtimecli.audio.Pcm;
import io.github.realtimecli.audio.WavWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/// A run as `batch` leaves it, believable and the same every time: item files, and sound for those who want it.
public final class FakeRun {
  private static final List<String> TOPICS = List.of("billing", "delivery", "returns", "opening hours", "a password",
      "an invoice", "the warranty", "a refund", "an appointment", "the tariff");
  private static final List<String> QUESTIONS = List.of("Hello, I would like to ask about %s, please.",
      "Could you tell me what happened with %s? It has been three weeks.",
      "I called yesterday about %s and nobody came back to me.", "What do I have to do for %s?",
      "My number is 4471, and it is about %s.");
  private static final List<String> ANSWERS = List.of(
      "Of course. About %s: the quickest way is the form on our page, and I can send you the link.",
      "I am sorry to hear that. Let me look into %s for you; this takes about a minute.",
      "For %s we need your customer number. It stands at the top of every letter.",
      "Thank you for waiting. I have found %s, and everything is as it should be now.");
  private static final String[] FAILURES = {"refused", "timed_out", "disconnected", "unreadable", "interrupted",
      "unauthorized"};

  private final SplittableRandom random;
  private final double slowness;

  private FakeRun(long seed, double slowness) {
    random = new SplittableRandom(seed);
    this.slowness = slowness;
  }

  /// Items from..to of the run, as one shard would leave them.
  ///
  /// @param slowness by which latencies are multiplied
  public static void write(Path run, int from, int to, double slowness) throws IOException {
    for (int i = from; i < to; i++) {
      Path json = run.resolve(name(i) + ".json");
      Files.createDirectories(json.getParent());
      Files.writeString(json, row(i, slowness) + "\n");
    }
  }

  /// The sounds of the same items: questions into one folder, answers into the run.
  public static void speak(Path run, Path questions, int from, int to) throws IOException {
    for (int i = from; i < to; i++) {
      SplittableRandom random = new SplittableRandom(i * 31L + 7);
      Reading row = Reading.of(row(i, 1));
      if (!(row instanceof Row item))
        throw new AssertionError(row);
      Double asked = item.number("sent.audio_ms");
      if (asked != null)
        wav(questions.resolve(item.file()), 16000, asked, random);
      Double answered = item.number("reply.audio_ms");
      String path = item.text("reply.path");
      if (answered != null && path != null)
        wav(run.resolve(path), Pcm.RATE, answered, random);
    }
  }

  static String name(int i) {
    return "%s/caller-%04d".formatted(TOPICS.get(i % TOPICS.size()).replaceAll("^an? |^the ", "").replace(' ', '-'), i);
  }

  static String row(int i, double slowness) {
    return new FakeRun(i + 1, slowness).item(i);
  }

  private String item(int i) {
    String outcome = random.nextInt(100) < 94 ? "answered" : FAILURES[random.nextInt(FAILURES.length)];
    boolean answered = outcome.equals("answered");
    boolean read = !outcome.equals("unreadable");
    boolean asked = read && !outcome.equals("unauthorized");
    String topic = TOPICS.get(i % TOPICS.size());
    String question = QUESTIONS.get(random.nextInt(QUESTIONS.size())).formatted(topic);
    String heard = random.nextInt(4) == 0 ? question.replace("three", "tree").replace("Hello, ", "") : question;
    String answer = ANSWERS.get(random.nextInt(ANSWERS.size())).formatted(topic);
    double askedMs = 40 * question.length() + random.nextInt(600);
    double answerMs = 45 * answer.length() + random.nextInt(900);
    double commit = slowness * (280 + 190 * Math.exp(0.7 * gauss()) + (random.nextInt(60) == 0 ? 1800 : 0));
    double speechEnd = askedMs - 120 - random.nextInt(200);
    String name = name(i);
    return """
        {"schema":1,"file":"%s.wav","outcome":"%s","error":%s,"model":%s,"voice":"marin","session_id":%s,"response_id":%s,\
        "attempts":%d,"input":%s,"sent":%s,"reply":%s,"heard":%s,"reference":%s,%s"usage":%s,"cost_usd":%s,\
        "latency_ms":{"connect":%s,"session":%s,"upload":%s,"commit_to_first_audio":%s,"speech_end_to_first_audio":%s,\
        "first_voiced_audio":%s,"done":%s},"pacing_ms":%s,"playback":{"played_ms":0,"underruns":0,"inserted_ms":0}}"""
        .formatted(name, outcome, answered ? "null" : quoted(error(outcome)),
            asked ? "\"gpt-realtime-2.1\"" : "null", asked ? "\"sess_%016x\"".formatted(random.nextLong()) : "null",
            answered ? "\"resp_%016x\"".formatted(random.nextLong()) : "null", 1 + random.nextInt(20) / 19,
            read
                ? """
                    {"sha256":"%064x","encoding":"pcm_s16le","rate":16000,"channels":1,"duration_ms":%s}"""
                    .formatted(random.nextLong(1L << 62), number(askedMs))
                : "null",
            asked
                ? "{\"audio_ms\":%s,\"bytes\":%d,\"events\":%d,\"speech_end_ms\":%s}".formatted(number(askedMs),
                    (long) (askedMs * 48), (int) (askedMs / 20), number(speechEnd))
                : "{\"audio_ms\":0,\"bytes\":0,\"events\":0,\"speech_end_ms\":null}",
            answered
                ? "{\"transcript\":%s,\"audio_ms\":%s,\"path\":\"%s.reply.wav\",\"sha256\":null}".formatted(
                    quoted(answer),
                    number(answerMs), name)
                : "{\"transcript\":\"\",\"audio_ms\":0,\"path\":null,\"sha256\":null}",
            asked ? quoted(heard) : "null", read ? quoted(question) : "null", asked ? wer(question, heard) : "",
            answered
                ? "{\"input\":{\"text\":0,\"audio\":%d,\"cached\":%d},\"output\":{\"text\":%d,\"audio\":%d}}".formatted(
                    (int) (askedMs / 100), random.nextInt(3) * 8, answer.length() / 4, (int) (answerMs / 50))
                : "null",
            answered ? number(askedMs * 3.2e-7 + answerMs * 1.28e-6) : asked ? "null" : "0",
            asked ? number(70 + 20 * Math.abs(gauss()) + 9 * gauss() * gauss() * gauss() * gauss()) : "null",
            asked ? number(24 + 5 * Math.abs(gauss())) : "null",
            answered ? number(askedMs + 3) : "null", answered ? number(commit) : "null",
            answered ? number(commit + askedMs - speechEnd) : "null", answered ? number(commit + 35) : "null",
            answered ? number(commit + answerMs * 0.35) : "null",
            asked
                ? "{\"p50\":0.4,\"p99\":%s,\"max\":%s}".formatted(number(2 + Math.abs(gauss())),
                    number(6 + 3 * Math.abs(gauss())))
                : "null");
  }

  private static String wer(String reference, String heard) {
    Wer wer = Wer.of(reference, heard);
    return "\"wer\":{\"errors\":%d,\"words\":%d,\"rate\":%s},".formatted(wer.errors(), wer.words(),
        Numbers.json(wer.rate()));
  }

  private static String error(String outcome) {
    return switch (outcome) {
      case "refused" -> "the server reports rate_limit_exceeded: Rate limit reached for requests";
      case "timed_out" -> "nothing was heard of api.openai.com:443 for 60 s when it was answering";
      case "disconnected" -> "the connection to api.openai.com:443 was lost: end of stream";
      case "unreadable" -> "is an MP3, which is not read";
      case "unauthorized" -> "api.openai.com:443 refused the connection with HTTP 401: Incorrect API key provided";
      default -> "interrupted";
    };
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static String number(double value) {
    return Numbers.plain(value);
  }

  // the sum of twelve is near enough to a bell, and the same on every machine
  private double gauss() {
    double sum = -6;
    for (int i = 0; i < 12; i++)
      sum += random.nextDouble();
    return sum;
  }

  /// Something like speech: syllables of a buzzing tone between pauses.
  private static void wav(Path file, int rate, double millis, SplittableRandom random) throws IOException {
    Files.createDirectories(file.getParent());
    short[] samples = new short[(int) (millis * rate / 1000)];
    double pitch = 110 + random.nextInt(120);
    for (int at = rate / 10; at < samples.length - rate / 8;) {
      int length = Math.min(rate / 12 + random.nextInt(rate / 6), samples.length - at);
      double loud = 3000 + random.nextInt(14000);
      for (int i = 0; i < length; i++) {
        double phase = (at + i) * pitch / rate;
        double buzz = 2 * (phase - Math.floor(phase)) - 1;
        double rise = Math.min(1, Math.min(i, length - i) * 40.0 / rate);
        samples[at + i] = (short) (loud * rise * (0.8 * buzz + 0.2 * (random.nextDouble() * 2 - 1)));
      }
      at += length + (random.nextInt(5) == 0 ? rate / 3 : rate / 40);
    }
    try (WavWriter wav = WavWriter.toFile(file, rate)) {
      wav.write(Pcm.ofSamples(samples));
      wav.commit();
    }
  }
}

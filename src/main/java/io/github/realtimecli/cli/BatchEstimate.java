package io.github.realtimecli.cli;

import io.github.realtimecli.batch.Item;
import io.github.realtimecli.protocol.Usage;
import io.github.realtimecli.provider.Prices;
import io.github.realtimecli.source.SpeechFile;
import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a run would be like, if answers are as long as their questions and nothing is cached.
///
/// @param found      recordings
/// @param toAsk      those that are not answered yet and can be read
/// @param unreadable those that are not answered yet and cannot
/// @param seconds    of the recordings to ask about, as their heads tell
/// @param lengthless recordings whose head does not tell
/// @param cost       in dollars, `null` when it is not known
record BatchEstimate(int found, int toAsk, int unreadable, double seconds, int lengthless, Usage tokens,
    @Nullable Double cost, Prices prices) {
  private static final double UNREADABLE = -1;
  private static final double LENGTHLESS = -2;

  static BatchEstimate of(BatchPlan plan, @Nullable String model, Pricing pricing) {
    double[] lengths = plan.ask().parallelStream().mapToDouble(BatchEstimate::seconds).toArray();
    double sum = 0;
    int unreadable = 0;
    int lengthless = 0;
    for (double seconds : lengths) {
      sum += Math.max(0, seconds);
      unreadable += seconds == UNREADABLE ? 1 : 0;
      lengthless += seconds == LENGTHLESS ? 1 : 0;
    }
    return new BatchEstimate(plan.items().size(), lengths.length - unreadable, unreadable, sum, lengthless,
        Prices.estimate(sum, sum), pricing.estimate(model, sum, sum), pricing.prices());
  }

  private static double seconds(Item item) {
    try (SpeechFile file = SpeechFile.open(item.file(), SpeechFile.Digest.NONE)) {
      Double millis = file.recording().durationMs();
      return millis == null ? LENGTHLESS : millis / 1000;
    } catch (IOException e) {
      return UNREADABLE;
    }
  }

  String words() {
    return found + (found == 1 ? " recording" : " recordings") + ", " + toAsk + " to ask"
        + (unreadable > 0 ? ", " + unreadable + " unreadable" : "") + "\n" + minutes() + " of sound"
        + (lengthless > 0 ? ", and " + lengthless + " of unknown length" : "") + "\nabout " + tokens.audioIn()
        + " tokens in and " + tokens.audioOut() + " out; "
        + (cost == null ? "what that costs is not known" : "about " + BatchProgress.dollars(cost)) + " (prices of "
        + Objects.requireNonNullElse(prices.date(), "an unknown day")
        + ",\nanswers as long as the questions, nothing cached)\n";
  }

  private String minutes() {
    return seconds < 60
        ? String.format(Locale.ROOT, "%.1f seconds", seconds)
        : String.format(Locale.ROOT, "%.1f minutes", seconds / 60);
  }

  String json() {
    return String.format(Locale.ROOT,
        "{\"schema\":1,\"dry_run\":true,\"items\":%d,\"to_ask\":%d,\"unreadable\":%d,\"audio_ms\":%.0f,"
            + "\"lengthless\":%d,\"tokens\":{\"input\":%d,\"output\":%d},\"cost_usd\":%s}",
        found, toAsk, unreadable, seconds * 1000, lengthless, tokens.audioIn(), tokens.audioOut(),
        cost == null ? "null" : String.format(Locale.ROOT, "%.6f", cost));
  }
}

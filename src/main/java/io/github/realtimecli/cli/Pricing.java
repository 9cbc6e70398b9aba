package io.github.realtimecli.cli;

import io.github.realtimecli.protocol.SessionSettings;
import io.github.realtimecli.protocol.SessionSettings.Transcription;
import io.github.realtimecli.protocol.Usage;
import io.github.realtimecli.provider.Prices;
import io.github.realtimecli.session.Result;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What a turn costs, by the prices that the user gave or the program brings along.
final class Pricing {
  private final Prices prices;
  private final SessionSettings settings;

  private Pricing(Prices prices, SessionSettings settings) {
    this.prices = prices;
    this.settings = settings;
  }

  /// @param file     of `--prices`
  /// @param settings of the sessions
  /// @throws Stop when the file is none of prices
  static Pricing of(@Nullable String file, SessionSettings settings) {
    try {
      return new Pricing(file == null ? Prices.builtIn() : Prices.of(Path.of(file)), settings);
    } catch (IOException e) {
      throw Stop.misuse("--prices: " + file + " cannot be read: " + ErrorText.of(e), "name a file of prices");
    } catch (IllegalArgumentException e) {
      throw Stop.misuse("--prices: " + file + ": " + e.getMessage(), "see what it looks like in the README");
    }
  }

  Prices prices() {
    return prices;
  }

  /// Dollars for recordings of that length and answers of that length, `null` when they are not known.
  @Nullable
  Double estimate(@Nullable String model, double inputSeconds, double outputSeconds) {
    boolean only = settings.kind() == SessionSettings.Kind.TRANSCRIPTION;
    Double answered = only ? Double.valueOf(0) : prices.estimate(model, inputSeconds, outputSeconds);
    Transcription transcription = settings.transcription();
    if (answered == null || transcription == null || transcription.model().isEmpty())
      return answered;
    Double byTime = prices.cost(transcription.model(), new Usage(0, 0, 0, 0, 0, 0, 0, 0, inputSeconds));
    Double heard = byTime != null ? byTime : prices.estimate(transcription.model(), inputSeconds, 0);
    return heard == null ? null : Double.valueOf(answered + heard);
  }

  /// Dollars, `null` when they are not known.
  @Nullable
  Double of(Result result) {
    Transcription transcription = settings.transcription();
    boolean only = settings.kind() == SessionSettings.Kind.TRANSCRIPTION;
    return prices.cost(result.model(), only ? Usage.NOTHING : result.usage(),
        transcription == null ? null : transcription.model(), result.transcription());
  }
}

package io.github.realtimecli.provider;

import io.github.realtimecli.protocol.Usage;
import org.jspecify.annotations.Nullable;

/// What one model costs, in US dollars. What is not known is `null`.
///
/// @param minute for a minute of sound, where time is billed
record Tariff(PerMillion text, PerMillion audio, PerMillion image, @Nullable Double minute) {
  static final Tariff UNKNOWN = new Tariff(PerMillion.UNKNOWN, PerMillion.UNKNOWN, PerMillion.UNKNOWN, null);

  /// Dollars for a million tokens of one kind.
  record PerMillion(@Nullable Double in, @Nullable Double cached, @Nullable Double out) {
    static final PerMillion UNKNOWN = new PerMillion(null, null, null);

    /// Cached tokens are among those put in, at another price.
    @Nullable
    Double of(long tokensIn, long cachedIn, long tokensOut) {
      if (cachedIn > tokensIn)
        return null;
      return sum(sum(times(in, tokensIn - cachedIn), times(cached, cachedIn)), times(out, tokensOut));
    }

    private static @Nullable Double times(@Nullable Double price, long tokens) {
      return Tariff.times(price, tokens / 1e6);
    }
  }

  @Nullable
  Double of(Usage usage) {
    if (!usage.isSorted())
      return null;
    Double tokens = sum(sum(text.of(usage.textIn(), usage.cachedTextIn(), usage.textOut()),
        audio.of(usage.audioIn(), usage.cachedAudioIn(), usage.audioOut())),
        image.of(usage.imageIn(), usage.cachedImageIn(), 0));
    return sum(tokens, times(minute, usage.seconds() / 60));
  }

  /// What was not used costs nothing at any price.
  private static @Nullable Double times(@Nullable Double price, double amount) {
    if (amount == 0)
      return 0.0;
    return price == null ? null : Double.valueOf(price * amount);
  }

  private static @Nullable Double sum(@Nullable Double one, @Nullable Double other) {
    return one == null || other == null ? null : Double.valueOf(one + other);
  }
}

package io.github.realtimecli.cli;

import io.github.realtimecli.batch.Terms;
import io.github.realtimecli.session.Result;
import io.github.realtimecli.turn.Failure;
import org.jspecify.annotations.Nullable;

/// Puts failures into words and turns into dollars.
///
/// @param model that is asked, for guesses; `null` when only the server knows
record BatchClerk(Target target, Pricing pricing, @Nullable String model) implements Terms.Clerk {
  @Override
  public String words(Failure failure) {
    return UserError.of(failure, target).sentence();
  }

  @Override
  public @Nullable Double cost(Result result) {
    return pricing.of(result);
  }

  @Override
  public double spent(Result result) {
    Double known = pricing.of(result);
    if (known != null)
      return known;
    boolean asked = result.usage() != null || result.hasAnswer();
    Double guess = asked ? pricing.estimate(model, result.sent().audioMs() / 1000, result.replyMs() / 1000) : null;
    return guess == null ? 0 : guess;
  }

  @Override
  public String concealed(String row) {
    String shown = row;
    for (String secret : target.credentials().secrets())
      shown = shown.replace(secret, "…");
    return shown;
  }
}

package io.github.realtimecli.cli;

import io.github.realtimecli.batch.Terms;
import io.github.realtimecli.session.Result;
import io.github.realtimecli.turn.Failure;
import org.jspecify.annotations.Nullable;

/// Puts failures into words and turns into dollars.
///
/// @param model that is asked, for guesses; `null` when only the server knows
record BatchClerk(Callee callee, Bill bill, @Nullable String model) implements Terms.Clerk {
  @Override
  public String words(Failure failure) {
    return Complaint.of(failure, callee).sentence();
  }

  @Override
  public @Nullable Double cost(Result result) {
    return bill.of(result);
  }

  @Override
  public double spent(Result result) {
    Double known = bill.of(result);
    if (known != null)
      return known;
    boolean asked = result.usage() != null || result.hasAnswer();
    Double guess = asked ? bill.estimate(model, result.sent().audioMs() / 1000, result.replyMs() / 1000) : null;
    return guess == null ? 0 : guess;
  }

  @Override
  public String concealed(String row) {
    String shown = row;
    for (String secret : callee.passport().secrets())
      shown = shown.replace(secret, "…");
    return shown;
  }
}

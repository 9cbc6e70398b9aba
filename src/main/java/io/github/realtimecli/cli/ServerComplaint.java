package io.github.realtimecli.cli;

import io.github.realtimecli.protocol.ApiError;
import io.github.realtimecli.protocol.Response;
import io.github.realtimecli.turn.Failure;
import io.github.realtimecli.turn.Outcome;
import org.jspecify.annotations.Nullable;

/// What a server refused, reported or broke off, as the user meets it.
final class ServerComplaint {
  private static final String BILLING = "check the plan and the billing of the account; waiting does not help";
  private static final String MODEL = "choose another --model: realtime-cli doctor tries whether it is there";
  private static final String EVENTS = "try again, or see the events: -v";
  private static final String LATER = "wait a little, then try again";

  private ServerComplaint() {}

  static UserError of(Failure.HandshakeRefused f, String server, String keyHint) {
    String sentence = server + " refused the connection with HTTP " + f.status()
        + (f.message().isEmpty() ? "" : ": " + f.message())
        + (f.code() == null || f.message().contains(f.code()) ? "" : " [" + f.code() + "]")
        + (f.requestId() == null ? "" : " (request " + f.requestId() + ")");
    return switch (f.status()) {
      case 401, 403 -> new UserError(sentence, keyHint, ExitCode.KEY);
      case 407 -> new UserError(sentence, "a proxy answers there: check HTTPS_PROXY and the address",
          ExitCode.SERVER);
      default -> new UserError(sentence, hint(f), ExitCode.SERVER);
    };
  }

  private static String hint(Failure.HandshakeRefused f) {
    String code = f.code() == null ? "" : f.code();
    if (code.equals("insufficient_quota") || code.equals("credit_balance_exhausted"))
      return BILLING;
    if (code.endsWith("erationNotSupported")) // Azure's own spelling has two p
      return "this deployment does no Realtime: name one of a Realtime model with --model";
    if (code.equals("DeploymentNotFound"))
      return "name one of the resource's deployments with --model; a new one takes minutes to appear";
    return switch (f.status()) {
      case 404 -> "check the URL and --model";
      case 429 -> f.retryAfter() == null ? LATER : "try again in " + Durations.words(f.retryAfter());
      case 301, 302, 303, 307, 308 -> "it redirects elsewhere, which is not followed: check --url";
      case 408, 500, 502, 503, 504 -> "try again later";
      default -> f.status() < 300
          ? "check --url: an ordinary web page answers there"
          : "check --url and --model, or try again later";
    };
  }

  static UserError of(ApiError error, String keyHint) {
    String sentence = "the server reports " + UserError.words(error);
    if (Outcome.isAboutKey(error))
      return new UserError(sentence, keyHint, ExitCode.KEY);
    String known = hint(error.code());
    return new UserError(sentence, known != null
        ? known
        : error.param() == null ? "see the events: -v" : "check the setting of " + error.param(), ExitCode.SERVER);
  }

  private static @Nullable String hint(@Nullable String code) {
    return switch (code) {
      case "beta_api_shape_disabled" -> "leave out --dialect beta";
      case "model_not_found", "invalid_model", "missing_model" -> MODEL;
      case "insufficient_quota", "credit_balance_exhausted" -> BILLING;
      case "rate_limit_exceeded" -> LATER;
      case "session_expired" -> "a session lasts 60 minutes: split the recording, or ask in sessions of their own";
      case null, default -> null;
    };
  }

  static UserError of(Failure.ResponseUnfinished f, String keyHint) {
    String why = f.error() != null ? UserError.words(f.error()) : f.reason() != null ? f.reason() : "";
    String sentence = "the answer " + was(f.status()) + (why.isEmpty() ? "" : ": " + why);
    if (f.error() != null && f.error().code() != null)
      return new UserError(sentence, of(f.error(), keyHint).hint(), ExitCode.SERVER);
    return new UserError(sentence,
        "max_output_tokens".equals(f.reason()) ? "allow it more: --set max_output_tokens=inf" : EVENTS,
        ExitCode.SERVER);
  }

  private static String was(Response.Status status) {
    return switch (status) {
      case FAILED -> "failed";
      case INCOMPLETE -> "is incomplete";
      case CANCELLED -> "was cancelled by the server";
      case COMPLETED, IN_PROGRESS, UNKNOWN -> "did not end";
    };
  }

  /// The reason reads `<type>.<code>` where the vendor closes.
  static UserError of(Failure.ClosedEarly f, String keyHint) {
    String sentence = "the server closed the connection with code " + f.code() + meaning(f.code())
        + (f.reason().isEmpty() ? "" : ": " + f.reason());
    int exitCode = f.code() == 3000
        ? ExitCode.KEY
        : f.code() == 1013 || f.code() / 1000 == 4 ? ExitCode.SERVER : ExitCode.NETWORK;
    String known = hint(f.reason().substring(f.reason().lastIndexOf('.') + 1));
    return new UserError(sentence, known != null ? known : f.code() == 3000 ? keyHint : hint(f.code()), exitCode);
  }

  private static String meaning(int code) {
    @Nullable
    String meaning = switch (code) {
      case 1000 -> "normal, but before the answer was whole";
      case 1001 -> "going away, as when it restarts or a session's 60 minutes are over";
      case 1002 -> "it says that we broke the protocol";
      case 1005 -> "no reason given";
      case 1006 -> "broken off without a goodbye";
      case 1008 -> "against its rules";
      case 1009 -> "a message was too large for it";
      case 1011 -> "an error inside the server";
      case 1012 -> "the server restarts";
      case 1013 -> "try again later; often a quota that is used up";
      case 3000 -> "the key was refused";
      case 4000 -> "it does not serve such a request";
      case 4004 -> "no such model";
      default -> null;
    };
    return meaning == null ? "" : " (" + meaning + ")";
  }

  private static String hint(int code) {
    return switch (code) {
      case 1001 -> "try again; a session lasts 60 minutes, a longer recording has to be parted";
      case 1006 -> "check the network, then try again";
      case 1009 -> "shorten --instructions, or see the events: -v";
      case 1011, 1012 -> "try again later";
      case 1013 -> "wait a little; if it stays, check the plan and the billing of the account";
      case 4000 -> "check --model, --url and --dialect";
      case 4004 -> MODEL;
      default -> EVENTS;
    };
  }
}

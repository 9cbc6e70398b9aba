package io.github.realtimecli.cli;

import io.github.realtimecli.protocol.ApiError;
import io.github.realtimecli.protocol.Response;
import io.github.realtimecli.turn.Failure;
import io.github.realtimecli.turn.Outcome;
import org.jspecify.annotations.Nullable;

/// Any failure as the user meets it: one sentence, one hint, one exit code.
///
/// @param sentence without the file's name and without a full stop
record Complaint(String sentence, String hint, int exitCode) {
  static final Complaint NO_KEY = new Complaint(
      "no API key: OPENAI_API_KEY is neither in the environment nor in .env of this folder",
      "set OPENAI_API_KEY, or try everything without a key: realtime-cli --local FILE", ExitCode.KEY);
  static final Complaint NO_STDOUT = new Complaint("standard output could not be written",
      "check what it goes to: a full disk, or a reader that has gone", ExitCode.OUR_FAULT);

  /// @param server whom we called, as host and port
  static Complaint of(Failure failure, String server) {
    return switch (failure) {
      case Failure.UnreadableInput f -> new Complaint(f.sentence(), f.hint(), ExitCode.INPUT);
      case Failure.MissingDevice f -> new Complaint("there is no sound device named '" + f.name() + "'",
          (f.present().isEmpty() ? "none was found" : "there are: " + String.join(", ", f.present()))
              + "; or play nothing: --mute",
          ExitCode.DEVICE);
      case Failure.Unsaved f -> new Complaint("the answer could not be saved: " + f.detail(),
          "check the folder and the free space there", ExitCode.OUR_FAULT);
      case Failure.Interrupted f -> new Complaint("interrupted",
          "run it again; with -o, what had been received is kept as NAME.partial.wav", ExitCode.INTERRUPTED);
      case Failure.HandshakeRefused f -> refused(f, server);
      case Failure.ServerError f -> ofError(f.error());
      case Failure.ResponseUnfinished f -> unfinished(f);
      case Failure.ClosedEarly f -> closed(f);
      case Failure.Unreachable f -> new Complaint(server + " cannot be reached: " + f.detail(),
          f.detail().contains("trusted")
              ? "check the address; its certificate must be one that this Java trusts"
              : "check the network and the address, or try without one: --local",
          ExitCode.NETWORK);
      case Failure.ConnectTimeout f -> new Complaint(server + " did not answer in time: " + f.detail(),
          "check the network, or allow it longer: --connect-timeout 30s", ExitCode.NETWORK);
      case Failure.Lost f -> new Complaint("the connection to " + server + " was lost: " + f.detail(),
          "try again; what had been received was kept", ExitCode.NETWORK);
      case Failure.Silence f -> new Complaint(
          "nothing was heard of " + server + " for " + Durations.words(f.silent()) + " when it was " + f.waitingFor(),
          "try again, or allow it longer: --timeout 5m", ExitCode.NETWORK);
      case Failure.Bug f -> new Complaint("this is a fault of realtime-cli: " + f.detail(),
          "please report it, with the output of the same command and -vv", ExitCode.OUR_FAULT);
    };
  }

  private static Complaint refused(Failure.HandshakeRefused f, String server) {
    String sentence = server + " refused the connection with HTTP " + f.status()
        + (f.message().isEmpty() ? "" : ": " + f.message())
        + (f.requestId() == null ? "" : " (request " + f.requestId() + ")");
    return switch (f.status()) {
      case 401, 403 -> new Complaint(sentence, "check OPENAI_API_KEY and what it is allowed to do", ExitCode.KEY);
      case 429 -> new Complaint(sentence, "wait a little, then try again", ExitCode.SERVER);
      case 404 -> new Complaint(sentence, "check the URL and --model", ExitCode.SERVER);
      default -> new Complaint(sentence, "check --url and --model, or try again later", ExitCode.SERVER);
    };
  }

  private static Complaint ofError(ApiError error) {
    String sentence = "the server reports " + words(error);
    return switch (error.code()) {
      case "invalid_api_key" -> new Complaint(sentence, "check OPENAI_API_KEY", ExitCode.KEY);
      case "beta_api_shape_disabled" -> new Complaint(sentence, "leave out --dialect beta", ExitCode.SERVER);
      case "model_not_found", "invalid_model", "missing_model" -> new Complaint(sentence, "choose another --model",
          ExitCode.SERVER);
      case "insufficient_quota", "credit_balance_exhausted" -> new Complaint(sentence,
          "check the plan and the billing of the account", ExitCode.SERVER);
      case "rate_limit_exceeded" -> new Complaint(sentence, "wait a little, then try again", ExitCode.SERVER);
      case null, default -> Outcome.isAboutKey(error)
          ? new Complaint(sentence, "check OPENAI_API_KEY", ExitCode.KEY)
          : new Complaint(sentence,
              error.param() == null ? "see the events: -v" : "check the setting of " + error.param(),
              ExitCode.SERVER);
    };
  }

  /// An error in words: its code, what it says, and the field it is about where the text leaves that out.
  static String words(ApiError error) {
    String name = error.code() != null ? error.code() : error.type();
    String field = error.param() == null || error.message().contains(error.param()) ? "" : " (" + error.param() + ")";
    return (name.isEmpty() ? "an error" : name) + (error.message().isEmpty() ? "" : ": " + error.message()) + field;
  }

  private static Complaint unfinished(Failure.ResponseUnfinished f) {
    String why = f.error() != null ? words(f.error()) : f.reason() != null ? f.reason() : "";
    String sentence = "the answer " + was(f.status()) + (why.isEmpty() ? "" : ": " + why);
    if (f.error() != null && f.error().code() != null)
      return new Complaint(sentence, ofError(f.error()).hint(), ExitCode.SERVER);
    String hint = "max_output_tokens".equals(f.reason())
        ? "allow it more: --set max_output_tokens=inf"
        : "try again, or see the events: -v";
    return new Complaint(sentence, hint, ExitCode.SERVER);
  }

  private static String was(Response.Status status) {
    return switch (status) {
      case FAILED -> "failed";
      case INCOMPLETE -> "is incomplete";
      case CANCELLED -> "was cancelled by the server";
      case COMPLETED, IN_PROGRESS, UNKNOWN -> "did not end";
    };
  }

  private static Complaint closed(Failure.ClosedEarly f) {
    String sentence = "the server closed the connection with code " + f.code() + meaning(f.code())
        + (f.reason().isEmpty() ? "" : ": " + f.reason());
    int exitCode = f.code() == 3000
        ? ExitCode.KEY
        : f.code() == 1013 || f.code() / 1000 == 4 ? ExitCode.SERVER : ExitCode.NETWORK;
    String hint = f.code() == 3000
        ? "check OPENAI_API_KEY"
        : f.reason().contains("beta_api") ? "leave out --dialect beta" : "try again, or see the events: -v";
    return new Complaint(sentence, hint,
        exitCode);
  }

  private static String meaning(int code) {
    @Nullable
    String meaning = switch (code) {
      case 1000 -> "normal, but before the answer was whole";
      case 1001 -> "going away; a session lasts an hour at most";
      case 1006, 1005 -> "no reason given";
      case 1009 -> "a message was too large";
      case 1011 -> "an error inside the server";
      case 1012 -> "the server restarts";
      case 1013 -> "try again later; often a quota that is used up";
      case 3000 -> "the key was refused";
      case 4004 -> "no such model";
      default -> null;
    };
    return meaning == null ? "" : " (" + meaning + ")";
  }
}

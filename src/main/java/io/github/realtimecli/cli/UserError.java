package io.github.realtimecli.cli;

import io.github.realtimecli.protocol.ApiError;
import io.github.realtimecli.provider.Provider;
import io.github.realtimecli.turn.Failure;
import java.util.List;
import java.util.Map;

/// Any failure as the user meets it: one sentence, one hint, one exit code.
///
/// @param sentence without the file's name and without a full stop
record UserError(String sentence, String hint, int exitCode) {
  static final UserError NO_STDOUT = new UserError("standard output could not be written",
      "check what it goes to: a full disk, or a reader that has gone", ExitCode.OUR_FAULT);

  /// About a call that failed.
  static UserError of(Failure failure, Target target) {
    return of(failure, target.name(), target.keyHint());
  }

  /// @param server whom we called, as host and port
  static UserError of(Failure failure, String server) {
    return of(failure, server, "check the key");
  }

  private static UserError of(Failure failure, String server, String keyHint) {
    return switch (failure) {
      case Failure.UnreadableInput f -> new UserError(f.sentence(), f.hint(), ExitCode.INPUT);
      case Failure.MissingDevice f -> new UserError("there is no sound device named '" + f.name() + "'",
          (f.present().isEmpty() ? "none was found" : "there are: " + String.join(", ", f.present()))
              + "; or play nothing: --mute",
          ExitCode.DEVICE);
      case Failure.Unsaved f -> new UserError("the answer could not be saved: " + f.detail(),
          "check the folder and the free space there", ExitCode.OUR_FAULT);
      case Failure.Interrupted f -> new UserError("interrupted",
          "run it again; with -o, what had been received is kept as NAME.partial.wav", ExitCode.INTERRUPTED);
      case Failure.HandshakeRefused f -> ServerComplaint.of(f, server, keyHint);
      case Failure.ServerError f -> ServerComplaint.of(f.error(), keyHint);
      case Failure.ResponseUnfinished f -> ServerComplaint.of(f, keyHint);
      case Failure.ClosedEarly f -> ServerComplaint.of(f, keyHint);
      case Failure.Unreachable f -> WireComplaint.of(f, server);
      case Failure.ConnectTimeout f -> WireComplaint.of(f, server);
      case Failure.Lost f -> WireComplaint.of(f, server);
      case Failure.Silence f -> WireComplaint.of(f, server);
      case Failure.Bug f -> new UserError("this is a fault of realtime-cli: " + f.detail(),
          "please report it, with the output of the same command and -vv", ExitCode.OUR_FAULT);
    };
  }

  /// An error in words: its code, what it says, and the field it is about where the text leaves that out.
  static String words(ApiError error) {
    String name = error.code() != null ? error.code() : error.type();
    String field = error.param() == null || error.message().contains(error.param()) ? "" : " (" + error.param() + ")";
    return (name.isEmpty() ? "an error" : name) + (error.message().isEmpty() ? "" : ": " + error.message()) + field;
  }

  /// A server that wants a key, and none is known.
  static UserError noKey(Provider provider, Map<String, String> environment) {
    List<String> names = provider.names().secrets();
    String sentence = names.size() == 1
        ? names.getFirst() + " is neither in the environment nor in .env of this folder"
        : "neither " + String.join(" nor ", names) + " is in the environment or in .env of this folder";
    for (Provider other : Provider.values())
      for (String name : other == provider ? List.<String>of() : other.names().secrets())
        if (!environment.getOrDefault(name, "").isBlank())
          return new UserError("no API key: " + sentence,
              name + " is set: did you mean --provider " + other.word() + "?", ExitCode.KEY);
    return new UserError("no API key: " + sentence,
        "set " + names.getFirst() + ", or try everything without a key: realtime-cli --local FILE", ExitCode.KEY);
  }
}

package io.github.realtimecli.server;

import io.github.realtimecli.protocol.ApiError;
import io.github.realtimecli.protocol.ServerEvent;
import io.github.realtimecli.protocol.ServerEvent.RateLimit;
import io.github.realtimecli.protocol.dialect.Reading;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads one fault: `NAME[=VALUE][@POINT][,times=N][,every=N][,chance=P][,seed=N]`.
final class FaultReading {
  private static final String POINTS = "@open, @created, @commit, @response, @delta=N or @done";
  private static final Pattern LIMITS = Pattern.compile(",(times|every|chance|seed|retry-after)=([^,]*)$");
  private static final Pattern TIME = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|s|m|h)?");
  private static final int LONGEST_REASON = 123;
  private static final Duration ALWAYS = Duration.ofDays(1);
  private static final int JITTER_DELTA_MS = 100;
  private static final int JITTER_GAP_MS = 180;

  private final Map<String, String> limits = new LinkedHashMap<>();
  private final String name;
  private final @Nullable String value;
  private final @Nullable String place;

  private FaultReading(String specification) {
    String rest = specification;
    for (Matcher limit = LIMITS.matcher(rest); limit.find(); limit = LIMITS.matcher(rest)) {
      if (limits.put(limit.group(1), limit.group(2)) != null)
        throw new IllegalArgumentException(limit.group(1) + " is given twice");
      rest = rest.substring(0, limit.start());
    }
    int equals = rest.indexOf('=');
    int at = rest.lastIndexOf('@');
    place = at < 0 ? null : rest.substring(at + 1);
    String thing = at < 0 ? rest : rest.substring(0, at);
    name = equals < 0 || equals > thing.length() ? thing : thing.substring(0, equals);
    value = name.length() == thing.length() ? null : thing.substring(equals + 1);
  }

  /// @throws IllegalArgumentException with a sentence
  static FaultPlan.Planned read(String specification) {
    try {
      FaultReading reading = new FaultReading(specification);
      Fault fault = reading.fault();
      return new FaultPlan.Planned(fault, reading.when(fault));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("'" + specification + "': " + e.getMessage(), e);
    }
  }

  private Fault fault() {
    return switch (name) {
      case "refuse" -> refuse();
      case "slow-handshake" -> new Fault.SlowHandshake(time(value("a time, as in slow-handshake=5s")));
      case "close" -> at(close());
      case "drop" -> at(valueless(new FaultAction.Drop()));
      case "reset" -> at(valueless(new FaultAction.Reset()));
      case "stall" -> at(new FaultAction.Stall(value == null ? null : time(value)));
      case "malformed" -> at(valueless(new FaultAction.Malformed()));
      case "error" -> at(new FaultAction.Complain(error("a code, as in error=server_error@response")));
      case "missing" -> new Fault.Repeat(event(), 0);
      case "duplicate" -> new Fault.Repeat(event(), 2);
      case "jitter" -> everywhere(valueless(new Fault.Cut(JITTER_DELTA_MS, JITTER_GAP_MS)));
      case "one-delta" -> everywhere(valueless(new Fault.Cut(Integer.MAX_VALUE, 0)));
      case "failed" -> new Fault.Spoil(Ending.failed(error("a code, as in failed=rate_limit_exceeded")), deltas(0));
      case "incomplete" -> new Fault.Spoil(Ending.incomplete(value("a reason, as in incomplete=content_filter")),
          deltas(Fault.Spoil.HALF));
      case "transcript-failed" ->
        everywhere(new Fault.Deaf(error("a code, as in transcript-failed=audio_unintelligible")));
      case "late-transcript" ->
        everywhere(new Fault.LateTranscript(time(value("a time, as in late-transcript=2s"))));
      case "rate-limits" -> everywhere(scarce());
      default -> throw new IllegalArgumentException("there is no fault '" + name + "'");
    };
  }

  private FaultPlan.When when(Fault fault) {
    if (limits.containsKey("retry-after") && !(fault instanceof Fault.Refuse))
      throw new IllegalArgumentException("retry-after belongs to refuse");
    double chance = decimal("chance", limits.getOrDefault("chance", "1"));
    if (!(chance > 0 && chance <= 1))
      throw new IllegalArgumentException("chance is more than 0 and at most 1");
    return new FaultPlan.When(limits.containsKey("times") ? number("times", 1) : Long.MAX_VALUE,
        limits.containsKey("every") ? number("every", 1) : 1, chance,
        limits.containsKey("seed") ? number("seed", 0) : 0);
  }

  private Fault refuse() {
    String[] parts = value("a status, as in refuse=429").split(":", 3);
    int status = parts[0].matches("[45]\\d\\d") ? Integer.parseInt(parts[0]) : 0;
    if (status == 0)
      throw new IllegalArgumentException("a handshake is refused with a status from 400 to 599");
    ApiError usual = Rejection.usual(status);
    ApiError error = parts.length == 1
        ? usual
        : new ApiError(usual.type(), parts[1], parts.length == 3 ? parts[2] : usual.message(), null, null);
    return everywhere(new Fault.Refuse(status, error,
        limits.containsKey("retry-after") ? (int) number("retry-after", 0) : null));
  }

  private FaultAction close() {
    String[] parts = value("a code, as in close=1011@done").split(":", 2);
    int code = parts[0].matches("\\d{4}") ? Integer.parseInt(parts[0]) : 0;
    if (!Output.Close.canCarry(code))
      throw new IllegalArgumentException("no close can carry the code " + parts[0]);
    String reason = parts.length == 2 ? parts[1] : "";
    if (reason.getBytes(StandardCharsets.UTF_8).length > LONGEST_REASON)
      throw new IllegalArgumentException("the reason is longer than the 123 bytes of a close");
    return new FaultAction.Close(code, reason);
  }

  private ApiError error(String wanted) {
    String[] parts = value(wanted).split(":", 2);
    String code = parts[0];
    String type = switch (code) {
      case "server_error", "insufficient_quota" -> code;
      default -> "invalid_request_error";
    };
    return new ApiError(type, code, parts.length == 2 ? parts[1] : message(code), null, null);
  }

  /// What the vendor says with a code, where that is known.
  private static String message(String code) {
    return switch (code) {
      case "invalid_api_key" -> "Incorrect API key provided.";
      case "rate_limit_exceeded" -> "Rate limit reached. Please try again in 2s.";
      case "insufficient_quota" ->
        "You exceeded your current quota, please check your plan and billing details.";
      case "server_error" -> "The server had an error while processing your request.";
      case "beta_api_shape_disabled" ->
        "The Realtime Beta API is no longer supported. Please use /v1/realtime for the GA API.";
      default -> "This error was asked for: " + code + ".";
    };
  }

  private Fault scarce() {
    String[] parts = value("three numbers, as in rate-limits=0/20000/6.5").split("/", -1);
    if (parts.length != 3)
      throw new IllegalArgumentException("rate-limits is REMAINING/LIMIT/RESET_SECONDS, as in rate-limits=0/20000/6.5");
    long remaining = whole("REMAINING", parts[0], 0);
    long limit = whole("LIMIT", parts[1], 0);
    double reset = decimal("RESET_SECONDS", parts[2]);
    return new Fault.Scarce(List.of(new RateLimit("requests", limit, remaining, reset),
        new RateLimit("tokens", limit, remaining, reset)));
  }

  private String event() {
    String type = value("an event, as in " + name + "=response.done");
    byte[] sample = ("{\"type\":\"" + type + "\"}").getBytes(StandardCharsets.UTF_8);
    if (!type.matches("[a-z_.]+")
        || Reading.serverEvent(sample, 0, sample.length).event() instanceof ServerEvent.Unrecognized)
      throw new IllegalArgumentException("no server event is called '" + type + "'");
    if (place != null)
      throw nowhere();
    return type;
  }

  private Fault at(FaultAction deed) {
    if (place == null)
      throw new IllegalArgumentException(name + " needs a point: " + POINTS);
    return new Fault.At(point(place), deed);
  }

  private static Point point(String word) {
    if (word.startsWith("delta="))
      return new Point(Point.Moment.DELTA, (int) whole("delta", word.substring("delta=".length()), 1));
    return new Point(switch (word) {
      case "open" -> Point.Moment.OPEN;
      case "created" -> Point.Moment.CREATED;
      case "commit" -> Point.Moment.COMMIT;
      case "response" -> Point.Moment.RESPONSE;
      case "done" -> Point.Moment.DONE;
      default -> throw new IllegalArgumentException("there is no point '@" + word + "', but " + POINTS);
    }, 0);
  }

  /// How many deltas come before.
  private int deltas(int otherwise) {
    if (place == null)
      return otherwise;
    Point point = point(place);
    return switch (point.moment()) {
      case DELTA -> point.delta();
      case RESPONSE -> 0;
      case OPEN, CREATED, COMMIT, DONE ->
        throw new IllegalArgumentException(name + " strikes at @response or @delta=N only");
    };
  }

  private <T> T everywhere(T fault) {
    if (place != null)
      throw nowhere();
    return fault;
  }

  private IllegalArgumentException nowhere() {
    return new IllegalArgumentException(name + " has no point");
  }

  private <T> T valueless(T thing) {
    if (value != null)
      throw new IllegalArgumentException(name + " has no value");
    return thing;
  }

  private String value(String wanted) {
    if (value == null || value.isEmpty())
      throw new IllegalArgumentException(name + " needs " + wanted);
    return value;
  }

  private static Duration time(String text) {
    Matcher time = TIME.matcher(text);
    if (!time.matches())
      throw new IllegalArgumentException("'" + text + "' is not a time like 500ms, 10s or 2m");
    double seconds = Double.parseDouble(time.group(1))
        * switch (String.valueOf(time.group(2)).toLowerCase(Locale.ROOT)) {
          case "ms" -> 0.001;
          case "m" -> 60;
          case "h" -> 3600;
          default -> 1;
        };
    if (seconds > ALWAYS.toSeconds())
      throw new IllegalArgumentException("'" + text + "' is longer than a day");
    return Duration.ofNanos((long) (seconds * 1e9));
  }

  private long number(String limit, long least) {
    return whole(limit, limits.getOrDefault(limit, ""), least);
  }

  private static long whole(String what, String text, long least) {
    if (!text.matches("\\d{1,9}") || Long.parseLong(text) < least)
      throw new IllegalArgumentException(what + " is a whole number from " + least);
    return Long.parseLong(text);
  }

  private static double decimal(String what, String text) {
    if (!text.matches("\\d{1,9}(\\.\\d{1,9})?"))
      throw new IllegalArgumentException(what + " is a number");
    return Double.parseDouble(text);
  }
}

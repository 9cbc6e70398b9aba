package io.github.realtimecli.cli;

import io.github.realtimecli.playback.Device;
import io.github.realtimecli.playback.Devices;
import io.github.realtimecli.protocol.Session;
import io.github.realtimecli.protocol.SessionSettings;
import io.github.realtimecli.protocol.dialect.Json;
import io.github.realtimecli.provider.Provider;
import io.github.realtimecli.provider.Shutdowns;
import io.github.realtimecli.session.Endings;
import io.github.realtimecli.transport.Ending;
import io.github.realtimecli.transport.Survey;
import io.github.realtimecli.turn.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// Looks at everything that a turn needs, asks nothing, and says of each thing what is wrong and what to do. Nothing of it
/// costs money.
final class Doctor {
  private static final Duration SOON = Duration.ofDays(90);

  private final ConnectionOptions connection;
  private final @Nullable String device;
  private final boolean json;
  private final Terminal terminal;
  private final Map<String, String> environment;
  private final InputStream in;
  private final List<Finding> findings = new ArrayList<>();

  Doctor(ParseResult parsed, Terminal terminal, Map<String, String> environment, InputStream in) {
    connection = ConnectionOptions.of(parsed);
    device = OptionValues.text(parsed, "--device");
    json = OptionValues.flag(parsed, "--json");
    this.terminal = terminal;
    this.environment = environment;
    this.in = in;
  }

  static void addTo(CommandSpec spec) {
    ConnectionOptions.addTo(spec);
    Command.value(spec, "--device");
    Command.flag(spec, "--json");
  }

  /// @return the exit code of the first thing that failed
  int run() throws InterruptedException {
    findings.add(Finding.ok("Java", System.getProperty("java.version") + " of " + System.getProperty("java.vendor")));
    try (Target target = target()) {
      call(target);
    } catch (Stop e) {
      findings.add(Finding.failed("address", e.complaint()));
    }
    findings.add(sound());
    return report();
  }

  private Target target() {
    if (connection.local()) {
      findings.add(Finding.ok("key", "none is needed"));
      return Target.of(connection, SessionSettings.NONE, environment, in, terminal);
    }
    Credentials credentials = credentials();
    Target target = Target.remote(connection, SessionSettings.NONE, credentials, environment);
    if (findings.getLast().state() != Finding.State.FAILED)
      try {
        target.checkKey(connection, environment);
        findings.add(key(credentials));
      } catch (Stop e) {
        findings.add(Finding.failed("key", e.complaint()));
      }
    return target;
  }

  private Credentials credentials() {
    try {
      Credentials credentials = Credentials.of(connection, environment, in);
      credentials.secrets().forEach(terminal::conceal);
      for (String warning : credentials.account().warnings())
        findings.add(Finding.warning("key", warning, "only you should be able to read it"));
      return credentials;
    } catch (Stop e) {
      findings.add(Finding.failed("key", e.complaint()));
      return Credentials.NONE;
    }
  }

  private static Finding key(Credentials credentials) {
    var key = credentials.account().key();
    String origin = credentials.origin();
    if (origin == null)
      return Finding.ok("key", "none, and none is needed on this machine");
    return Finding.ok("key", (key == null ? "" : key + ", ") + "from " + origin);
  }

  private void call(Target target) throws InterruptedException {
    String through = target.detour() == null
        ? ""
        : " through the proxy " + target.detour().proxy() + " of " + target.detour().variable();
    Survey way = Survey.of(target.endpoint());
    if (way.failure() != null) {
      findings.add(Finding.failed(step(way.failure().step()), UserError.of(Endings.failure(way.failure()), target)));
      findings.add(Finding.skipped("handshake", "not tried"));
      return;
    }
    if (way.address() != null)
      findings.add(Finding.ok("DNS", target.endpoint().uri().getHost() + " is " + way.address()));
    findings.add(Finding.ok(through.isEmpty() ? "TCP" : "proxy", target.name() + " can be reached" + through + " ("
        + Math.round(way.millis()) + " ms)"));
    findings.add(encryption(way.encrypted()));
    boolean refused = findings.stream().anyMatch(f -> f.check().equals("key") && f.state() == Finding.State.FAILED);
    if (refused) {
      findings.add(Finding.skipped("handshake", "not tried without a key"));
      return;
    }
    Session session = new Examination(target, findings).run();
    if (target.server() == null)
      findings.add(model(target, session));
  }

  private static String step(Ending.Unreachable.Step step) {
    return switch (step) {
      case NAME -> "DNS";
      case CONNECT -> "TCP";
      case PROXY -> "proxy";
      case TLS -> "TLS";
      case HANDSHAKE -> "handshake";
      case TIMEOUT -> "network";
    };
  }

  private static Finding encryption(Survey.@Nullable Encryption tls) {
    if (tls == null)
      return Finding.skipped("TLS", "not used");
    LocalDate expires = LocalDate.ofInstant(tls.expires(), ZoneOffset.UTC);
    return Finding.ok("TLS", tls.protocol() + ", certificate of " + tls.issuer() + " until " + expires);
  }

  private Finding model(Target target, @Nullable Session session) throws InterruptedException {
    String asked = target.address().model();
    String model = asked != null ? asked : session == null ? null : session.model();
    if (model == null)
      return Finding.skipped("model", "the address chooses it");
    LocalDate announced = Shutdowns.of(model);
    String source = "announced by 2026-11-22";
    try {
      String body = Survey.get(target.endpoint(), models(target.endpoint().uri(), model));
      if (body != null && Json.read(body) instanceof Map<?, ?> described) {
        source = "says the server";
        LocalDate date = date(described.get("shutdown_date"));
        announced = date == null ? announced : date;
      }
    } catch (IOException | IllegalArgumentException e) {
      source += "; the server's list of models could not be read";
    }
    return ofShutdown(model, announced, source);
  }

  private static Finding ofShutdown(String model, @Nullable LocalDate date, String source) {
    if (date == null)
      return Finding.ok("model", model + ", no end announced (" + source + ")");
    LocalDate today = LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC);
    if (!date.isAfter(today))
      return Finding.failed("model", new UserError(model + " was switched off on " + date + " (" + source + ")",
          "choose another: --model " + Provider.OPENAI.model(), ExitCode.SERVER));
    String sentence = model + " is switched off on " + date + " (" + source + ")";
    return date.isAfter(today.plusDays(SOON.toDays()))
        ? Finding.ok("model", sentence)
        : Finding.warning("model", sentence, "go over to another: --model " + Provider.OPENAI.model());
  }

  /// `wss://host/v1/realtime` has its models at `https://host/v1/models`.
  private static URI models(URI realtime, String model) {
    String path = realtime.getRawPath().replaceFirst("/realtime/?$", "") + "/models/" + model;
    return URI.create((realtime.getScheme().equals("wss") ? "https" : "http") + "://" + realtime.getRawAuthority()
        + path);
  }

  /// A day as the API may write it: `2027-01-20`, with a time behind it, or seconds since 1970.
  private static @Nullable LocalDate date(@Nullable Object written) {
    try {
      if (written instanceof Number seconds)
        return LocalDate.ofInstant(Instant.ofEpochSecond(seconds.longValue()), ZoneOffset.UTC);
      return written instanceof String text && text.length() >= 10 ? LocalDate.parse(text.substring(0, 10)) : null;
    } catch (DateTimeException e) {
      return null;
    }
  }

  private Finding sound() {
    List<String> speakers = Devices.speakers().stream().map(Device::name).toList();
    String wanted = device;
    if (wanted != null
        && speakers.stream().noneMatch(name -> name.toLowerCase(Locale.ROOT).contains(wanted.toLowerCase(Locale.ROOT))))
      return Finding.failed("sound",
          UserError.of(new Failure.MissingDevice(wanted, speakers), ""));
    return speakers.isEmpty()
        ? Finding.warning("sound", "no speaker was found", "answers are printed, and saved with -o; or use --mute")
        : Finding.ok("sound", String.join(", ", speakers));
  }

  private int report() {
    Finding worst = findings.stream().max((a, b) -> a.state().compareTo(b.state())).orElseThrow();
    if (json) {
      Map<String, Object> report = new LinkedHashMap<>();
      report.put("schema", 1);
      report.put("worst", worst.state().name().toLowerCase(Locale.ROOT));
      report.put("checks", findings.stream().map(Finding::row).toList());
      terminal.resultLine(Json.write(report));
    } else {
      for (Finding finding : findings)
        finding.line().lines().forEach(terminal::resultLine);
    }
    return findings.stream()
        .filter(finding -> finding.state() == Finding.State.FAILED)
        .findFirst()
        .map(Finding::exitCode)
        .orElse(ExitCode.ANSWERED);
  }
}

package io.github.realtimecli.cli;

import io.github.realtimecli.batch.BatchRunner;
import io.github.realtimecli.batch.Fingerprint;
import io.github.realtimecli.batch.Halt;
import io.github.realtimecli.batch.Item;
import io.github.realtimecli.batch.Limiter;
import io.github.realtimecli.batch.RunFolder;
import io.github.realtimecli.batch.Terms;
import io.github.realtimecli.batch.PlanException;
import io.github.realtimecli.protocol.SessionSettings;
import io.github.realtimecli.report.Reports;
import io.github.realtimecli.report.Rows;
import io.github.realtimecli.report.Sounds;
import io.github.realtimecli.report.Summary;
import io.github.realtimecli.report.SummaryJson;
import io.github.realtimecli.session.Utterance;
import io.github.realtimecli.transport.Network;
import io.github.realtimecli.turn.Plan;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A folder of recordings, many at once: asks about those that are not answered yet, and reports on all of them.
final class Batch {
  private static final int SAVING_SECONDS = 20;

  /// To begin a conversation is work. Two hundred at once would keep those waiting who speak already, and at the pace of
  /// speech that counts.
  private static final Duration APART = Duration.ofMillis(20);

  private final BatchOptions options;
  private final Terminal terminal;
  private final Map<String, String> environment;
  private final InputStream in;
  private final Interrupts interrupts;

  Batch(BatchOptions options, Terminal terminal, Map<String, String> environment, InputStream in,
      Interrupts interrupts) {
    this.options = options;
    this.terminal = terminal;
    this.environment = environment;
    this.in = in;
    this.interrupts = interrupts;
  }

  int run() throws InterruptedException {
    SessionSettings settings = SettingsBuilder.of(options.turnOptions());
    Pricing pricing = Pricing.of(options.prices(), settings);
    BatchPlan found = BatchPlan.of(options, environment, terminal);
    if (options.dryRun())
      return rehearse(found, settings, pricing);
    try (Target target = Target.of(options.connection(), settings, environment, in, terminal);
        RunFolder run = folder(found)) {
      if (options.bounds().maxCost() != null && pricing.estimate(model(target.endpoint().uri()), 1, 1) == null)
        throw Stop.misuse("--max-cost: what this model costs is not known", "say it: --prices FILE");
      found.tellOfReferences(SettingsBuilder.transcribes(settings), terminal);
      Plan plan = options.turnOptions().plan(target.plan());
      Terms terms = terms(target, plan, pricing);
      BatchPlan asked = options.fresh() ? found : found.resumed(options.output(), terms.settings());
      asked.tell(terminal);
      sweep(run, found);
      return end(ask(asked, terms, run), target, asked, run);
    } catch (IOException e) {
      throw new Stop(new UserError("the results cannot be written: " + ErrorText.of(e),
          "check " + options.output() + " and the free space there", ExitCode.OUR_FAULT));
    }
  }

  /// Sends nothing and needs no key.
  private int rehearse(BatchPlan found, SessionSettings settings, Pricing pricing) {
    try (Target target = options.connection().local()
        ? Target.of(options.connection(), settings, environment, in, terminal)
        : Target.remote(options.connection(), settings, Credentials.of(options.connection(), environment, in),
            environment)) {
      Plan plan = options.turnOptions().plan(target.plan());
      BatchPlan asked = options.fresh() ? found : found.resumed(options.output(), settings(target, plan));
      asked.tell(terminal);
      BatchEstimate estimate = BatchEstimate.of(asked, model(target.endpoint().uri()), pricing);
      if (options.json())
        terminal.resultLine(estimate.json());
      else
        terminal.result(estimate.words());
      return ExitCode.ANSWERED;
    }
  }

  /// What the address names, as a provider's address without one gets the usual one.
  private static @Nullable String model(URI address) {
    for (String part : String.valueOf(address.getRawQuery()).split("&"))
      if (part.startsWith("model=") || part.startsWith("deployment="))
        return URLDecoder.decode(part.substring(part.indexOf('=') + 1), StandardCharsets.UTF_8);
    return null;
  }

  private RunFolder folder(BatchPlan plan) {
    if (Files.exists(options.output()) && !Files.isDirectory(options.output()))
      throw Stop.misuse("-o: " + options.output() + " is no folder", "name one, which need not be there");
    try {
      RunFolder run = RunFolder.open(options.output(), plan.shard());
      if (!run.isLocked())
        terminal.note("warning: " + options.output() + " is on a file system without locks; make sure that no other run"
            + " writes there");
      return run;
    } catch (PlanException e) {
      throw BatchOptions.stop(e);
    } catch (IOException e) {
      throw Stop.misuse("-o: " + options.output() + " cannot be written: " + ErrorText.of(e),
          "name a folder that is yours");
    }
  }

  private void sweep(RunFolder run, BatchPlan plan) throws IOException {
    int swept = run.isLocked() ? run.sweep(plan.shard(), plan.items()) : 0;
    if (swept > 0)
      terminal.note("removed " + swept + (swept == 1 ? " unfinished file" : " unfinished files")
          + " of a run that was killed");
  }

  private Terms terms(Target target, Plan plan, Pricing pricing) {
    Terms.Clerk clerk = new BatchClerk(target, pricing, model(target.endpoint().uri()));
    Terms.Speech speech = opening -> options.turnOptions().utterance(opening, plan, Utterance.Listening.ON);
    return new Terms(new Network(Network.Threads.VIRTUAL), target.endpoint(), plan, speech, clerk,
        settings(target, plan), options.turnOptions().pace().isPaced() ? APART : Duration.ZERO);
  }

  /// What an answer depends on besides the recording.
  private String settings(Target target, Plan plan) {
    Utterance silence = options.turnOptions()
        .utterance(() -> {
          throw new IllegalStateException("nobody listens");
        }, plan, Utterance.Listening.ON);
    String server = target.server() == null
        ? Fingerprint.server(target.endpoint().uri())
        : "local?" + target.endpoint().uri().getRawQuery();
    return Fingerprint.of(server, plan, silence.trailing(), silence.pace().speed());
  }

  private BatchRunner.Ending ask(BatchPlan plan, Terms terms, RunFolder run) throws InterruptedException {
    if (plan.ask().isEmpty())
      return new BatchRunner.Ending(null, 0, 0);
    BatchRunner crew = new BatchRunner(terms, run, plan.ask(), new Limiter(options.jobs(), plan.shard().count()),
        options.bounds(), new BatchProgress(terminal, plan.ask().size(), options.jobs()));
    interrupts.allow(SAVING_SECONDS);
    interrupts.during(() -> crew.halt(new Halt.Interrupted()));
    BatchRunner.Ending ending = crew.run();
    terminal.erase();
    return ending;
  }

  private int end(BatchRunner.Ending ending, Target target, BatchPlan plan, RunFolder run) throws IOException {
    UserError complaint = BatchEnd.complaint(ending, target);
    Summary summary = reported(run, plan, complaint);
    if (complaint != null)
      terminal.complain("", complaint);
    boolean kept = RunNames.judged(options.failIf(), threshold -> threshold.judge(summary), terminal);
    if (options.json())
      terminal.resultLine(SummaryJson.line(summary));
    else
      terminal.result(BatchEnd.summary(summary, options.output()));
    if (complaint != null)
      return complaint.exitCode();
    return kept && ending.failed() == 0 ? ExitCode.ANSWERED : ExitCode.ITEMS;
  }

  /// What stopped the run, a full disk for instance, mostly keeps the reports from being written too: the first is told.
  private Summary reported(RunFolder run, BatchPlan plan, @Nullable UserError complaint) throws IOException {
    try (RunFolder.Turn turn = RunFolder.reporting(run.path())) {
      return reported(Rows.of(List.of(turn.folder())), plan);
    } catch (IOException e) {
      if (complaint != null)
        throw new Stop(complaint);
      throw e;
    }
  }

  private Summary reported(Rows rows, BatchPlan plan) throws IOException {
    Set<String> names = plan.items().stream().map(Item::name).collect(Collectors.toSet());
    AtomicInteger others = new AtomicInteger();
    try (Reports reports = Reports.in(Sounds.of(options.output(), plan.root()), rows.size())) {
      rows.forEach((row, item) -> {
        reports.add(row);
        if (!names.contains(row.file()))
          others.incrementAndGet();
      });
      Summary summary = reports.finish();
      if (others.get() > 0 && plan.shard().isWhole())
        terminal.note(others + (others.get() == 1 ? " result is of a recording" : " results are of recordings")
            + " that this command does not name; the reports tell of all");
      return summary;
    }
  }
}

package io.github.realtimecli.cli;

import io.github.realtimecli.playback.Dialogue;
import io.github.realtimecli.protocol.ClientEvent;
import io.github.realtimecli.protocol.Item;
import io.github.realtimecli.protocol.SessionSettings;
import io.github.realtimecli.provider.Prices;
import io.github.realtimecli.report.JsonLine;
import io.github.realtimecli.session.Conversation;
import io.github.realtimecli.session.Observer;
import io.github.realtimecli.session.Result;
import io.github.realtimecli.session.Retries;
import io.github.realtimecli.session.Route;
import io.github.realtimecli.session.Utterance;
import io.github.realtimecli.source.SpeechFile;
import io.github.realtimecli.tape.RecordedWire;
import io.github.realtimecli.tape.Tape;
import io.github.realtimecli.transport.Network;
import io.github.realtimecli.transport.Transport;
import io.github.realtimecli.turn.Failure;
import io.github.realtimecli.turn.Outcome;
import io.github.realtimecli.turn.Plan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The main job: every file is one turn, over a connection of its own unless it is part of a conversation; its answer is played, shown and saved.
final class Ask {
  private final AskOptions options;
  private final Terminal terminal;
  private final Map<String, String> environment;
  private final InputStream in;
  private final Interrupts interrupts;
  private @Nullable Pricing pricing;
  private int exitCode = ExitCode.ANSWERED;

  Ask(AskOptions options, Terminal terminal, Map<String, String> environment, InputStream in, Interrupts interrupts) {
    this.options = options;
    this.terminal = terminal;
    this.environment = environment;
    this.in = in;
    this.interrupts = interrupts;
  }

  /// @return the exit code: that of the first file that failed
  int run() throws InterruptedException {
    Inputs.check(options.files());
    options.connection().checkStdin(options.files());
    if (options.prices() != null && !options.json())
      throw Stop.misuse("--prices needs --json, which shows cost_usd", "add --json");
    SessionSettings settings = SettingsBuilder.of(options.turnOptions());
    if (options.prices() != null)
      pricing = Pricing.of(options.prices(), settings);
    Network network = new Network(Network.Threads.PLATFORM);
    Retries retries = Retries.upTo(options.connection().retries());
    try (Outputs outputs = new Outputs(options, terminal);
        Target target = Target.of(options.connection(), settings, environment, in, terminal);
        Inputs inputs = inputs(target.plan().inputRate());
        Tape tape = tape(target.secret())) {
      Transport.Wire wire = tape == null ? network : new RecordedWire(network, tape);
      askAll(target, outputs, inputs, new Route(wire, target.endpoint(), retries, Route.PLATFORM),
          options.turnOptions().plan(target.plan()));
    } catch (IOException e) {
      complain("", new UserError("--events could not be written: " + e.getMessage(), "check its folder and free space",
          ExitCode.OUR_FAULT));
    }
    return interrupts.requested() ? ExitCode.INTERRUPTED : exitCode;
  }

  private Inputs inputs(int rate) {
    return new Inputs(in, 1 + options.connection().retries(),
        options.json() ? SpeechFile.Digest.SHA_256 : SpeechFile.Digest.NONE,
        options.turnOptions().pace().isPaced() ? SpeechFile.Chunks.EVEN : SpeechFile.Chunks.GROWING, rate);
  }

  private @Nullable Tape tape(String secret) {
    String events = options.events();
    if (events == null && options.eventsAudio())
      throw Stop.misuse("--events-audio needs --events", "name a file: --events FILE");
    if ("-".equals(events))
      throw Stop.misuse("--events needs a file", "name one: --events wire.jsonl");
    try {
      return events == null
          ? null
          : Tape.toFile(Path.of(events), options.eventsAudio() ? Tape.Audio.WHOLE : Tape.Audio.SIZE, secret);
    } catch (IOException e) {
      throw Stop.misuse("--events: " + events + " cannot be written", "name a file in a folder that is there");
    }
  }

  private void askAll(Target target, Outputs outputs, Inputs inputs, Route route, Plan plan)
      throws InterruptedException {
    Conversation conversation = new Conversation(route, plan);
    List<String> files = options.files();
    for (int i = 0; i < files.size() && !interrupts.requested(); i++) {
      boolean goesOn = options.conversation() && i + 1 < files.size();
      ask(files.get(i), target, outputs, inputs, plan, conversation, goesOn ? Plan.After.STAY : Plan.After.HANG_UP);
      if (!goesOn)
        conversation.close();
      if (!options.conversation())
        conversation = new Conversation(route, plan);
    }
  }

  private void ask(String file, Target target, Outputs outputs, Inputs inputs, Plan plan, Conversation conversation,
      Plan.After then) throws InterruptedException {
    Failure trouble = Inputs.trouble(file);
    if (trouble != null) {
      report(file, Result.unasked(trouble), target, outputs);
      return;
    }
    Console console = new Console(terminal, file, outputs.words(), target.name());
    try {
      Dialogue dialogue = outputs.dialogue(file);
      conversation.begin(options.turnOptions().utterance(inputs.opening(file), plan, listening()), then,
          watching(console, dialogue));
      interrupts.during(conversation::interrupt);
      lookUpPrices();
      Outputs.Answer answer = answer(file, outputs, dialogue, conversation);
      outputs.whenMissing(conversation::fail);
      Result result = conversation.run(answer.sink());
      console.finish();
      report(file, saved(result, answer, outputs.target(file)), target, outputs);
    } catch (IOException e) {
      complain(file, new UserError("the answer's file cannot be made: " + ErrorText.of(e),
          "check the folder of -o and --record", ExitCode.OUR_FAULT));
    } finally {
      interrupts.over();
    }
  }

  private Utterance.Listening listening() {
    return options.json() ? Utterance.Listening.ON : Utterance.Listening.OFF;
  }

  /// The call is under way already: without a mouth it must not go on.
  private static Outputs.Answer answer(String file, Outputs outputs, @Nullable Dialogue dialogue,
      Conversation conversation)
      throws IOException {
    try {
      return outputs.answer(file, dialogue);
    } catch (IOException e) {
      conversation.close();
      if (dialogue != null)
        dialogue.close();
      throw e;
    }
  }

  private static Observer watching(Console console, @Nullable Dialogue dialogue) {
    return dialogue == null ? console : console.and(new Observer() {
      @Override
      public void sent(String type, ClientEvent event) {
        if (event instanceof ClientEvent.AppendAudio append)
          dialogue.said(append.audio());
        else if (event instanceof ClientEvent.CommitAudio)
          dialogue.saidAll();
      }

      @Override
      public void retrying(Failure failure, int attempt, Duration wait) {
        dialogue.restart();
      }
    });
  }

  /// Gives the file its name; a result whose answer cannot be saved is not answered.
  private static Result saved(Result result, Outputs.Answer answer, @Nullable Path target) {
    try {
      if (result.outcome().failure() != null && answer.wav() != null && target != null)
        answer.wav().keepAs(Outputs.partial(target));
      answer.close();
      return result;
    } catch (IOException e) {
      return result.failed(Outcome.of(new Failure.Unsaved(ErrorText.of(e))));
    }
  }

  private void report(String file, Result result, Target target, Outputs outputs) {
    Failure failure = result.outcome().failure();
    UserError complaint = failure == null ? null : UserError.of(failure, target);
    for (Item.Call wanted : result.calls())
      terminal.note(file + ": the model calls " + wanted.name() + "(" + wanted.arguments() + ")");
    if (result.recording() != null && result.recording().warning() != null)
      terminal.note("warning: " + file + ": " + result.recording().warning());
    Path wanted = outputs.target(file);
    Path saved = wanted == null || failure == null ? wanted : wanted.resolveSibling(Outputs.partial(wanted));
    if (saved != null
        && (result.replyMs() == 0 || failure instanceof Failure.Unsaved || !Files.isRegularFile(saved)))
      saved = null;
    if (options.json())
      terminal.resultLine(JsonLine.of(file, result, complaint == null ? null : file + ": " + complaint.sentence(),
          saved == null ? null : JsonLine.Saved.of(saved), pricing(target).of(result)));
    if (complaint != null)
      complain(file, complaint);
    if (saved != null && complaint != null)
      terminal.note(file + ": " + seconds(result.replyMs()) + " s of the answer are kept in " + saved);
    else if (complaint == null)
      terminal.note(file + ": " + summary(result) + (saved == null ? "" : ", saved in " + saved)
          + (wanted != null && saved == null ? "; " + wanted + " was not written" : ""));
  }

  /// While the turn goes on: to read them takes a cold process 10 ms.
  private void lookUpPrices() {
    if (options.json() && pricing == null)
      Thread.ofPlatform().daemon().name("prices").start(Prices::builtIn);
  }

  private Pricing pricing(Target target) {
    if (pricing == null)
      pricing = Pricing.of(null, target.plan().settings());
    return pricing;
  }

  private static String summary(Result result) {
    return seconds(result.sent().audioMs()) + " s sent, "
        + (result.replyMs() > 0 ? seconds(result.replyMs()) + " s answered" : "answered without sound");
  }

  private static String seconds(double ms) {
    long tenths = Math.round(ms / 100);
    return tenths / 10 + "." + tenths % 10;
  }

  private void complain(String about, UserError complaint) {
    terminal.complain(about, complaint);
    if (exitCode == ExitCode.ANSWERED)
      exitCode = complaint.exitCode();
  }
}

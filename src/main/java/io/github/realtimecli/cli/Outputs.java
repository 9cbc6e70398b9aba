package io.github.realtimecli.cli;

import io.github.realtimecli.playback.Dialogue;
import io.github.realtimecli.playback.Opening;
import io.github.realtimecli.playback.Several;
import io.github.realtimecli.playback.Silence;
import io.github.realtimecli.playback.Sink;
import io.github.realtimecli.playback.Speaker;
import io.github.realtimecli.playback.WavFile;
import io.github.realtimecli.protocol.SessionSettings.AudioFormat;
import io.github.realtimecli.turn.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Where the answers go: one speaker for all of them, a file for each.
final class Outputs implements AutoCloseable {
  private static final int RATE = AudioFormat.PCM_24K.rate();
  private static final String ANSWER = ".reply.wav";
  private static final String BOTH = ".both.wav";

  private final AskOptions options;
  private final Terminal terminal;
  private @Nullable Speaker speaker;

  /// @throws Stop when `-o` cannot be meant
  Outputs(AskOptions options, Terminal terminal) {
    this.options = options;
    this.terminal = terminal;
    check(options);
  }

  private static void check(AskOptions options) {
    if ("-".equals(options.output()) && options.json())
      throw Stop.misuse("-o - and --json both want stdout", "name a file behind -o");
    if ("-".equals(options.output()) && Terminal.isScreen(1))
      throw Stop.misuse("-o - would put sound on the terminal", "redirect stdout, or name a file");
    if ("-".equals(options.record()))
      throw Stop.misuse("--record needs a file", "name one: --record both.wav");
    check("-o", options.output(), ANSWER, options.files());
    check("--record", options.record(), BOTH, options.files());
    if (options.record() != null && options.record().equals(options.output()) && !isFolder(options.record()))
      throw Stop.misuse("-o and --record name the same file", "choose another name for one of them");
  }

  private static void check(String option, @Nullable String output, String suffix, List<String> files) {
    if (output == null)
      return;
    boolean folder = isFolder(output);
    if (folder && !Files.isDirectory(Path.of(output)))
      throw Stop.misuse(option + ": there is no folder " + output, "make it first: mkdir -p " + output);
    Set<Path> names = new HashSet<>();
    if (files.size() > 1 && !folder)
      throw Stop.misuse(option + " names one file for " + files.size() + " answers",
          "name a folder that is there: each answer gets the name of its question");
    Path parent = folder || output.equals("-") ? null : Path.of(output).toAbsolutePath().getParent();
    if (parent != null && !Files.isDirectory(parent))
      throw Stop.misuse(option + ": there is no folder " + parent, "make it first: mkdir -p " + parent);
    for (String file : files)
      if (!folder && isSame(file, output))
        throw Stop.misuse(option + " would overwrite the question " + file, "choose another name");
      else if (folder && !names.add(inside(output, file, suffix)))
        throw Stop.misuse(option + ": two answers would be named " + inside(output, file, suffix),
            "ask one of the questions in a run of its own, with another folder");
  }

  private static boolean isFolder(String output) {
    return !output.equals("-") && (output.endsWith("/") || Files.isDirectory(Path.of(output)));
  }

  private static boolean isSame(String file, String output) {
    try {
      return !file.equals("-") && Files.isSameFile(Path.of(file), Path.of(output));
    } catch (IOException e) {
      return false;
    }
  }

  /// Where the answer to `file` is saved, `null` when it is not, or not in a file.
  @Nullable
  Path target(String file) {
    String output = options.output();
    return output == null || output.equals("-") ? null : inside(output, file, ANSWER);
  }

  /// The path itself, or a name made of the question's in the folder that it is.
  private static Path inside(String output, String file, String suffix) {
    if (!isFolder(output))
      return Path.of(output);
    String name = String.valueOf(Path.of(file.equals(Inputs.STDIN) ? "stdin" : file).getFileName());
    int dot = name.lastIndexOf('.');
    return Path.of(output).resolve((dot > 0 ? name.substring(0, dot) : name) + suffix);
  }

  Console.ErrorText words() {
    if (options.json())
      return Console.ErrorText.NOWHERE;
    return "-".equals(options.output()) ? Console.ErrorText.ASIDE : Console.ErrorText.RESULT;
  }

  /// What one answer goes to. Closing it saves the files and leaves the speaker open for the next.
  ///
  /// @param wav the one among the files that holds the answer alone
  record Answer(Sink sink, List<Sink> files, @Nullable WavFile wav) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      if (!files.isEmpty())
        new Several(files.getFirst(), files.subList(1, files.size()).toArray(Sink[]::new)).close();
    }
  }

  /// What an answer is called that did not become whole.
  static String partial(Path target) {
    String name = String.valueOf(target.getFileName());
    return (name.endsWith(".wav") ? name.substring(0, name.length() - ".wav".length()) : name) + ".partial.wav";
  }

  /// The recording of both sides, `null` when none is wanted.
  ///
  /// @throws IOException when the file cannot be made
  @Nullable
  Dialogue dialogue(String file) throws IOException {
    String record = options.record();
    return record == null ? null : Dialogue.at(inside(record, file, BOTH));
  }

  /// @throws IOException when the file cannot be made
  Answer answer(String file, @Nullable Dialogue dialogue) throws IOException {
    Sink listened = options.mute() ? new Silence(RATE) : speaker();
    WavFile saved = saved(target(file));
    List<Sink> files = new ArrayList<>();
    if (saved != null)
      files.add(saved);
    if (dialogue != null)
      files.add(dialogue);
    return new Answer(files.isEmpty() ? listened : new Several(listened, files.toArray(Sink[]::new)), files, saved);
  }

  private @Nullable WavFile saved(@Nullable Path target) throws IOException {
    if (target != null)
      return WavFile.at(target, RATE);
    return "-".equals(options.output()) ? WavFile.into(terminal.out(), RATE) : null;
  }

  private Speaker speaker() {
    if (speaker == null)
      speaker = Speaker.open(options.device(), RATE, options.volume(), trouble -> terminal.note("warning: " + trouble));
    return speaker;
  }

  /// Calls `missing`, if the device that was asked for turns out not to be there.
  void whenMissing(Consumer<Failure> missing) {
    Speaker opened = speaker;
    if (opened == null)
      return;
    var _ = opened.ready().thenAccept(opening -> {
      if (opening instanceof Opening.Missing none)
        missing.accept(new Failure.MissingDevice(none.wanted(), none.present()));
    });
  }

  @Override
  public void close() throws IOException {
    if (speaker != null)
      speaker.close();
  }
}

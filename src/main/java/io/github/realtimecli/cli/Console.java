package io.github.realtimecli.cli;

import io.github.realtimecli.audio.Pcm;
import io.github.realtimecli.protocol.ApiError;
import io.github.realtimecli.protocol.ClientEvent;
import io.github.realtimecli.protocol.ServerEvent;
import io.github.realtimecli.session.Observer;
import io.github.realtimecli.turn.Failure;
import java.time.Duration;

/// Tells the user how a call goes: the answer's words as they come, a line an event at `-v`, a line of progress otherwise.
final class Console implements Observer {
  /// Where the answer's words go.
  enum ErrorText {
    /// To stdout: they are the result.
    RESULT,
    /// To stderr: stdout carries sound.
    ASIDE,
    /// Nowhere: a report holds them.
    NOWHERE
  }

  private static final long REDRAW_NANOS = 100_000_000;

  private final Terminal terminal;
  private final String file;
  private final ErrorText words;
  private final String server;
  private long sentBytes;
  private long drawnAt;
  private boolean speaking;
  private boolean endsLine = true;

  Console(Terminal terminal, String file, ErrorText words, String server) {
    this.terminal = terminal;
    this.server = server;
    this.file = file;
    this.words = words;
  }

  @Override
  public void opened() {
    terminal.event("connected");
    terminal.draw(file + ": connected");
  }

  @Override
  public void sent(String type, ClientEvent event) {
    Pcm audio = event instanceof ClientEvent.AppendAudio append ? append.audio() : Pcm.EMPTY;
    if (terminal.level().compareTo(Terminal.Level.VERBOSE) >= 0)
      terminal.event("> " + type + (audio.isEmpty() ? "" : " " + audio.length() + " bytes"));
    if (terminal.redraws()) {
      sentBytes += audio.length();
      progress(event instanceof ClientEvent.AppendAudio ? "sent" : "sent, waiting for the answer");
    }
  }

  private void progress(String what) {
    long now = System.nanoTime();
    if (speaking || (now - drawnAt < REDRAW_NANOS && what.equals("sent")))
      return;
    drawnAt = now;
    long tenths = sentBytes / Pcm.SAMPLE_BYTES * 10 / Pcm.RATE;
    terminal.draw(file + ": " + tenths / 10 + "." + tenths % 10 + " s " + what);
  }

  @Override
  public void heard(String type, ServerEvent event) {
    if (terminal.level().compareTo(Terminal.Level.VERBOSE) < 0)
      return;
    terminal.event(type.isEmpty() ? "a message that is no event" : type + detail(event));
  }

  /// What is told of an event behind its type.
  static String detail(ServerEvent event) {
    if (event instanceof ServerEvent.AudioDelta e)
      return " " + e.audio().length() + " bytes";
    if (event instanceof ServerEvent.TranscriptDelta e)
      return " " + e.delta();
    if (event instanceof ServerEvent.TextDelta e)
      return " " + e.delta();
    if (event instanceof ServerEvent.Fault e)
      return " " + UserError.words(e.error());
    if (event instanceof ServerEvent.ResponseDone e)
      return " " + e.response().status().name().toLowerCase(java.util.Locale.ROOT);
    return event instanceof ServerEvent.Unrecognized ? " (unknown, passed over)" : "";
  }

  @Override
  public void shown(String text) {
    speaking = true;
    endsLine = text.endsWith("\n");
    switch (words) {
      case RESULT -> terminal.result(text);
      case ASIDE -> terminal.aside(text);
      case NOWHERE -> {
      }
    }
  }

  @Override
  public void warned(ApiError error) {
    terminal.note(file + ": the server reports " + UserError.words(error));
  }

  @Override
  public void retrying(Failure failure, int attempt, Duration wait) {
    sentBytes = 0;
    String again = wait.isZero() ? "a new session goes on" : "trying again in " + Durations.words(rounded(wait));
    terminal.note(file + ": " + UserError.of(failure, server).sentence() + "; " + again);
  }

  private static Duration rounded(Duration wait) {
    return Duration.ofMillis((wait.toMillis() + 99) / 100 * 100);
  }

  /// Ends the words' line.
  void finish() {
    if (!endsLine)
      shown("\n");
    terminal.erase();
  }
}

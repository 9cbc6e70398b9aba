package io.github.realtimecli.cli;

import io.github.realtimecli.audio.Pcm;
import io.github.realtimecli.protocol.ClientEvent;
import io.github.realtimecli.protocol.ServerEvent;
import io.github.realtimecli.server.ServerObserver;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A line for everything that goes over the server's connections, behind the connection's number; a client's events have a
/// `>`. A commit tells what the server has got: bytes and SHA-256 of the sound since the one before.
final class ServeLog implements ServerObserver {
  private final Terminal terminal;
  private final Map<Long, Sound> sounds = new ConcurrentHashMap<>();

  ServeLog(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void came(long connection, String path) {
    terminal.event(connection + " connected, " + path);
  }

  @Override
  public void refused(long connection, int status) {
    terminal.event(connection + " refused with " + status);
  }

  @Override
  public void heard(long connection, ClientEvent event) {
    terminal.event(connection + " > " + words(connection, event));
  }

  private String words(long connection, ClientEvent event) {
    return switch (event) {
      case ClientEvent.AppendAudio e -> {
        sounds.computeIfAbsent(connection, _ -> new Sound()).add(e.audio());
        yield "input_audio_buffer.append " + e.audio().length() + " bytes";
      }
      case ClientEvent.CommitAudio _ -> "input_audio_buffer.commit" + taken(connection);
      case ClientEvent.ClearAudio _ -> "input_audio_buffer.clear" + taken(connection);
      case ClientEvent.Unrecognized e -> (e.type().isEmpty() ? "a message without a type" : e.type()) + " ("
          + UserError.words(e.fault()) + ")";
      case ClientEvent.UpdateSession _ -> "session.update";
      case ClientEvent.CreateItem _ -> "conversation.item.create";
      case ClientEvent.RetrieveItem e -> "conversation.item.retrieve " + e.itemId();
      case ClientEvent.DeleteItem e -> "conversation.item.delete " + e.itemId();
      case ClientEvent.TruncateItem e -> "conversation.item.truncate " + e.itemId() + " at " + e.audioEndMs() + " ms";
      case ClientEvent.CreateResponse _ -> "response.create";
      case ClientEvent.CancelResponse _ -> "response.cancel";
    };
  }

  private String taken(long connection) {
    Sound sound = sounds.remove(connection);
    return sound == null ? "" : " " + sound;
  }

  @Override
  public void said(long connection, String type, ServerEvent event) {
    terminal.event(connection + " " + (type.isEmpty() ? "a message that is no event" : type + Console.detail(event)));
  }

  @Override
  public void left(long connection, int code) {
    sounds.remove(connection);
    terminal.event(connection + " closed, " + code);
  }

  /// What was appended since the last commit. One thread at a time.
  private static final class Sound {
    private final MessageDigest digest = sha256();
    private long bytes;

    void add(Pcm audio) {
      digest.update(audio.view());
      bytes += audio.length();
    }

    @Override
    public String toString() {
      return bytes + " bytes, sha256 " + HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
      try {
        return MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new AssertionError("every Java has SHA-256", e);
      }
    }
  }
}

package io.github.realtimecli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimecli.server.LocalServer;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.java_websocket.WebSocket;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The installed program, as a process of its own.
@Timeout(180)
class MainJobIT {
  private static final String LAUNCHER = Path.of(System.getProperty("distribution"))
      .resolve("bin/realtime-cli")
      .toAbsolutePath()
      .toString();
  private static final String SAMPLE = Path.of("samples/gettysburg.wav").toAbsolutePath().toString();
  private static final int HEADER = 44;
  @TempDir
  private Path folder;

  private ProcessBuilder program(Map<String, String> environment, String... args) {
    ProcessBuilder builder = new ProcessBuilder();
    List<String> command = new ArrayList<>(List.of(args));
    command.addFirst(LAUNCHER);
    builder.command(command);
    builder.directory(folder.toFile());
    builder.redirectOutput(folder.resolve("stdout").toFile()).redirectError(folder.resolve("stderr").toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("OPENAI_") || name.startsWith("REALTIME_CLI_"));
    builder.environment().putAll(environment);
    return builder;
  }

  private static int ended(Process process) throws InterruptedException {
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("still running after two minutes");
    }
    return process.exitValue();
  }

  private String read(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }

  @Test
  void keepsTheKeyOutOfTheLog() throws Exception {
    String key = "sk-secret-1234567890";
    try (LocalServer server = LocalServer.start()) {
      Process process = program(Map.of("OPENAI_API_KEY", key), "-vv", "--mute", "--url", server.uri().toString(),
          SAMPLE).start();
      assertThat(ended(process)).isZero();
    }
    assertThat(Files.readString(folder.resolve("stderr"))).contains(" DEBUG ").doesNotContain(key);
  }

  @Test
  void whatComesOutOfTheSpeakerIsWhatTheServerSent() throws Exception {
    boolean alsa = List.of("/usr/lib/x86_64-linux-gnu/libasound.so.2", "/usr/lib/aarch64-linux-gnu/libasound.so.2")
        .stream()
        .anyMatch(library -> Files.exists(Path.of(library)));
    if (!alsa && String.valueOf(System.getenv("REALTIME_CLI_REQUIRE")).contains("alsa"))
      throw new AssertionError("libasound2 is required and missing");
    Assumptions.assumeTrue(alsa, "libasound2 is not installed");
    Path capture = folder.resolve("captured.raw");
    Path config = Files.writeString(folder.resolve("alsa.conf"),
        "pcm.!default { type file slave.pcm { type null } file \"" + capture + "\" format raw truncate true }\n");
    Process process = program(Map.of("ALSA_CONFIG_PATH", config.toString()), "--local", "-o", "out.wav", SAMPLE)
        .start();
    process.getOutputStream().close();
    assertThat(ended(process)).as(read("stderr")).isZero();
    byte[] saved = Files.readAllBytes(folder.resolve("out.wav"));
    assertThat(saved.length).isGreaterThan(500_000);
    assertThat(Files.readAllBytes(capture)).isEqualTo(Arrays.copyOfRange(saved, HEADER, saved.length));
    assertThat(read("stderr")).isEqualTo(SAMPLE + ": 11.4 s sent, 11.4 s answered, saved in out.wav\n");
  }

  @Test
  void asksALongRecordingInASmallHeap() throws Exception {
    try (LocalServer server = LocalServer.start()) {
      Process process = program(Map.of("REALTIME_CLI_JAVA_OPTS", "-Xmx32m"), "--url", server.uri().toString(), "--mute",
          "-o", "out.wav", "-").start();
      int seconds = 600;
      try (OutputStream out = new BufferedOutputStream(process.getOutputStream())) {
        stereo(out, seconds);
      }
      assertThat(ended(process)).as(read("stderr")).isZero();
      assertThat(Files.size(folder.resolve("out.wav"))).isEqualTo(HEADER + seconds * 48_000L);
    }
  }

  /// A WAV from a pipe: 48 kHz stereo, without a length.
  private static void stereo(OutputStream out, int seconds) throws IOException {
    out.write("RIFF\377\377\377\377WAVEfmt \20\0\0\0\1\0\2\0\200\273\0\0\0\356\2\0\4\0\20\0data\377\377\377\377"
        .getBytes(StandardCharsets.ISO_8859_1));
    byte[] second = new byte[48_000 * 4];
    for (int i = 0; i < second.length; i++)
      second[i] = (byte) (i * 31 >> 4 & 0x0f);
    for (int i = 0; i < seconds; i++)
      out.write(second);
  }

  @Test
  void savesWhatItHasReceivedWhenItIsInterrupted() throws Exception {
    Stalling server = new Stalling();
    server.start();
    try {
      assertThat(server.ready.await(10, TimeUnit.SECONDS)).isTrue();
      Process process = program(Map.of(), "--url", "ws://127.0.0.1:" + server.getPort() + "/v1/realtime", "--mute",
          "-o",
          "out.wav", SAMPLE).start();
      process.getOutputStream().close();
      assertThat(server.stalled.await(60, TimeUnit.SECONDS)).isTrue();
      // the words that came behind the sound are on stdout once the sound was taken
      while (process.isAlive() && Files.size(folder.resolve("stdout")) == 0)
        Thread.onSpinWait();
      process.destroy();
      assertThat(ended(process)).isEqualTo(130);
      assertThat(read("stderr")).startsWith("error: " + SAMPLE + ": interrupted\nhint: ");
      assertThat(Files.size(folder.resolve("out.partial.wav"))).isEqualTo(HEADER + 4_800);
      try (var files = Files.list(folder)) {
        assertThat(files.map(file -> file.getFileName().toString()))
            .containsExactlyInAnyOrder("out.partial.wav", "stdout", "stderr");
      }
    } finally {
      server.stop(1000);
    }
  }

  @Test
  void takesAClosedStandardInputForAnEmptyOne() throws Exception {
    ProcessBuilder builder = program(Map.of());
    builder.command("sh", "-c", "exec \"$1\" --local --mute - <&-", "sh", LAUNCHER);
    assertThat(ended(builder.start())).as(read("stderr")).isEqualTo(3);
    assertThat(read("stderr")).startsWith("error: -: ");
  }

  @Test
  void failsWhenTheResultCannotBeWritten() throws Exception {
    Assumptions.assumeTrue(Files.exists(Path.of("/dev/full")), "no /dev/full on this system");
    Process process = program(Map.of(), "--local", "--mute", SAMPLE).redirectOutput(Path.of("/dev/full").toFile())
        .start();
    process.getOutputStream().close();
    assertThat(ended(process)).isEqualTo(1);
    assertThat(read("stderr")).contains("error: standard output could not be written\nhint: ");
  }

  @Test
  void leavesNoFileWhenItIsInterruptedBeforeAnAnswer() throws Exception {
    try (LocalServer server = LocalServer.start()) {
      Process process = program(Map.of(), "--url", server.uri().toString(), "-v", "--mute", "-o", "out.wav", "-")
          .start();
      while (process.isAlive() && !read("stderr").contains("session.updated"))
        Thread.onSpinWait();
      // by its handle: the other way closes its standard input too
      process.toHandle().destroy();
      assertThat(ended(process)).isEqualTo(130);
      assertThat(folder.resolve("out.wav")).doesNotExist();
    }
  }

  @Test
  void servesOtherClientsUntilItIsInterrupted() throws Exception {
    Process server = program(Map.of(), "serve").start();
    while (server.isAlive() && !read("stdout").endsWith("\n"))
      Thread.onSpinWait();
    String url = read("stdout").strip();
    assertThat(url).matches("ws://127\\.0\\.0\\.1:\\d+/v1/realtime");
    Path client = Files.createDirectory(folder.resolve("client"));
    ProcessBuilder asking = program(Map.of("OPENAI_BASE_URL", url.replace("ws:", "http:").replace("/realtime", "")),
        "--mute", SAMPLE);
    Process process = asking.directory(client.toFile())
        .redirectOutput(client.resolve("stdout").toFile())
        .redirectError(client.resolve("stderr").toFile())
        .start();
    process.getOutputStream().close();
    assertThat(ended(process)).as(Files.readString(client.resolve("stderr"))).isZero();
    assertThat(Files.readString(client.resolve("stdout"))).contains("11.44 seconds");
    server.destroy();
    assertThat(ended(server)).isZero();
    assertThat(read("stdout")).isEqualTo(url + "\n");
  }

  /// Answers with 100 ms of sound and a word, and then with nothing.
  private static final class Stalling extends WebSocketServer {
    private final CountDownLatch ready = new CountDownLatch(1);
    private final CountDownLatch stalled = new CountDownLatch(1);

    Stalling() {
      super(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
      setDaemon(true);
    }

    @Override
    public void onStart() {
      ready.countDown();
    }

    @Override
    public void onOpen(WebSocket socket, ClientHandshake handshake) {
      socket.send("{\"type\":\"session.created\",\"event_id\":\"e\",\"session\":{\"type\":\"realtime\",\"id\":\"s\"}}");
    }

    @Override
    public void onMessage(WebSocket socket, String message) {
      if (!message.contains("response.create"))
        return;
      String sound = Base64.getEncoder().encodeToString(new byte[4_800]);
      String ids = "\"event_id\":\"e\",\"response_id\":\"r\",\"item_id\":\"i\",\"output_index\":0,\"content_index\":0";
      socket.send("{\"type\":\"response.output_audio.delta\"," + ids + ",\"delta\":\"" + sound + "\"}");
      socket.send("{\"type\":\"response.output_audio_transcript.delta\"," + ids + ",\"delta\":\"Four\"}");
      stalled.countDown();
    }

    @Override
    public void onClose(WebSocket socket, int code, String reason, boolean remote) {
      // nothing to keep
    }

    @Override
    public void onError(WebSocket socket, Exception e) {
      // the client sees it
    }
  }

  @Test
  void opensAFileOfAnyNameInAPlainLocale() throws Exception {
    Process process = program(Map.of("LC_ALL", "C"))
        .command("sh", "-c",
            "n=$(printf 'k\\303\\251.wav'); cp \"$1\" \"$n\" && \"$0\" --local --mute \"$n\"; c=$?; rm \"$n\"; exit $c",
            LAUNCHER, SAMPLE)
        .start();
    process.getOutputStream().close();
    assertThat(ended(process)).as(read("stderr")).isZero();
    assertThat(read("stderr")).isEqualTo("k\u00e9.wav: 11.4 s sent, 11.4 s answered\n");
  }
}

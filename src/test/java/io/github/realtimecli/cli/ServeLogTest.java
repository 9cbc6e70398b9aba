package io.github.realtimecli.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimecli.server.Behaviour;
import io.github.realtimecli.server.FaultPlan;
import io.github.realtimecli.server.LocalServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeLogTest {
  private static final int HEADER = 44;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final ByteArrayOutputStream told = new ByteArrayOutputStream() {
    @Override
    public void flush() {
      if (toString(UTF_8).contains(" closed, "))
        closed.countDown();
    }
  };
  @TempDir
  private Path folder;

  @Test
  void aLineIsToldOfEverythingThatGoesOverAConnection() throws Exception {
    Path answer = folder.resolve("answer.wav");
    ask("refuse=503,times=1", "-o", answer.toString());
    byte[] wav = Files.readAllBytes(answer);
    byte[] sent = Arrays.copyOfRange(wav, HEADER, wav.length);
    String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(sent));
    assertThat(lines()).startsWith("1 refused with 503", "2 connected, /v1/realtime", "2 session.created",
        "2 > session.update", "2 session.updated", "2 > input_audio_buffer.append 960 bytes")
        .contains("2 > input_audio_buffer.commit " + sent.length + " bytes, sha256 " + sha256,
            "2 response.output_audio.delta 9600 bytes")
        .containsSubsequence("2 > response.create", "2 response.done completed", "2 rate_limits.updated");
    assertThat(lines().getLast()).startsWith("2 closed, ");
  }

  @Test
  void aConnectionThatWasCutIsToldAsOne() throws Exception {
    ask("drop@response", "--retries", "0");
    assertThat(lines()).endsWith("1 response.created", "1 closed, 1006");
  }

  private void ask(String fault, String... options) throws IOException, InterruptedException {
    PrintStream stream = new PrintStream(told, false, UTF_8);
    Terminal terminal = new Terminal(stream, stream, Terminal.Level.VERBOSE, Map.of());
    try (LocalServer server = LocalServer.start(0, 1, Behaviour.USUAL.withFaults(FaultPlan.of(List.of(fault))),
        new ServeLog(terminal))) {
      List<String> line = new ArrayList<>(List.of("--mute", "--url", server.uri().toString()));
      line.addAll(List.of(options));
      line.add("samples/questions/capital.wav");
      Run.of(line.toArray(String[]::new));
      assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  private List<String> lines() {
    return told.toString(UTF_8).lines().toList();
  }
}

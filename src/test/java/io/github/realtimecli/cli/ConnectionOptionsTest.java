package io.github.realtimecli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which handshake reaches a server, by the options and the environment.
@Timeout(60)
class ConnectionOptionsTest {
  private static final String KEY = "sk-secret-1234567890";
  private static final String AZURE_KEY = "azure-secret-1234567890";
  @TempDir
  private Path folder;
  private Path question = Path.of("");

  @BeforeEach
  void makeAQuestion() throws Exception {
    question = folder.resolve("q.wav");
    Files.copy(Path.of("samples/questions/capital.wav"), question);
  }

  /// What a run makes of a server that refuses, and the request that the server got.
  private record Refused(Run run, List<String> request) {}

  private Refused refused(String answer, Map<String, String> environment, byte[] stdin, String... options)
      throws Exception {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      CompletableFuture<List<String>> request = CompletableFuture.supplyAsync(() -> refuse(server, answer));
      List<String> args = new ArrayList<>(List.of("--mute", "--retries", "0"));
      for (String option : options)
        args.add(option.replace("HOST", "127.0.0.1:" + server.getLocalPort()));
      args.add(question.toString());
      Map<String, String> variables = new HashMap<>(environment);
      variables.replaceAll((name, value) -> value.replace("HOST", "127.0.0.1:" + server.getLocalPort()));
      Run run = Run.with(variables, stdin, args.toArray(String[]::new));
      return new Refused(run, request.get(10, TimeUnit.SECONDS));
    }
  }

  private static List<String> refuse(ServerSocket server, String answer) {
    try (Socket socket = server.accept()) {
      BufferedReader head = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      List<String> lines = new ArrayList<>();
      for (String line = head.readLine(); line != null && !line.isEmpty(); line = head.readLine())
        lines.add(line);
      socket.getOutputStream().write(answer.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String unauthorized(String body) {
    return "HTTP/1.1 401 Unauthorized\nX-Request-ID: req_7\nContent-Length: " + body.length() + "\n\n" + body;
  }

  @Test
  void callsAzureWithItsOwnKeyAndDeployment() throws Exception {
    Refused refused = refused(unauthorized(""), Map.of("AZURE_OPENAI_API_KEY", AZURE_KEY, "OPENAI_API_KEY", KEY,
        "OPENAI_BASE_URL", "http://other.invalid/v1", "OPENAI_ORG_ID", "org-1", "AZURE_OPENAI_ENDPOINT",
        "http://HOST/"),
        new byte[0], "--provider", "azure", "--model", "my-deployment");
    assertThat(refused.request().getFirst()).isEqualTo("GET /openai/v1/realtime?model=my-deployment HTTP/1.1");
    assertThat(refused.request()).contains("api-key: " + AZURE_KEY)
        .noneMatch(line -> line.contains(KEY) || line.contains("org-1") || line.startsWith("OpenAI-Beta"));
    assertThat(refused.run().exitCode()).isEqualTo(4);
    assertThat(refused.run().err()).contains(" refused the connection with HTTP 401 (request req_7)\n")
        .contains("hint: check the key from AZURE_OPENAI_API_KEY in the environment")
        .doesNotContain(AZURE_KEY);
  }

  @Test
  void callsAzuresPreviewInBeta() throws Exception {
    Refused refused = refused(unauthorized(""), Map.of("AZURE_OPENAI_AD_TOKEN", AZURE_KEY), new byte[0], "--provider",
        "azure", "--url", "http://HOST/openai/realtime?api-version=2025-04-01-preview&deployment=d");
    assertThat(refused.request().getFirst())
        .isEqualTo("GET /openai/realtime?api-version=2025-04-01-preview&deployment=d HTTP/1.1");
    assertThat(refused.request()).contains("OpenAI-Beta: realtime=v1", "Authorization: Bearer " + AZURE_KEY);
  }

  @Test
  void givesAnyOtherServerTheOpenAiKeyAndNeverAzures() throws Exception {
    Refused refused = refused(unauthorized(""), Map.of("AZURE_OPENAI_API_KEY", AZURE_KEY, "OPENAI_API_KEY", KEY,
        "AZURE_OPENAI_ENDPOINT", "http://other.invalid"), new byte[0], "--url", "ws://HOST/v1/realtime");
    assertThat(refused.request()).contains("Authorization: Bearer " + KEY).noneMatch(line -> line.contains(AZURE_KEY));
  }

  @Test
  void readsTheKeyFromAFileFirst() throws Exception {
    Path file = Files.writeString(folder.resolve("key.txt"), "sk-of-the-file-1234\nmore\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    Refused refused = refused(unauthorized("who is sk-of-the-file-1234?"), Map.of("OPENAI_API_KEY", KEY), new byte[0],
        "--url", "ws://HOST/", "--api-key-file", file.toString());
    assertThat(refused.request()).contains("Authorization: Bearer sk-of-the-file-1234");
    assertThat(refused.run().err()).startsWith("warning: " + file + " can be read by other users")
        .contains("check the key from the file " + file)
        .doesNotContain("sk-of-the-file");
  }

  @Test
  void readsTheKeyFromStandardInput() throws Exception {
    Refused refused = refused(unauthorized(""), Map.of(), "sk-of-stdin-1234\n".getBytes(StandardCharsets.UTF_8),
        "--url", "ws://HOST/", "--api-key-file", "-");
    assertThat(refused.request()).contains("Authorization: Bearer sk-of-stdin-1234");
  }

  @Test
  void endsWithFourWhenAKeyFileHoldsNone() throws Exception {
    Path empty = Files.createFile(folder.resolve("empty"));
    for (String file : List.of(empty.toString(), folder.resolve("none").toString(), folder.toString())) {
      Run run = Run.of("--api-key-file", file, question.toString());
      assertThat(run.exitCode()).isEqualTo(4);
      assertThat(run.err()).startsWith("error: --api-key-file: ").contains(file, "\nhint: ");
    }
  }

  @Test
  void sendsHeadersOfTheUsersAndConcealsThem() throws Exception {
    Refused refused = refused(unauthorized("{\"error\":{\"message\":\"bad dXNlcjpzZXNhbWU=\"}}"),
        Map.of("OPENAI_API_KEY", KEY), new byte[0], "-vv", "--json", "--url", "ws://HOST/", "--header",
        "authorization: Basic dXNlcjpzZXNhbWU=", "--header", "X-Trace: 7");
    assertThat(refused.request()).contains("authorization: Basic dXNlcjpzZXNhbWU=", "X-Trace: 7")
        .noneMatch(line -> line.contains(KEY));
    assertThat(refused.run().err() + refused.run().out()).contains("bad …").doesNotContain("dXNlcjpzZXNhbWU=");
    assertThat(refused.run().err()).contains("check the key from --header authorization");
  }

  @ParameterizedTest
  @CsvSource({"--url, ws://example.org/, --header, api-key: k", "--mute, --url, ws://example.org/?api-key=k, -q"})
  void guardsAKeyInAHeaderOrInTheAddressToo(String one, String two, String three, String four) {
    Run run = Run.of(one, two, three, four, "a.wav");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("error: the key would travel to example.org unencrypted\n");
  }

  @Test
  void namesTheProviderWhoseKeyIsThere() {
    Run run = Run.with(Map.of("AZURE_OPENAI_KEY", AZURE_KEY), new byte[0], question.toString());
    assertThat(run.exitCode()).isEqualTo(4);
    assertThat(run.err()).isEqualTo("""
        error: no API key: OPENAI_API_KEY is neither in the environment nor in .env of this folder
        hint: AZURE_OPENAI_KEY is set: did you mean --provider azure?
        """);
  }

  @Test
  void asksTheProxyOfTheEnvironmentAndNeverShowsItsPassword() throws Exception {
    Refused refused = refused("HTTP/1.1 407 No\nProxy-Authenticate: Basic\n\n", Map.of("OPENAI_API_KEY", KEY,
        "HTTPS_PROXY", "http://me:sesame99@HOST"), new byte[0], "-vv");
    assertThat(refused.request().getFirst()).isEqualTo("CONNECT api.openai.com:443 HTTP/1.1");
    assertThat(refused.request()).noneMatch(line -> line.contains(KEY));
    assertThat(refused.run().exitCode()).isEqualTo(5);
    assertThat(refused.run().err()).contains(": api.openai.com cannot be reached: the proxy 127.0.0.1:",
        "refuses the user and the password (407)\nhint: put them into the proxy's address: HTTPS_PROXY=")
        .doesNotContain("sesame99", "bWU6c2VzYW1lOTk=");
  }

  @Test
  void refusesAProxyThatItCannotUseWithoutShowingIt() {
    Run run = Run.with(Map.of("OPENAI_API_KEY", KEY, "ALL_PROXY", "socks5://me:sesame@h:1080"), new byte[0],
        question.toString());
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("error: ALL_PROXY names a proxy of another kind than http://\nhint: ")
        .doesNotContain("sesame");
  }

  @Test
  void saysWhatAzureMinds() throws Exception {
    String body = "{\"error\":{\"code\":\"OpperationNotSupported\",\"message\":\"The realtime operation does not work"
        + " with the specified model\"}}";
    Refused refused = refused("HTTP/1.1 400 Bad Request\nContent-Length: " + body.length() + "\n\n" + body,
        Map.of("AZURE_OPENAI_KEY", AZURE_KEY), new byte[0], "--provider", "azure", "--url", "http://HOST", "--model",
        "gpt-4o");
    assertThat(refused.run().exitCode()).isEqualTo(6);
    assertThat(refused.run().err()).contains("with HTTP 400: The realtime operation does not work with the specified"
        + " model [OpperationNotSupported]\nhint: this deployment does no Realtime");
  }
}

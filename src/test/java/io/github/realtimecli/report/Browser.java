package io.github.realtimecli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.realtimecli.protocol.dialect.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// One tab of a headless Chromium, asked through its DevTools protocol. Every wait ends after a minute.
public final class Browser implements AutoCloseable {
  private static final int LONGEST_SECONDS = 60;

  private final Process process;
  private final HttpClient client = HttpClient.newHttpClient();
  private final WebSocket wire;
  private final Map<Integer, CompletableFuture<Map<?, ?>>> asked = new ConcurrentHashMap<>();
  private final AtomicInteger ids = new AtomicInteger();
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private volatile CompletableFuture<Void> loaded = new CompletableFuture<>();
  private @Nullable String session;

  private Browser(Process process, URI devTools) {
    this.process = process;
    wire = client.newWebSocketBuilder().buildAsync(devTools, new Ear()).join();
  }

  /// Skips the test where there is no Chromium, unless `REALTIME_CLI_REQUIRE` names it.
  ///
  /// @param profile an empty folder
  public static Browser start(Path profile) throws IOException {
    boolean there = List.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .stream()
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "chromium")));
    if (List.of(System.getenv().getOrDefault("REALTIME_CLI_REQUIRE", "").split(",")).contains("chromium"))
      assertThat(there).as("chromium is required here").isTrue();
    assumeTrue(there, "chromium is not installed");
    Process process = new ProcessBuilder("chromium", "--headless=new", "--no-sandbox", "--disable-gpu",
        "--no-first-run", "--disable-background-networking", "--disable-component-update", "--hide-scrollbars",
        "--autoplay-policy=no-user-gesture-required", "--remote-debugging-port=0", "--user-data-dir=" + profile,
        "about:blank").redirectErrorStream(true).start();
    BufferedReader said = process.inputReader();
    for (String line = said.readLine(); line != null; line = said.readLine())
      if (line.startsWith("DevTools listening on ")) {
        Thread.ofVirtual().start(() -> passOver(said));
        Browser browser = new Browser(process, URI.create(line.substring("DevTools listening on ".length())));
        browser.attach();
        return browser;
      }
    throw new IOException("chromium ended before it listened");
  }

  // its errors would fill the pipe, and stop it
  private static void passOver(BufferedReader said) {
    try (said) {
      while (said.readLine() != null) {
        // it talks of buses and of graphics cards
      }
    } catch (IOException e) {
      // it has ended
    }
  }

  private void attach() {
    String target = text(ask("Target.createTarget", Map.of("url", "about:blank")), "targetId");
    session = text(ask("Target.attachToTarget", Map.of("targetId", target, "flatten", true)), "sessionId");
    for (String domain : List.of("Page", "Runtime", "Log", "Network"))
      ask(domain + ".enable", Map.of());
  }

  /// Opens a page and waits until it is loaded.
  public void open(String url, int width, int height) {
    ask("Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    navigate("about:blank");
    complaints.clear();
    requests.clear();
    navigate(url);
  }

  private void navigate(String url) {
    loaded = new CompletableFuture<>();
    ask("Page.navigate", Map.of("url", url));
    get(loaded);
  }

  /// What an expression gives, as text; promises are waited for.
  public String evaluate(String expression) {
    Map<?, ?> answer = ask("Runtime.evaluate",
        Map.of("expression", "Promise.resolve(" + expression + ").then(String)", "awaitPromise", true, "returnByValue",
            true));
    assertThat(answer.containsKey("exceptionDetails")).as(expression + ": " + answer).isFalse();
    return text(object(answer, "result"), "value");
  }

  /// Presses a key: a character, or a name such as `Enter`.
  public void press(String key) {
    Map<String, Object> down = new HashMap<>(Map.of("type", "keyDown", "key", key));
    if (key.length() == 1)
      down.put("text", key);
    if (key.equals("Escape")) // what closes a dialog looks at the code
      down.put("windowsVirtualKeyCode", 27);
    ask("Input.dispatchKeyEvent", down);
    ask("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key));
  }

  public void mouse(String type, double x, double y) {
    ask("Input.dispatchMouseEvent",
        Map.of("type", type, "x", x, "y", y, "button", "left", "buttons", 1, "clickCount", 1));
  }

  /// What the page prefers: `dark` or `light`.
  public void prefer(String scheme) {
    ask("Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  public void photograph(Path png) throws IOException {
    Files.write(png, bytes(ask("Page.captureScreenshot", Map.of("format", "png"))));
  }

  public byte[] print() {
    return bytes(ask("Page.printToPDF", Map.of("preferCSSPageSize", true, "printBackground", true)));
  }

  private static byte[] bytes(Map<?, ?> answer) {
    return Base64.getDecoder().decode(text(answer, "data"));
  }

  /// Errors and warnings of the page since it was opened.
  public List<String> complaints() {
    return List.copyOf(complaints);
  }

  /// Everything that was asked for since the page was opened, itself included.
  public List<String> requests() {
    return List.copyOf(requests);
  }

  private Map<?, ?> ask(String method, Map<String, ?> params) {
    int id = ids.incrementAndGet();
    CompletableFuture<Map<?, ?>> answer = new CompletableFuture<>();
    asked.put(id, answer);
    String to = session;
    String text = Json.write(to == null
        ? Map.of("id", id, "method", method, "params", params)
        : Map.of("id", id, "method", method, "params", params, "sessionId", to));
    get(wire.sendText(text, true));
    Map<?, ?> message = get(answer);
    assertThat(message.containsKey("error")).as(method + ": " + message).isFalse();
    return object(message, "result");
  }

  private static Map<?, ?> object(Map<?, ?> message, String member) {
    if (message.get(member) instanceof Map<?, ?> object)
      return object;
    throw new AssertionError("no " + member + " in " + message);
  }

  private static String text(Map<?, ?> message, String member) {
    if (message.get(member) instanceof String text)
      return text;
    throw new AssertionError("no " + member + " in " + message);
  }

  private static <T> T get(CompletableFuture<T> future) {
    return future.orTimeout(LONGEST_SECONDS, TimeUnit.SECONDS).join();
  }

  private void heard(Map<?, ?> message) {
    if (message.get("id") instanceof Number id) {
      CompletableFuture<Map<?, ?>> waiting = asked.remove(id.intValue());
      if (waiting != null)
        waiting.complete(message);
      return;
    }
    Map<?, ?> params = object(message, "params");
    switch (text(message, "method")) {
      case "Page.loadEventFired" -> loaded.complete(null);
      case "Network.requestWillBeSent" -> requests.add(text(object(params, "request"), "url"));
      case "Runtime.exceptionThrown", "Log.entryAdded", "Runtime.consoleAPICalled" -> complaints.add(params.toString());
      default -> {
        // not looked at
      }
    }
  }

  @Override
  public void close() {
    session = null;
    ask("Browser.close", Map.of());
    process.onExit().orTimeout(LONGEST_SECONDS, TimeUnit.SECONDS).join();
    wire.abort();
    client.close();
  }

  /// Puts the pieces of messages together.
  private final class Ear implements WebSocket.Listener {
    private final List<CharSequence> pieces = new ArrayList<>();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence piece, boolean last) {
      pieces.add(piece.toString());
      if (last) {
        heard((Map<?, ?>) Json.read(String.join("", pieces)));
        pieces.clear();
      }
      from.request(1);
      return null;
    }
  }
}

package io.github.realtimecli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimecli.turn.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `report.html` in a real browser: a run of 5,000 items, and one whose every text is hostile.
class ReportBrowserIT {
  private static final int ITEMS = 5000;
  private static final String ROWS = "[...document.querySelectorAll('#rows .row')]"
      + ".sort((a, b) => a.ariaRowIndex - b.ariaRowIndex)";
  private static final String SETTLED = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))";

  @TempDir
  private static Path folder;
  private static Browser browser;
  private static Summary summary;
  private static String page;

  @BeforeAll
  static void openTheBrowser() throws IOException {
    browser = Browser.start(Files.createDirectories(folder.resolve("profile")));
    Path run = folder.resolve("run");
    Path questions = folder.resolve("questions");
    FakeRun.write(run, 0, ITEMS, 1);
    FakeRun.speak(run, questions, 0, 4);
    summary = make(run, questions);
    page = run.resolve("report.html").toUri().toString();
  }

  @AfterAll
  static void closeTheBrowser() {
    if (browser != null)
      browser.close();
  }

  @Test
  void showsFiveThousandItemsWithoutHoldingThem() {
    open("", 1440, 1000);
    assertThat(browser.evaluate(
        "document.getElementById('list').ariaRowCount || document.getElementById('list').getAttribute('aria-rowcount')"))
        .isEqualTo("5001");
    assertThat(Integer.parseInt(browser.evaluate(ROWS + ".length"))).isBetween(10, 60);
    assertThat(text("#totals")).contains("4,699", "of 5,000, 301 failed", "unknown for 199 items");
    assertThat(text("#histogram")).contains("p50 " + millis(50), "p95 " + millis(95), "p99 " + millis(99));
    browser.evaluate("document.getElementById('list').scrollTo(0, 1e9)");
    browser.evaluate(SETTLED);
    assertThat(browser.evaluate(ROWS + ".at(-1).ariaRowIndex")).isEqualTo("5001");
    assertThat(Integer.parseInt(browser.evaluate(ROWS + ".length"))).isBetween(10, 60);
    thePageKeptToItself();
  }

  @Test
  void showsWhatTheAddressAsksFor() {
    open("#outcome=refused&q=BILLING+server", 1440, 1000);
    assertThat(text("#count")).endsWith("of 5,000");
    int shown = Integer.parseInt(text("#count").split(" ")[0]);
    assertThat(shown).isBetween(1, summary.count(Outcome.Kind.REFUSED));
    assertThat(browser.evaluate(ROWS + ".every(row => row.textContent.includes('billing/'))")).isEqualTo("true");
    assertThat(browser.evaluate("document.querySelector('#outcomes [aria-pressed=true]').dataset.outcome"))
        .isEqualTo("refused");
    browser.evaluate("document.querySelector('#outcomes [aria-pressed=true]').click()");
    assertThat(browser.evaluate("location.hash")).isEqualTo("#q=BILLING%20server");
    browser.evaluate("location.hash = '#outcome=timed_out&item=billing/caller-0000.wav'");
    browser.evaluate(SETTLED);
    assertThat(text("#count")).isEqualTo(summary.count(Outcome.Kind.TIMED_OUT) + " of 5,000");
    assertThat(text("#detail")).contains("billing/caller-0000.wav");
    thePageKeptToItself();
  }

  @Test
  void isLedByKeys() {
    open("", 1440, 1000);
    browser.press("j");
    browser.press("j");
    browser.press("k");
    browser.press("ArrowDown");
    String second = browser.evaluate(ROWS + "[1].querySelector('.file').title");
    assertThat(browser.evaluate("document.querySelector('[aria-selected=true] .file').title")).isEqualTo(second);
    assertThat(text("#detail")).contains(second);
    browser.press("End");
    assertThat(browser.evaluate("document.querySelector('[aria-selected=true]').ariaRowIndex")).isEqualTo("5001");
    browser.press("/");
    assertThat(browser.evaluate("document.activeElement.id")).isEqualTo("search");
    browser.press("x");
    browser.press("Escape");
    browser.press("Escape");
    browser.press("?");
    assertThat(browser.evaluate("document.getElementById('keys').open")).isEqualTo("true");
    browser.press("Escape");
    browser.press("Escape");
    assertThat(browser.evaluate("location.hash")).isEmpty();
    thePageKeptToItself();
  }

  @Test
  void sortsByWhatIsClicked() {
    open("", 1440, 1000);
    browser.evaluate("document.querySelector('.head .latency button').click()");
    String slowest = millis(100);
    assertThat(browser.evaluate(ROWS + "[0].querySelector('.latency').textContent")).isEqualTo(slowest);
    assertThat(browser.evaluate(
        "document.querySelector('.head .latency').ariaSort || document.querySelector('.head .latency').getAttribute('aria-sort')"))
        .isEqualTo("descending");
    browser.evaluate("document.querySelector('.head .latency button').click()");
    assertThat(browser.evaluate(ROWS + "[0].querySelector('.latency').textContent")).isNotEqualTo(slowest);
    thePageKeptToItself();
  }

  @Test
  void narrowsToAStretchOfTheDistribution() {
    open("", 1440, 1000);
    double[] box = {
        Double.parseDouble(browser.evaluate("document.getElementById('histogram').getBoundingClientRect().x")),
        Double.parseDouble(browser.evaluate("document.getElementById('histogram').getBoundingClientRect().y")),
        Double.parseDouble(browser.evaluate("document.getElementById('histogram').clientWidth"))};
    browser.mouse("mousePressed", box[0] + box[2] * 0.5, box[1] + 60);
    browser.mouse("mouseMoved", box[0] + box[2] * 0.7, box[1] + 60);
    browser.mouse("mouseReleased", box[0] + box[2] * 0.7, box[1] + 60);
    assertThat(browser.evaluate("location.hash")).matches("#min=[0-9.]+&max=[0-9.]+");
    assertThat(Integer.parseInt(text("#count").split(" ")[0])).isBetween(1, 500);
    browser.press("Escape");
    assertThat(text("#count")).isEqualTo("5,000 items");
    thePageKeptToItself();
  }

  @Test
  void playsATurnFromTheQuestionIntoTheAnswer() {
    String file = FakeRun.name(1) + ".wav";
    open("#item=" + file, 1440, 1000);
    assertThat(browser.evaluate("document.querySelectorAll('#detail audio').length")).isEqualTo("2");
    browser.evaluate("(() => { window.heard = [...document.querySelectorAll('#detail audio')]"
        + ".map(each => new Promise((done, broken) => { each.onplaying = done; each.onerror = broken; })); })()");
    browser.press(" ");
    browser.evaluate("Promise.all(window.heard)");
    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.requests()).filteredOn(url -> url.endsWith(".wav"))
        .hasSizeGreaterThanOrEqualTo(2)
        .allMatch(url -> url.startsWith("file:"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "#item=billing/caller-0000.wav"})
  void fitsIntoFourHundredPixels(String hash) {
    open(hash, 400, 800);
    assertThat(browser.evaluate("document.documentElement.scrollWidth")).isEqualTo("400");
    assertThat(browser.evaluate("getComputedStyle(document.getElementById('detail')).display"))
        .isEqualTo(hash.isEmpty() ? "none" : "block");
    thePageKeptToItself();
  }

  @Test
  void isDarkOrLightAsPreferredOrChosen() {
    String colour = "getComputedStyle(document.body).backgroundColor";
    browser.prefer("dark");
    open("", 1440, 1000);
    String dark = browser.evaluate(colour);
    browser.press("t");
    String light = browser.evaluate(colour);
    browser.prefer("light");
    open("", 1440, 1000);
    assertThat(browser.evaluate(colour)).isEqualTo(light).isNotEqualTo(dark);
    browser.evaluate("localStorage.clear()");
    thePageKeptToItself();
  }

  @Test
  void comesWithoutAJolt() {
    open("", 1440, 1000);
    browser.evaluate(SETTLED);
    assertThat(Double.parseDouble(browser.evaluate("new Promise(done => { let sum = 0;"
        + "new PerformanceObserver(list => list.getEntries().forEach(each => { sum += each.value; }))"
        + ".observe({ type: 'layout-shift', buffered: true }); setTimeout(() => done(sum), 50); })"))).isZero();
  }

  @Test
  void putsEverythingThatIsShownOnPaper() {
    open("#outcome=refused,unreadable", 1440, 1000);
    int shown = summary.count(Outcome.Kind.REFUSED) + summary.count(Outcome.Kind.UNREADABLE);
    browser.evaluate("window.dispatchEvent(new Event('beforeprint'))");
    assertThat(browser.evaluate("document.querySelectorAll('#paper tbody tr').length"))
        .isEqualTo(Integer.toString(shown));
    assertThat(browser.print()).startsWith("%PDF".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    thePageKeptToItself();
  }

  @Test
  void showsHostileTextAsText() throws IOException {
    Path run = Files.createDirectories(folder.resolve("hostile </script>\" & #"));
    List<String> evil = List.of("</script><script>window.owned=1</script>", "<img src=x onerror=window.owned=1>",
        "<!--<script>", "]]>\u2028\u2029\u0000\u001b[31m", "javascript:window.owned=1//", "\ud800 \u202egnp.exe",
        "((data))", "${owned} ((script))", "__proto__", "constructor");
    for (int i = 0; i < evil.size(); i++) {
      String json = quoted(evil.get(i));
      Files.writeString(run.resolve(i + ".json"), """
          {"schema":1,"file":%s,"outcome":%s,"error":%s,"model":%s,"voice":%s,"session_id":%s,
           "input":{"encoding":%s,"rate":"%s"},"reply":{"transcript":%s,"path":"../../../../etc/passwd"},"heard":%s,
           "reference":"the reference","wer":{"errors":3,"words":2},"latency_ms":{"done":-1e300}}"""
          .formatted(json, i % 2 == 0 ? json : "\"answered\"", json, json, json, json, json, "x", json, json));
    }
    make(run, run);
    String hostile = run.resolve("report.html").toUri().toString();
    for (String text : evil) {
      browser.open(hostile + "#item=" + java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8), 1440,
          1000);
      thePageKeptToItself();
      assertThat(browser.evaluate("typeof window.owned")).isEqualTo("undefined");
      assertThat(browser.evaluate(ROWS + ".length")).isEqualTo(Integer.toString(evil.size()));
      assertThat(browser.evaluate("document.querySelectorAll('img, iframe, a').length")).isEqualTo("0");
      if (Character.isLetter(text.charAt(0)) || text.charAt(0) == '<')
        assertThat(text("#detail .name")).isEqualTo(text);
    }
    assertThat(Files.readString(run.resolve("report.html"))).containsOnlyOnce("<script>")
        .contains("\\u003c/script>\\u003cscript>window.owned=1");
  }

  @Test
  void runsNoScriptButItsOwn() {
    open("", 1440, 1000);
    browser.evaluate("(() => { const foreign = document.createElement('script');"
        + "foreign.textContent = 'window.owned = 1'; document.body.append(foreign); })()");
    assertThat(browser.evaluate("typeof window.owned")).isEqualTo("undefined");
    assertThat(browser.evaluate("fetch('https://example.com/').then(() => 'reached', () => 'refused')"))
        .isEqualTo("refused");
    assertThat(browser.complaints()).hasSizeGreaterThanOrEqualTo(2).allMatch(each -> each.contains("Content Security"));
  }

  private static void open(String hash, int width, int height) {
    browser.open(page + hash, width, height);
  }

  private static void thePageKeptToItself() {
    assertThat(browser.complaints()).isEmpty();
    // the browser draws the buttons of its own players from data: addresses
    assertThat(browser.requests()).filteredOn(url -> !url.startsWith("data:"))
        .hasSize(1)
        .allMatch(url -> url.contains("/report.html"));
  }

  private static String text(String selector) {
    return browser.evaluate("document.querySelector('" + selector + "').textContent");
  }

  private static String millis(int percent) {
    Double value = summary.of(Measure.SPEECH_END_TO_FIRST_AUDIO).percentile(percent);
    return String.format(Locale.ROOT, "%,.0f ms", value);
  }

  private static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (char c : text.toCharArray())
      json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
    return json.append('"').toString();
  }

  private static Summary make(Path run, Path questions) throws IOException {
    Rows rows = Rows.of(List.of(run));
    try (Reports reports = Reports.in(Sounds.of(run, questions), rows.size())) {
      rows.forEach((row, item) -> reports.add(row));
      return reports.finish();
    }
  }
}

package io.github.realtimecli.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Looks whether a run's folder is whole: every file in it by every other.
final class RunAudit {
  private static final int HEADER = 44;
  private static final JsonMapper JSON = new JsonMapper();
  private static final Set<String> PAPERS = Set.of("report.html", "results.jsonl", "results.csv", "junit.xml",
      "summary.json");
  private static final Pattern CSV = Pattern.compile("\"([^\"]+)\",\"([a-z_]+)\",.*");
  private static final Pattern JUNIT = Pattern.compile(
      "<testcase classname=\"([^\"]*)\" name=\"([^\"]*)\" time=\"[^\"]*\">(<failure|<error)?");

  private final Path run;
  private final Medley medley;

  RunAudit(Path run, Medley medley) {
    this.run = run;
    this.medley = medley;
  }

  /// The pieces whose row, as it lies there now, says that they were answered.
  Set<String> answered() throws IOException {
    Set<String> answered = new TreeSet<>();
    for (Medley.Piece piece : medley.whole()) {
      Path row = run.resolve(piece.stem() + ".json");
      if (Files.exists(row) && JSON.readTree(Files.readAllBytes(row)).path("outcome").stringValue().equals("answered"))
        answered.add(piece.name());
    }
    return answered;
  }

  /// Whatever has a name that is not a hidden one is whole, as it lies there now.
  void nothingIsHalfWritten() throws IOException {
    for (String name : files().stream().filter(name -> !name.matches("(.*/)?\\..*")).toList()) {
      byte[] bytes = Files.readAllBytes(run.resolve(name));
      if (name.endsWith(".wav"))
        sound(name, bytes);
      else if (name.endsWith(".json"))
        assertThat(JSON.readTree(bytes).isObject()).as(name).isTrue();
      else if (name.endsWith(".html"))
        assertThat(new String(bytes, StandardCharsets.UTF_8)).as(name).endsWith("</html>\n");
    }
  }

  /// @param heard SHA-256 of all sound that the server was ever given
  void allIsWhole(Set<String> heard) throws IOException {
    Map<String, JsonNode> rows = rows();
    assertThat(rows.keySet())
        .containsExactlyElementsOf(medley.pieces().stream().map(Medley.Piece::name).sorted().toList());
    Set<String> expected = new TreeSet<>(PAPERS);
    for (Medley.Piece piece : medley.pieces()) {
      JsonNode row = row(rows, piece.name());
      expected.add(piece.stem() + ".json");
      assertThat(row.path("outcome").stringValue()).as(piece.name())
          .isEqualTo(piece.isBroken() ? "unreadable" : "answered");
      if (!piece.isBroken()) {
        expected.add(piece.stem() + ".reply.wav");
        answerIsWhole(piece, row, heard);
      }
    }
    assertThat(files()).containsExactlyInAnyOrderElementsOf(expected);
    totalsAreThoseOf(rows);
    tableAgreesWith(rows);
    testReportAgreesWith(rows);
  }

  /// By their names, each as it stands in the item's own file too.
  private Map<String, JsonNode> rows() throws IOException {
    Map<String, JsonNode> rows = new TreeMap<>();
    for (String line : Files.readAllLines(run.resolve("results.jsonl"))) {
      JsonNode row = JSON.readTree(line);
      String name = row.path("file").stringValue();
      assertThat(rows.put(name, row)).as("another row of " + name).isNull();
      assertThat(run.resolve(name.replaceAll("\\.wav$", ".json"))).hasContent(line);
    }
    return rows;
  }

  private static JsonNode row(Map<String, JsonNode> rows, String name) {
    JsonNode row = rows.get(name);
    if (row == null)
      throw new AssertionError("no row of " + name);
    return row;
  }

  private void answerIsWhole(Medley.Piece piece, JsonNode row, Set<String> heard) throws IOException {
    Path file = run.resolve(row.path("reply").path("path").stringValue());
    byte[] wav = Files.readAllBytes(file);
    byte[] sound = sound(file.toString(), wav);
    assertThat(medley.heardAs(sound.length)).as("whose answer is in " + file).isEqualTo(piece);
    assertThat(heard).as("what the server heard, as " + file).contains(sha256(sound));
    assertThat(row.path("reply").path("sha256").stringValue()).isEqualTo(sha256(wav));
    assertThat(row.path("sent").path("bytes").asLong()).isEqualTo(sound.length);
  }

  private static byte[] sound(String name, byte[] wav) {
    ByteBuffer head = ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN);
    byte[] sound = Arrays.copyOfRange(wav, HEADER, wav.length);
    assertThat(new String(wav, 0, 4, StandardCharsets.US_ASCII)).as(name).isEqualTo("RIFF");
    assertThat(head.getInt(4)).as("the size in " + name).isEqualTo(wav.length - 8);
    assertThat(head.getInt(40)).as("the size of the sound in " + name).isEqualTo(sound.length);
    return sound;
  }

  private void totalsAreThoseOf(Map<String, JsonNode> rows) throws IOException {
    JsonNode summary = JSON.readTree(Files.readAllBytes(run.resolve("summary.json")));
    int failed = medley.pieces().size() - medley.whole().size();
    assertThat(summary.path("items").asLong()).isEqualTo(rows.size());
    assertThat(summary.path("failed").asLong()).isEqualTo(failed);
    assertThat(summary.path("outcomes").path("answered").asLong()).isEqualTo(rows.size() - failed);
    assertThat(summary.path("outcomes").path("unreadable").asLong()).isEqualTo(failed);
    total(rows, row -> row.path("sent").path("audio_ms").asDouble(), summary.path("audio_ms").path("sent"));
    total(rows, row -> row.path("reply").path("audio_ms").asDouble(), summary.path("audio_ms").path("received"));
    total(rows, row -> row.path("usage").path("input").path("audio").asDouble(),
        summary.path("tokens").path("input").path("audio"));
    total(rows, row -> row.path("usage").path("output").path("audio").asDouble(),
        summary.path("tokens").path("output").path("audio"));
    total(rows, row -> row.path("cost_usd").asDouble(), summary.path("cost").path("known_usd"));
    assertThat(summary.path("latency_ms").path("done").path("n").asLong()).isEqualTo(rows.size() - failed);
  }

  private static void total(Map<String, JsonNode> rows, ToDoubleFunction<JsonNode> of, JsonNode total) {
    double sum = rows.values().stream().mapToDouble(of).sum();
    assertThat(sum).isPositive();
    assertThat(total.asDouble()).isCloseTo(sum, within(sum * 1e-9));
  }

  private void tableAgreesWith(Map<String, JsonNode> rows) throws IOException {
    List<String> lines = Files.readAllLines(run.resolve("results.csv"));
    assertThat(lines.stream()
        .skip(1)
        .map(CSV::matcher)
        .filter(Matcher::matches)
        .collect(Collectors.toMap(line -> line.group(1), line -> line.group(2)))).isEqualTo(outcomes(rows));
    assertThat(lines).hasSize(1 + rows.size());
  }

  private void testReportAgreesWith(Map<String, JsonNode> rows) throws IOException {
    Map<String, String> cases = new TreeMap<>();
    Matcher one = JUNIT.matcher(Files.readString(run.resolve("junit.xml")));
    while (one.find())
      cases.put(one.group(1) + "/" + one.group(2), one.group(3) == null ? "answered" : "unreadable");
    assertThat(cases).isEqualTo(outcomes(rows));
  }

  private static Map<String, String> outcomes(Map<String, JsonNode> rows) {
    Map<String, String> outcomes = new TreeMap<>();
    rows.forEach((name, row) -> outcomes.put(name, row.path("outcome").stringValue()));
    return outcomes;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  /// What lies in the folder, but for locks and the word of where the recordings are: unfinished files would be among it.
  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(run)) {
      return files.filter(Files::isRegularFile)
          .map(file -> run.relativize(file).toString())
          .filter(name -> !name.startsWith(".realtime-cli-") && !name.equals(".questions"))
          .toList();
    }
  }
}

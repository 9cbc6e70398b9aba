package io.github.realtimecli.batch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What `serve -v` has said of its connections so far.
final class ServedLog {
  private static final Pattern COMMIT = Pattern
      .compile("(\\d+) > input_audio_buffer\\.commit (\\d+) bytes, sha256 (\\w+)");
  private static final Pattern COMING = Pattern.compile("(\\d+) connected, .*");
  private static final Pattern LEAVING = Pattern.compile("(\\d+) closed, \\d+");
  private static final Pattern ANSWER = Pattern.compile("\\d+ response\\.done completed");

  /// Sound that a client has committed.
  record Heard(long bytes, String sha256) {}

  private final Path file;
  private final List<String> lines = new ArrayList<>();
  private long read;

  ServedLog(Path file) {
    this.file = file;
  }

  /// Whole lines.
  List<String> lines() throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      in.skipNBytes(read);
      String text = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
      String whole = text.substring(0, text.lastIndexOf('\n') + 1);
      whole.lines().forEach(lines::add);
      read += whole.length();
    }
    return Collections.unmodifiableList(lines);
  }

  private List<String> from(int from) throws IOException {
    return lines().subList(from, lines.size());
  }

  /// What was heard behind the first `from` lines.
  List<Heard> heard(int from) throws IOException {
    return from(from).stream()
        .map(COMMIT::matcher)
        .filter(Matcher::matches)
        .map(line -> new Heard(Long.parseLong(line.group(2)), line.group(3)))
        .toList();
  }

  /// How many answers were completed behind the first `from` lines.
  long answers(int from) throws IOException {
    return from(from).stream().filter(line -> ANSWER.matcher(line).matches()).count();
  }

  /// The connections that stand, by their numbers.
  Set<Long> open() throws IOException {
    Set<Long> open = new TreeSet<>();
    for (String line : lines()) {
      Matcher coming = COMING.matcher(line);
      Matcher leaving = LEAVING.matcher(line);
      if (coming.matches())
        open.add(Long.valueOf(coming.group(1)));
      else if (leaving.matches())
        open.remove(Long.valueOf(leaving.group(1)));
    }
    return open;
  }
}

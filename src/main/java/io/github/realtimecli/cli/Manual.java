package io.github.realtimecli.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A command's help text taken apart again, for completions and man pages: what stands in the help stands there too.
///
/// A line of options holds heads and explanations, parted by two blanks or more; a deeper line goes on with the last
/// explanation. A head holds options and what stands behind them, parted by commas.
///
/// @param usage    the first line, without `Usage:`
/// @param purpose  what the command does
/// @param examples as they stand there
/// @param groups   the options under their headings; a heading may be empty
/// @param notes    what stands behind the options
record Manual(String usage, String purpose, List<String> examples, List<Group> groups, List<String> notes) {
  private static final Pattern GAP = Pattern.compile(" {2,}");
  private static final Pattern HEAD = Pattern
      .compile("(--?[A-Za-z][A-Za-z-]*)(?: ('[^']*'|\\[[^]]*]|[^\\s,(-][^\\s,]*))?");
  private static final Pattern ASIDE = Pattern.compile("^(.*?) \\((.*)\\)$");
  private static final int DEEP = 8;

  /// @param heading says what they are good for
  record Group(String heading, List<Entry> entries) {}

  /// @param head        as it stands there
  /// @param explanation empty for options that explain themselves
  record Entry(String head, String explanation) {
    /// What stands behind that option: `FILE`, `a|b|N`, `[MODEL]`; empty for nothing, absent when it is none of these.
    Optional<String> value(String option) {
      Matcher each = HEAD.matcher(head);
      while (each.find())
        if (each.group(1).equals(option))
          return Optional.of(each.group(2) == null ? "" : each.group(2));
      return Optional.empty();
    }
  }

  /// Reads one text from its top to its bottom.
  private static final class Reading {
    private final List<String> purpose = new ArrayList<>();
    private final List<String> examples = new ArrayList<>();
    private final List<Group> groups = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    void line(String line, String next) {
      if (line.stripLeading().startsWith("-") && line.startsWith("  "))
        options(line.strip());
      else if (line.startsWith(" ".repeat(DEEP)) && !groups.isEmpty())
        goOn(line.strip());
      else if (line.startsWith("  ") && groups.isEmpty())
        examples.add(line.substring(2));
      else if (next.startsWith("  -") && !line.isEmpty())
        groups.add(new Group(line.strip(), new ArrayList<>()));
      else
        (groups.isEmpty() ? purpose : notes).add(line);
    }

    private void options(String line) {
      if (groups.isEmpty())
        groups.add(new Group("", new ArrayList<>()));
      List<Entry> entries = groups.getLast().entries();
      for (String part : GAP.split(line)) {
        if (!part.startsWith("-"))
          goOn(part);
        else {
          Matcher aside = ASIDE.matcher(part);
          entries.add(aside.matches() ? new Entry(aside.group(1), aside.group(2)) : new Entry(part, ""));
        }
      }
    }

    private void goOn(String words) {
      List<Entry> entries = groups.getLast().entries();
      Entry last = entries.removeLast();
      entries.add(new Entry(last.head(), (last.explanation() + " " + words).strip()));
    }
  }

  static Manual of(Command command) {
    List<String> lines = command.help().lines().toList();
    Reading reading = new Reading();
    for (int i = 1; i < lines.size(); i++)
      reading.line(lines.get(i), i + 1 < lines.size() ? lines.get(i + 1) : "");
    return new Manual(lines.getFirst().replaceFirst("^Usage: ", ""), String.join(" ", reading.purpose).strip(),
        reading.examples, reading.groups, reading.notes);
  }

  /// The first sentence of the purpose, without its full stop.
  String summary() {
    int end = purpose.indexOf(". ");
    return (end < 0 ? purpose : purpose.substring(0, end)).replaceFirst("\\.$", "");
  }

  /// The line about that option, or else one that mentions it.
  Optional<Entry> about(String option) {
    List<Entry> all = groups.stream().flatMap(group -> group.entries().stream()).toList();
    return all.stream()
        .filter(entry -> entry.value(option).isPresent())
        .findFirst()
        .or(() -> all.stream().filter(entry -> entry.explanation().contains(option)).findFirst());
  }

  /// What stands in the usage behind the options, without dots: `FILE`, `RUN_A RUN_B`; empty for nothing.
  String operands() {
    int options = usage.indexOf(']');
    return usage.substring(options + 1).replaceFirst(" -.*", "").replace("...", "").strip();
  }
}

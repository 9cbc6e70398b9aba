package io.github.realtimecli.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A command's help as a page of the manual, in the `man` macros that groff and mandoc both know.
///
/// @param date of the release, as 2026-11-22
record ManPage(Command command, String date) {
  private static final String NAME = "realtime-cli";

  /// What `man` is asked for: `realtime-cli`, `realtime-cli-batch`.
  String name() {
    return command == Command.ASK ? NAME : NAME + "-" + command.word();
  }

  String text() {
    Manual manual = Manual.of(command);
    String summary = manual.summary().split("[:,] | - ")[0];
    StringBuilder page = new StringBuilder(".\\\" made of the program's help by the build\n");
    page.append(".TH ")
        .append(plain(name().toUpperCase(Locale.ROOT)))
        .append(" 1 \"" + date + "\" \"" + plain(Help.version().strip()) + "\" \"User Commands\"\n.SH NAME\n")
        .append(plain(name()) + " \\- " + plain(summary.substring(0, 1).toLowerCase(Locale.ROOT)))
        .append(plain(summary.substring(1)) + "\n.SH SYNOPSIS\n")
        .append(synopsis(manual.usage()) + "\n.SH DESCRIPTION\n" + line(manual.purpose()) + "\n.SH OPTIONS\n");
    for (Manual.Group group : manual.groups()) {
      if (!group.heading().isEmpty())
        page.append(".SS " + plain(group.heading()) + "\n");
      for (Manual.Entry entry : group.entries())
        page.append(".TP\n" + head(entry.head()) + "\n" + line(explanation(entry)) + "\n");
    }
    if (!manual.examples().isEmpty())
      page.append(".SH EXAMPLES\n");
    for (String example : manual.examples()) {
      String[] parts = example.split(" {3,}", 2);
      page.append(".TP\n.B " + plain(parts[0]) + "\n" + line(parts.length > 1 ? parts[1] : "") + "\n");
    }
    if (command == Command.ASK)
      page.append(".SH COMMANDS\n" + others().map(ManPage::entry).collect(Collectors.joining()));
    if (!manual.notes().isEmpty())
      page.append(".SH NOTES\n" + verbatim(manual.notes()));
    return page.append(".SH SEE ALSO\n" + seeAlso() + "\n").toString();
  }

  private static Stream<Command> others() {
    return Arrays.stream(Command.values()).filter(command -> command != Command.ASK);
  }

  private static String entry(Command command) {
    return ".TP\n.B " + plain(NAME + " " + command.word()) + "\n" + line(Manual.of(command).summary()) + "\n";
  }

  private String seeAlso() {
    Stream<Command> pages = command == Command.ASK ? others() : Stream.of(Command.ASK);
    return pages.map(other -> "\\fB" + plain(new ManPage(other, date).name()) + "\\fR(1)")
        .collect(Collectors.joining(",\n"));
  }

  /// What the help leaves to the one who knows other programs is said here.
  private String explanation(Manual.Entry entry) {
    if (!entry.explanation().isEmpty())
      return entry.explanation();
    return Vocabulary.of(command)
        .options()
        .stream()
        .filter(option -> option.names().contains(entry.head().split("[, ]")[0]))
        .findFirst()
        .map(Vocabulary.Option::explanation)
        .orElse("");
  }

  /// The program and the command in bold.
  private static String synopsis(String usage) {
    int end = usage.indexOf(" [");
    return end < 0
        ? "\\fB" + plain(usage) + "\\fR"
        : "\\fB" + plain(usage.substring(0, end)) + "\\fR" + plain(
            usage.substring(end));
  }

  /// Options in bold and what stands behind them in italics.
  private static String head(String head) {
    return Arrays.stream(head.split(", ")).map(part -> {
      String[] words = part.split(" ", 2);
      return "\\fB" + plain(words[0]) + "\\fR" + (words.length > 1 ? " \\fI" + plain(words[1]) + "\\fR" : "");
    }).collect(Collectors.joining(", "));
  }

  /// Lines that are as wide as a screen, which an indent would break.
  private static String verbatim(List<String> lines) {
    return ".in 0\n.nf\n" + lines.stream().map(each -> line(each) + "\n").collect(Collectors.joining()) + ".fi\n";
  }

  /// Never empty and no request, whatever it begins with.
  private static String line(String text) {
    return text.isEmpty() || text.startsWith(".") || text.startsWith("'") ? "\\&" + plain(text) : plain(text);
  }

  private static String plain(String text) {
    return text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq").replace("\"", "\\(dq");
  }
}

package io.github.realtimecli.report;

import io.github.realtimecli.turn.Outcome;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// `junit.xml`, as Jenkins and its like read it: an item is a test case, its folder the class. `refused` is a failure (the
/// server was asked and would not), every other way of not being answered an error (it could not be asked). The time of an
/// item is that of its connection, its upload and its answer, as far as they are known.
final class JunitReport implements Report {
  private static final int HEAD = 256;

  private final Sheet sheet;
  private int tests;
  private int failures;
  private int errors;
  private BigDecimal seconds = BigDecimal.ZERO;

  JunitReport(Path target) throws IOException {
    sheet = new Sheet(target);
    sheet.write(" ".repeat(HEAD));
  }

  @Override
  public void add(Row row) throws IOException {
    tests++;
    BigDecimal time = time(row);
    seconds = seconds.add(time);
    int slash = row.file().lastIndexOf('/');
    String folder = slash < 1 ? "realtime-cli" : row.file().substring(0, slash).replace('/', '.');
    sheet.write("<testcase classname=\"" + attribute(folder) + "\" name=\"" + attribute(row.file().substring(slash + 1))
        + "\" time=\"" + time.toPlainString() + "\">");
    if (!row.answered())
      fault(row);
    said("answer", row.text("reply.transcript"), "heard", row.text("heard"));
    sheet.write("</testcase>\n");
  }

  private void fault(Row row) throws IOException {
    boolean failure = row.outcome().equals(Outcome.Kind.REFUSED.word());
    failures += failure ? 1 : 0;
    errors += failure ? 0 : 1;
    String element = failure ? "failure" : "error";
    String error = row.text("error");
    String sentence = error == null ? row.outcome() : error;
    sheet.write("<" + element + " type=\"" + attribute(row.outcome()) + "\" message=\"" + attribute(sentence) + "\">"
        + text(row.file() + ": " + sentence) + "</" + element + ">");
  }

  private void said(String one, @Nullable String first, String other, @Nullable String second) throws IOException {
    if (first == null && second == null)
      return;
    sheet.write("<system-out>");
    if (first != null)
      sheet.write(text(one + ": " + first + "\n"));
    if (second != null)
      sheet.write(text(other + ": " + second + "\n"));
    sheet.write("</system-out>");
  }

  private static BigDecimal time(Row row) {
    BigDecimal millis = BigDecimal.ZERO;
    for (Measure part : new Measure[]{Measure.CONNECT, Measure.SESSION, Measure.UPLOAD, Measure.DONE}) {
      BigDecimal known = row.decimal(part.path());
      if (known != null && known.signum() > 0)
        millis = millis.add(known);
    }
    return millis.movePointLeft(3).setScale(3, RoundingMode.HALF_EVEN);
  }

  /// The head stands before the rows and tells of them: room is kept for it, and what it does not need is blank.
  private String head() {
    String head = """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites>
        <testsuite name="realtime-cli" tests="%d" failures="%d" errors="%d" skipped="0" time="%s\""""
        .formatted(tests, failures, errors, seconds.toPlainString());
    return head + " ".repeat(HEAD - head.length() - 2) + ">\n";
  }

  @Override
  public void finish() throws IOException {
    sheet.write("</testsuite>\n</testsuites>\n").finish(head());
  }

  static String text(String text) {
    return escape(text, false);
  }

  static String attribute(String text) {
    return escape(text, true);
  }

  /// What XML cannot hold at all is written as `\\u0007`.
  private static String escape(String text, boolean attribute) {
    StringBuilder xml = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      int c = text.codePointAt(i);
      if (Character.isSupplementaryCodePoint(c))
        i++;
      switch (c) {
        case '&' -> xml.append("&amp;");
        case '<' -> xml.append("&lt;");
        case '>' -> xml.append("&gt;");
        case '"' -> xml.append("&quot;");
        case '\r' -> xml.append("&#13;");
        case '\t', '\n' -> xml.append(attribute ? "&#" + c + ";" : Character.toString(c));
        default -> {
          if (c < ' ' || (c >= 0x7f && c < 0xa0) || Character.getType(c) == Character.SURROGATE || c == 0xfffe
              || c == 0xffff)
            xml.append("\\u").append(HexFormat.of().toHexDigits((char) c));
          else
            xml.appendCodePoint(c);
        }
      }
    }
    return xml.toString();
  }

  @Override
  public void close() throws IOException {
    sheet.close();
  }
}

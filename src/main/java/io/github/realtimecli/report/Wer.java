package io.github.realtimecli.report;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A word error rate: how a transcript differs from its reference, by the least number of words put in another's place,
/// left out and put in.
///
/// Both are compared after the same normalisation: Unicode NFKC; lower case; apostrophes within a word are dropped
/// ("don't" is `dont`), also commas between digits ("1,000" is `1000`); every other punctuation mark and symbol parts words,
/// except a point between digits ("3.5"). Each Han, Hiragana, Katakana, Thai, Lao and Khmer character is a word of its own,
/// as these are written without blanks. Numbers are not spelled out: "5" and "five" differ.
///
/// @param words in the reference
public record Wer(long substitutions, long deletions, long insertions, long words) {
  public static final Wer NONE = new Wer(0, 0, 0, 0);

  /// Compares a transcript with its reference.
  public static Wer of(String reference, String transcript) {
    String[] wanted = words(reference).toArray(String[]::new);
    String[] heard = words(transcript).toArray(String[]::new);
    Ways last = new Ways(heard.length + 1);
    Ways next = new Ways(heard.length + 1);
    for (int j = 1; j <= heard.length; j++)
      last.insertions[j] = j;
    for (int i = 1; i <= wanted.length; i++) {
      next.take(0, last, 0);
      next.deletions[0]++;
      for (int j = 1; j <= heard.length; j++)
        next.step(j, last, wanted[i - 1].equals(heard[j - 1]));
      Ways done = next;
      next = last;
      last = done;
    }
    int end = heard.length;
    return new Wer(last.substitutions[end], last.deletions[end], last.insertions[end], wanted.length);
  }

  public long errors() {
    return substitutions + deletions + insertions;
  }

  /// Errors by words of the reference, from 0 to more than 1; `null` for a reference without words.
  public @Nullable Double rate() {
    return words == 0 ? null : (double) errors() / words;
  }

  public Wer plus(Wer other) {
    return new Wer(substitutions + other.substitutions, deletions + other.deletions, insertions + other.insertions,
        words + other.words);
  }

  /// The words that are compared.
  public static List<String> words(String text) {
    String normal = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < normal.length();) {
      int c = normal.codePointAt(i);
      int length = Character.charCount(c);
      if (standsAlone(c)) {
        end(word, words);
        words.add(Character.toString(c));
      } else if (isLetter(c) || (c == '.' && isBetweenDigits(normal, i)))
        word.appendCodePoint(c);
      else if (!isApostrophe(c) && !(c == ',' && isBetweenDigits(normal, i)))
        end(word, words);
      i += length;
    }
    end(word, words);
    return words;
  }

  private static void end(StringBuilder word, List<String> words) {
    if (!word.isEmpty())
      words.add(word.toString());
    word.setLength(0);
  }

  private static boolean isLetter(int c) {
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
      default -> Character.isLetterOrDigit(c);
    };
  }

  private static boolean isApostrophe(int c) {
    return c == '\'' || c == '\u2019' || c == '\u02bc' || c == '\u2018';
  }

  private static boolean isBetweenDigits(String text, int at) {
    return at > 0 && at + 1 < text.length() && Character.isDigit(text.charAt(at - 1))
        && Character.isDigit(text.charAt(at + 1));
  }

  private static boolean standsAlone(int c) {
    return c >= 0x0e00 && Character.isLetter(c) && switch (Character.UnicodeScript.of(c)) {
      case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER -> true;
      default -> false;
    };
  }

  /// One row of the table of least changes: how the beginning of the reference becomes each beginning of the transcript.
  private static final class Ways {
    private static final long ERROR = 1L << 32;
    private static final long SUBSTITUTION = ERROR + 1;

    private final int[] substitutions;
    private final int[] deletions;
    private final int[] insertions;

    Ways(int length) {
      substitutions = new int[length];
      deletions = new int[length];
      insertions = new int[length];
    }

    // of ways with equally many errors, the one that leaves more words right: fewer substitutions
    private long cost(int at) {
      return ((long) substitutions[at] + deletions[at] + insertions[at]) << 32 | substitutions[at];
    }

    private void take(int at, Ways from, int there) {
      substitutions[at] = from.substitutions[there];
      deletions[at] = from.deletions[there];
      insertions[at] = from.insertions[there];
    }

    private void step(int at, Ways above, boolean same) {
      long substituted = above.cost(at - 1) + (same ? 0 : SUBSTITUTION);
      long deleted = above.cost(at) + ERROR;
      long inserted = cost(at - 1) + ERROR;
      if (substituted <= deleted && substituted <= inserted) {
        take(at, above, at - 1);
        substitutions[at] += same ? 0 : 1;
      } else if (deleted <= inserted) {
        take(at, above, at);
        deletions[at]++;
      } else {
        take(at, this, at - 1);
        insertions[at]++;
      }
    }
  }
}

package io.github.realtimecli.batch;

/// Why a run cannot be planned: the user's to mend, before anything is sent.
public final class PlanException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final Matter matter;
  private final String hint;

  /// What has to be mended.
  public enum Matter {
    /// The command line.
    USAGE,
    /// A recording that is not there.
    INPUT
  }

  PlanException(Matter matter, String sentence, String hint) {
    super(sentence, null, false, false);
    this.matter = matter;
    this.hint = hint;
  }

  static PlanException misuse(String sentence, String hint) {
    return new PlanException(Matter.USAGE, sentence, hint);
  }

  public Matter matter() {
    return matter;
  }

  public String hint() {
    return hint;
  }

  /// One sentence, without a full stop.
  public String sentence() {
    return String.valueOf(getMessage());
  }
}

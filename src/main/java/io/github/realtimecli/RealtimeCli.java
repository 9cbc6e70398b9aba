package io.github.realtimecli;

/// The program.
public final class RealtimeCli {
  private RealtimeCli() {}

  public static void main(String[] args) {
    System.exit(args.length);
  }
}

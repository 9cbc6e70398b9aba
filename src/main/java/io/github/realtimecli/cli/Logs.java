package io.github.realtimecli.cli;

/// The developer's log: silent, but at `-vv`. Set before the first logger exists.
final class Logs {
  private static final String SIMPLE = "org.slf4j.simpleLogger.";
  private static volatile boolean loud;

  private Logs() {}

  /// Whether anything is logged.
  static boolean isLoud() {
    return loud;
  }

  static void set(Terminal.Level level) {
    loud = level == Terminal.Level.LOG;
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    if (!loud) {
      // found by name, so that no class path is searched at every start
      System.setProperty("slf4j.provider", "org.slf4j.helpers.NOP_FallbackServiceProvider");
      return;
    }
    System.setProperty("slf4j.provider", "org.slf4j.simple.SimpleServiceProvider");
    System.setProperty(SIMPLE + "defaultLogLevel", "debug");
    System.setProperty(SIMPLE + "showDateTime", "true");
    System.setProperty(SIMPLE + "dateTimeFormat", "HH:mm:ss.SSS");
    // its trace prints the handshake, key and all
    System.setProperty(SIMPLE + "log.org.java_websocket", "info");
  }
}

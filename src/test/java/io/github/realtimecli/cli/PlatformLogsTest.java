package io.github.realtimecli.cli;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.System.Logger.Level;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PlatformLogsTest {
  private final System.Logger logger = new PlatformLogs().getLogger("jdk.something", Object.class.getModule());

  @AfterEach
  void quiet() {
    Logs.set(Terminal.Level.QUIET);
  }

  @Test
  void theJdkFindsIt() {
    var finders = ServiceLoader.load(System.LoggerFinder.class, PlatformLogs.class.getClassLoader());
    assertInstanceOf(PlatformLogs.class, finders.findFirst().orElseThrow());
  }

  @Test
  void theJdkIsSilentByDefault() {
    assertFalse(logger.isLoggable(Level.ERROR));
  }

  @Test
  void takesWhateverTheJdkSays() {
    Logs.set(Terminal.Level.LOG);
    assertDoesNotThrow(() -> {
      logger.log(Level.WARNING, "plain");
      logger.log(Level.WARNING, "braces {x}");
      logger.log(Level.WARNING, "braces {x}", 1);
      logger.log(Level.WARNING, "a value {0}", 1);
      logger.log(Level.WARNING, "nothing", (Object[]) null);
      logger.log(Level.ERROR, "thrown", new IllegalStateException("on purpose"));
    });
  }

  @Test
  void theDevelopersLogHearsOfMoreThanDetails() {
    Logs.set(Terminal.Level.LOG);
    assertTrue(logger.isLoggable(Level.INFO));
    assertTrue(logger.isLoggable(Level.ERROR));
    assertFalse(logger.isLoggable(Level.DEBUG));
    assertFalse(logger.isLoggable(Level.OFF));
    assertFalse(logger.isLoggable(Level.ALL));
  }
}

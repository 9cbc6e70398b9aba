package io.github.realtimecli.cli;

import java.text.MessageFormat;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the JDK itself has to say goes to the developer's log: see [Logs].
///
/// The JDK looks for a finder before it reads its first certificate, through all jars when there is none. This one is listed in
/// the first.
public class PlatformLogs extends System.LoggerFinder {
  /// For the JDK.
  public PlatformLogs() {}

  @Override
  public System.Logger getLogger(String name, Module module) {
    return new PlatformLog(name);
  }

  /// The second that the JDK asks for and does not take, but with `jdk.logger.finder.singleton`: see the list of services.
  public static final class Another extends PlatformLogs {
    /// For the JDK.
    public Another() {}
  }

  private record PlatformLog(String name) implements System.Logger {
    @Override
    public String getName() {
      return name;
    }

    /// The JDK's finer messages are about the JDK.
    @Override
    public boolean isLoggable(Level level) {
      return Logs.isLoud() && level != Level.OFF && level.compareTo(Level.INFO) >= 0;
    }

    @Override
    public void log(Level level, @Nullable ResourceBundle texts, String text, @Nullable Throwable thrown) {
      if (isLoggable(level))
        write(level, texts == null || !texts.containsKey(text) ? text : texts.getString(text), thrown);
    }

    @Override
    public void log(Level level, @Nullable ResourceBundle texts, String format, Object @Nullable... values) {
      if (isLoggable(level)) {
        String pattern = texts == null || !texts.containsKey(format) ? format : texts.getString(format);
        write(level, values == null || values.length == 0 ? pattern : formatted(pattern, values), null);
      }
    }

    private static String formatted(String pattern, Object[] values) {
      try {
        return MessageFormat.format(pattern, values);
      } catch (IllegalArgumentException e) {
        return pattern;
      }
    }

    private void write(Level level, String text, @Nullable Throwable thrown) {
      Logger logger = LoggerFactory.getLogger(name);
      switch (level) {
        case ERROR -> logger.error(text, thrown);
        case WARNING -> logger.warn(text, thrown);
        default -> logger.info(text, thrown);
      }
    }
  }
}

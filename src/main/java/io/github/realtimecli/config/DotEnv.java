package io.github.realtimecli.config;

import io.github.cdimascio.dotenv.Dotenv;
import io.github.cdimascio.dotenv.DotenvEntry;
import io.github.cdimascio.dotenv.DotenvException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A `.env` file, read with the reader's traps closed: its messages hold secrets and are never passed on.
final class DotEnv {
  private DotEnv() {}

  static Map<String, String> read(Path file, List<String> warnings) {
    warnIfOpen(file, warnings);
    try {
      Dotenv dotenv = Dotenv.configure().directory(directory(file)).filename(".env").ignoreIfMissing().load();
      Map<String, String> declared = new HashMap<>();
      for (DotenvEntry entry : dotenv.entries(Dotenv.Filter.DECLARED_IN_ENV_FILE))
        declared.put(entry.getKey(), unquoted(entry.getValue()));
      return declared;
    } catch (DotenvException e) {
      throw malformed(file);
    }
  }

  /// Names the line, never what stands in it.
  private static IllegalArgumentException malformed(Path file) {
    try {
      int number = 0;
      for (String line : Files.readAllLines(file)) {
        number++;
        if (!line.isBlank() && !line.stripLeading().startsWith("#") && !isEntry(line))
          return new IllegalArgumentException("line " + number + " of .env is not NAME=value"
              + (line.stripLeading().startsWith("export ") ? " (leave out the export)" : "")
              + (line.startsWith("\uFEFF") ? " (it begins with a byte order mark)" : ""));
      }
    } catch (IOException e) {
      return new IllegalArgumentException(".env is not text in UTF-8");
    }
    return new IllegalArgumentException(".env has a line that is not NAME=value");
  }

  private static boolean isEntry(String line) {
    int equals = line.indexOf('=');
    String name = equals < 0 ? "" : line.substring(0, equals).strip();
    for (int i = 0; i < name.length(); i++)
      if (!Character.isLetterOrDigit(name.charAt(i)) && "_.-".indexOf(name.charAt(i)) < 0)
        return false;
    return !name.isEmpty();
  }

  private static String directory(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    return folder == null ? "." : folder.toString();
  }

  private static String unquoted(String value) {
    int last = value.length() - 1;
    return last > 0 && value.charAt(0) == '\'' && value.charAt(last) == '\'' ? value.substring(1, last) : value;
  }

  private static void warnIfOpen(Path file, List<String> warnings) {
    try {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
      if (permissions.contains(PosixFilePermission.OTHERS_READ) || permissions.contains(PosixFilePermission.GROUP_READ))
        warnings.add(".env can be read by other users of this machine (chmod 600 .env)");
    } catch (IOException | UnsupportedOperationException e) {
      // a file system without such permissions: nothing to warn of
      return;
    }
  }
}

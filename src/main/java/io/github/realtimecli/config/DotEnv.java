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
      throw malformed();
    }
  }

  private static IllegalArgumentException malformed() {
    return new IllegalArgumentException(".env has a line that is not NAME=value");
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

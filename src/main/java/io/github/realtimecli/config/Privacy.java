package io.github.realtimecli.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;

/// Who else can read a file that holds a secret.
final class Privacy {
  private Privacy() {}

  /// @param name of the file, as the user knows it
  static void warn(Path file, String name, List<String> warnings) {
    if (!Files.isRegularFile(file))
      return;
    try {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
      if (permissions.contains(PosixFilePermission.OTHERS_READ) || permissions.contains(PosixFilePermission.GROUP_READ))
        warnings.add(name + " can be read by other users of this machine (chmod 600 " + name + ")");
    } catch (IOException | UnsupportedOperationException e) {
      // a file system without such permissions: nothing to warn of
      return;
    }
  }
}

package io.github.realtimecli.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/// What an installed program brings along for `man` and for the shells, made of the commands themselves.
///
/// Run by the build with the program on the class path: `Companions SHARE DATE`.
final class Companions {
  private static final int EXTRA_FLAGS = 8;
  private static final byte SMALLEST = 2;

  private Companions() {}

  public static void main(String[] args) throws IOException {
    Path share = Path.of(args[0]);
    List<Vocabulary> commands = Arrays.stream(Command.values()).map(Vocabulary::of).toList();
    for (Completion.Shell shell : Completion.Shell.values())
      write(share.resolve(place(shell)), shell.script(commands).getBytes(UTF_8));
    for (Command command : Command.values()) {
      ManPage page = new ManPage(command, args[1]);
      write(share.resolve("man/man1/" + page.name() + ".1.gz"), packed(page.text().getBytes(UTF_8)));
    }
  }

  /// Below the folder in which the shell looks for those of programs.
  private static String place(Completion.Shell shell) {
    return switch (shell) {
      case BASH -> "bash-completion/completions/realtime-cli";
      case ZSH -> "zsh/site-functions/_realtime-cli";
      case FISH -> "fish/vendor_completions.d/realtime-cli.fish";
    };
  }

  /// As `gzip -9n` does: without a time, and saying that it is as small as can be.
  private static byte[] packed(byte[] page) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes) {
      {
        def.setLevel(Deflater.BEST_COMPRESSION);
      }
    }) {
      gzip.write(page);
    }
    byte[] packed = bytes.toByteArray();
    packed[EXTRA_FLAGS] = SMALLEST;
    return packed;
  }

  private static void write(Path file, byte[] content) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }
}

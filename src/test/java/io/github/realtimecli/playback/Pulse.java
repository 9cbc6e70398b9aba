package io.github.realtimecli.playback;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/// A sound server of our own with a sink that keeps time and is heard by nobody.
final class Pulse implements AutoCloseable {
  private final List<Process> processes = new ArrayList<>();
  private final Path folder;

  private Pulse(Path folder) {
    this.folder = folder;
  }

  static Pulse start(Path folder) throws IOException {
    Pulse pulse = new Pulse(folder);
    Files.createDirectory(folder.resolve("home"));
    Files.createDirectory(folder.resolve("run"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Files.writeString(folder.resolve("ci.pa"), """
        load-module module-null-sink sink_name=ci rate=24000 channels=1 format=s16le norewinds=1
        set-default-sink ci
        load-module module-native-protocol-unix auth-anonymous=1 socket=%s
        """.formatted(pulse.socket()));
    Files.writeString(pulse.alsa(), """
        pcm.!default { type pulse server "unix:%1$s" }
        ctl.!default { type pulse server "unix:%1$s" }
        """.formatted(pulse.socket()));
    Process server = pulse.run("pulseaudio", "-n", "-v", "-F", folder.resolve("ci.pa").toString(), "--daemonize=no",
        "--use-pid-file=no", "--exit-idle-time=-1", "--disable-shm=yes", "--realtime=no", "--high-priority=no",
        "--log-target=stderr");
    BufferedReader log = server.errorReader();
    String line = log.readLine();
    while (line != null && !line.contains("Daemon startup complete"))
      line = log.readLine();
    if (line == null)
      throw new IOException("pulseaudio did not start");
    Thread.ofVirtual().start(() -> log.lines().forEach(rest -> {}));
    return pulse;
  }

  /// What the sink plays, 24 kHz mono PCM16, from now on.
  InputStream listen() throws IOException {
    return run("parec", "-d", "ci.monitor", "--format=s16le", "--rate=24000", "--channels=1", "--latency-msec=10",
        "--raw")
        .getInputStream();
  }

  Path alsa() {
    return folder.resolve("alsa.conf");
  }

  private Path socket() {
    return folder.resolve("native");
  }

  private Process run(String... command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("HOME", folder.resolve("home").toString());
    builder.environment().put("XDG_RUNTIME_DIR", folder.resolve("run").toString());
    builder.environment().put("PULSE_SERVER", "unix:" + socket());
    Process process = builder.start();
    processes.add(process);
    return process;
  }

  @Override
  public void close() {
    processes.reversed().forEach(process -> {
      process.destroyForcibly();
      process.onExit().join();
    });
  }
}

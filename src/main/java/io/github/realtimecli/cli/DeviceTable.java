package io.github.realtimecli.cli;

import io.github.realtimecli.audio.Pcm;
import io.github.realtimecli.playback.Device;
import io.github.realtimecli.playback.Devices;
import io.github.realtimecli.playback.Opening;
import io.github.realtimecli.playback.Speaker;
import io.github.realtimecli.protocol.dialect.Json;
import io.github.realtimecli.turn.Failure;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// The devices command: which speakers and microphones there are; a tone to try one.
final class DeviceTable {
  private static final double TONE_HZ = 440;
  private static final double TONE_LEVEL = 0.25;
  private static final int FADE = Pcm.RATE / 50;

  private final boolean json;
  private final boolean test;
  private final @Nullable String device;
  private final Terminal terminal;
  private final Interrupts interrupts;

  DeviceTable(ParseResult parsed, Terminal terminal, Interrupts interrupts) {
    json = parsed.hasMatchedOption("--json");
    test = parsed.hasMatchedOption("--test");
    device = parsed.hasMatchedOption("--device") ? parsed.matchedOptionValue("--device", "") : null;
    this.terminal = terminal;
    this.interrupts = interrupts;
  }

  static void addTo(CommandSpec spec) {
    Command.flag(spec, "--test");
    Command.value(spec, "--device");
    Command.flag(spec, "--json");
  }

  int run() throws InterruptedException {
    return test ? playTone() : list();
  }

  private int list() {
    List<Device> speakers = Devices.speakers();
    List<Device> microphones = Devices.microphones();
    if (json) {
      Map<String, Object> table = new LinkedHashMap<>();
      table.put("speakers", speakers.stream().map(DeviceTable::row).toList());
      table.put("microphones", microphones.stream().map(DeviceTable::row).toList());
      terminal.resultLine(Json.write(table));
    } else {
      for (Device speaker : speakers)
        terminal.resultLine("speaker     " + speaker.name());
      for (Device microphone : microphones)
        terminal.resultLine("microphone  " + microphone.name());
    }
    if (speakers.isEmpty() && microphones.isEmpty())
      terminal.note("no sound device was found");
    return ExitCode.ANSWERED;
  }

  private static Map<String, Object> row(Device device) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("name", device.name());
    row.put("description", device.description());
    return row;
  }

  private int playTone() throws InterruptedException {
    CountDownLatch heard = new CountDownLatch(1);
    interrupts.during(heard::countDown);
    try (Speaker speaker = Speaker.open(device, Pcm.RATE, 1, terminal::note)) {
      switch (speaker.ready().join()) {
        case Opening.Open open -> terminal.note("playing a tone through " + open.device());
        case Opening.Muted muted -> throw new Stop(
            new UserError("no tone can be played", "see realtime-cli devices", ExitCode.DEVICE));
        case Opening.Missing missing -> throw new Stop(
            UserError.of(new Failure.MissingDevice(missing.wanted(), missing.present()), ""));
      }
      speaker.play(tone());
      speaker.finish(heard::countDown);
      heard.await();
    } catch (IOException e) {
      throw new Stop(new UserError("the tone could not be played: " + e.getMessage(), "see realtime-cli devices",
          ExitCode.DEVICE));
    } finally {
      interrupts.over();
    }
    return interrupts.requested() ? ExitCode.INTERRUPTED : ExitCode.ANSWERED;
  }

  /// One second of a sine at -12 dB, faded at both ends so that it does not click.
  private static Pcm tone() {
    short[] samples = new short[Pcm.RATE];
    for (int i = 0; i < samples.length; i++) {
      double fade = Math.min(1, Math.min(i, samples.length - 1 - i) / (double) FADE);
      samples[i] = (short) Math
          .round(fade * TONE_LEVEL * Short.MAX_VALUE * Math.sin(2 * Math.PI * TONE_HZ * i / Pcm.RATE));
    }
    return Pcm.ofSamples(samples);
  }
}

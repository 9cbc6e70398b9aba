package io.github.realtimecli.cli;

import io.github.realtimecli.batch.Item;
import io.github.realtimecli.batch.Watcher;
import io.github.realtimecli.session.Result;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Tells the user how far a run is: one line that is redrawn on a terminal, a plain one every few seconds otherwise.
final class BatchProgress implements Watcher {
  private static final long PLAIN = 5_000_000_000L;

  private final Terminal terminal;
  private final int items;
  private final int jobs;
  private final Map<Item, Long> underWay = new LinkedHashMap<>();
  private final long begunAt = System.nanoTime();
  private long plainAt = begunAt + PLAIN;
  private int done;
  private int failed;
  private double cost;
  private boolean costKnown = true;

  /// @param items to be asked about
  /// @param jobs  conversations at once, as the user wants them
  BatchProgress(Terminal terminal, int items, int jobs) {
    this.terminal = terminal;
    this.items = items;
    this.jobs = jobs;
  }

  @Override
  public void began(Item item) {
    underWay.putIfAbsent(item, System.nanoTime());
  }

  @Override
  public void ended(Item item, Result result, @Nullable Double dollars, Duration took) {
    underWay.remove(item);
    done++;
    boolean answered = result.outcome().failure() == null;
    failed += answered ? 0 : 1;
    cost += dollars == null ? 0 : dollars;
    costKnown &= dollars != null || !answered;
    terminal.event(item.name() + ": " + result.outcome().kind().word() + " after " + seconds(took.toNanos())
        + (result.attempts() > 1 ? ", attempt " + result.attempts() : ""));
  }

  @Override
  public void passed(int active, int window) {
    long now = System.nanoTime();
    if (terminal.redraws())
      terminal.draw(line(now, active, window));
    else if (now >= plainAt) {
      terminal.note(line(now, active, window));
      plainAt = now + PLAIN;
    }
  }

  private String line(long now, int active, int window) {
    double rate = done / Math.max(1e-3, (now - begunAt) / 1e9);
    StringBuilder line = new StringBuilder();
    line.append(done).append(" of ").append(items).append(" done");
    if (failed > 0)
      line.append(", ").append(failed).append(" failed");
    line.append(String.format(Locale.ROOT, ", %.1f/s, ", rate));
    line.append(costKnown ? dollars(cost) : "cost unknown");
    if (done > 0)
      line.append(", ").append(time((long) ((items - done) / rate * 1e9))).append(" left");
    line.append(", ").append(active).append(" under way");
    if (window < jobs)
      line.append(" (the server lets us have ").append(window).append(" now)");
    underWay.entrySet()
        .stream()
        .findFirst()
        .ifPresent(slowest -> line.append(", ")
            .append(slowest.getKey().name())
            .append(" since ")
            .append(seconds(now - slowest.getValue())));
    return line.toString();
  }

  static String dollars(double amount) {
    return String.format(Locale.ROOT, amount < 1 ? "$%.4f" : "$%.2f", amount);
  }

  private static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.1f s", nanos / 1e9);
  }

  static String time(long nanos) {
    long seconds = Math.round(nanos / 1e9);
    return seconds < 100
        ? seconds + " s"
        : seconds < 6000 ? (seconds + 30) / 60 + " min" : String.format(Locale.ROOT, "%.1f h", seconds / 3600.0);
  }
}

package dev.onset.gatling;

import dev.onset.load.Axis;
import dev.onset.search.Onset;
import dev.onset.search.Step;
import dev.onset.search.Trial;
import dev.onset.search.Verdict;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What an experiment shows while it runs: on a terminal one line that is rewritten every second,
 * elsewhere one plain line per trial. Confined to the experiment's thread.
 */
final class Progress {

  private static final long TICK_NANOS = 1_000_000_000;
  private static final int WIDTH = 118;

  private final String name;
  private final String unit;
  private final Tally tally;
  private final PrintStream out;
  private final boolean terminal;
  private long lastTickNanos;
  private String bracket = "";

  Progress(Axis axis, Tally tally, PrintStream out, boolean terminal) {
    this(axis.slug(), axis.unit(), tally, out, terminal);
  }

  /**
   * As above.
   *
   * @param name what the lines begin with
   * @param unit what a load is counted in
   */
  Progress(String name, String unit, Tally tally, PrintStream out, boolean terminal) {
    this.unit = unit;
    this.name = name;
    this.tally = tally;
    this.out = out;
    this.terminal = terminal;
  }

  void tick(Step.Measure step) {
    tick(
        String.format(
            Locale.ROOT,
            "%s %.1f %s",
            step.purpose().name().toLowerCase(Locale.ROOT),
            step.load(),
            unit));
  }

  void tick(Step.Open step, int open) {
    tick(String.format(Locale.ROOT, "ramp to %d, %d %s open", step.ramp().top(), open, unit));
  }

  void tick(String doing) {
    long now = System.nanoTime();
    if (!terminal || now - lastTickNanos < TICK_NANOS) {
      return;
    }
    lastTickNanos = now;
    rewrite(line(name, doing, tally, bracket));
  }

  /** The progress line: name, what is being done, the counts, and the bracket so far. */
  static String line(String name, String doing, Tally tally, String bracket) {
    return String.format(
        Locale.ROOT,
        "%-11s %-34s sent %,d  admitted %,d  rejected %,d  failed %,d  %s",
        name,
        doing,
        tally.sent(),
        tally.admitted(),
        tally.rejected(),
        tally.failed(),
        bracket);
  }

  void trial(Trial trial, List<Onset> onsets) {
    bracket = bracket(onsets);
    if (!terminal) {
      out.println(line(name, unit, trial) + (bracket.isEmpty() ? "" : "  " + bracket));
    } else if (trial.verdict() == Verdict.INVALID) {
      rewrite("");
      out.print("\r");
      out.println(line(name, unit, trial));
    }
  }

  /** A trial in one line: load, verdict, outcomes and the reason for the verdict. */
  static String line(Axis axis, Trial trial) {
    return line(axis.slug(), axis.unit(), trial);
  }

  private static String line(String name, String unit, Trial trial) {
    var counts =
        trial.summary().counts().entrySet().stream()
            .map(entry -> entry.getKey() + " " + entry.getValue())
            .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "%-11s %-8s %9.1f %s  %4.1f s  %-7s %s%s",
        name,
        trial.purpose().name().toLowerCase(Locale.ROOT),
        trial.load(),
        unit,
        trial.length().toMillis() / 1000.0,
        trial.verdict(),
        counts,
        trial.verdict() == Verdict.INVALID ? " (" + trial.reason() + ")" : "");
  }

  /** Where what has begun so far is known to begin. */
  static String bracket(List<Onset> onsets) {
    return onsets.stream()
        .filter(onset -> onset.upper() != null)
        .map(
            onset ->
                String.format(
                    Locale.ROOT,
                    "%s in (%s, %.1f]",
                    onset.outcome(),
                    onset.lower() == null ? "?" : String.format(Locale.ROOT, "%.1f", onset.lower()),
                    onset.upper()))
        .collect(Collectors.joining(" "));
  }

  /** Leaves the terminal's line clean for what comes after. */
  void close() {
    if (terminal) {
      rewrite("");
      out.print("\r");
    }
  }

  private void rewrite(String line) {
    var shown = line.length() > WIDTH ? line.substring(0, WIDTH) : line;
    out.print("\r" + shown + " ".repeat(WIDTH - shown.length()));
    out.flush();
  }
}

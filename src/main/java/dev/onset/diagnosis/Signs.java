package dev.onset.diagnosis;

import dev.onset.load.Axis;
import dev.onset.outcome.Outcome;
import dev.onset.outcome.Phase;
import dev.onset.record.ExperimentRecord.Check;
import dev.onset.search.Onset;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The evidence that an experiment leaves. What was not measured is null or empty, never guessed.
 *
 * @param trials the trials that count, in order; those that the load generator spoilt are left out
 * @param texts failures and error answers of those trials, verbatim, with their counts
 * @param latencies how long attempts took, by outcome
 * @param pace how long answered attempts took at a low and at a high load
 * @param phases what attempts without an answer were doing when they ended
 * @param connectSteps connections that came about only after a SYN had been sent again
 * @param kernel counters of the load generator's kernel
 * @param targetOnThisHost whether the target runs in the same network stack as the load generator,
 *     so that the kernel's listening counters are the target's; null when not known
 * @param unserved most connections that were established at once and never served; null when not
 *     counted, then it follows from the onsets
 * @param heldElsewhere most connections that another experiment of the same run held at once
 *     without a failure
 * @param peakOpen most connections in use at once; 0 when not known
 * @param addresses outcomes by address, when the name has several
 * @param limiter the limiter that was met
 * @param gateway how the gateway names itself in headers
 * @param checks the preflight
 * @param injector whether the load generator was fit
 * @param connectTimeout how long one connection attempt to one address may take
 */
public record Signs(
    Axis axis,
    List<Onset> onsets,
    List<TrialSigns> trials,
    List<Text> texts,
    Map<Outcome, Latency> latencies,
    @Nullable Pace pace,
    Map<Phase, Long> phases,
    @Nullable ConnectSteps connectSteps,
    @Nullable Kernel kernel,
    @Nullable Boolean targetOnThisHost,
    @Nullable Integer unserved,
    @Nullable Integer heldElsewhere,
    int peakOpen,
    Map<String, Map<Outcome, Long>> addresses,
    @Nullable LimiterSigns limiter,
    @Nullable String gateway,
    List<Check> checks,
    InjectorSigns injector,
    @Nullable Duration connectTimeout) {

  /** An ending, verbatim; the text of an answer begins with its status. */
  public record Text(Outcome outcome, String text, long count) {}

  /** Milliseconds from when attempts were due to when they ended. */
  public record Latency(double p50Millis, double p99Millis) {}

  /**
   * How long answered attempts typically took at a low and at a high load: the median, or, where
   * each opens a connection, the lower quartile, as a SYN that is lost and sent again adds whole
   * seconds to some and says nothing of the others.
   */
  public record Pace(double lowLoad, double lowMillis, double highLoad, double highMillis) {}

  /**
   * Connections that took whole seconds longer than others: a SYN was lost and sent again.
   *
   * @param firstLoad the load in force when the first of them was due
   */
  public record ConnectSteps(double firstLoad, long count) {}

  /**
   * The limiter that was met.
   *
   * @param words what it is, such as {@code a token bucket of 100/s with a burst of 20}
   * @param algorithm the name of its algorithm, such as {@code TOKEN_BUCKET}
   */
  public record LimiterSigns(String algorithm, String words, double confidence) {}

  /**
   * Whether the load generator was fit.
   *
   * @param limited whether it kept the search from going on
   */
  public record InjectorSigns(boolean limited, List<String> reasons) {
    /** Copies the list. */
    public InjectorSigns {
      reasons = List.copyOf(reasons);
    }
  }

  /** Copies the collections. */
  public Signs {
    onsets = List.copyOf(onsets);
    trials = List.copyOf(trials);
    texts = List.copyOf(texts);
    latencies = Map.copyOf(latencies);
    phases = Map.copyOf(phases);
    addresses = Map.copyOf(addresses);
    checks = List.copyOf(checks);
  }

  /** Evidence of which only the axis is known so far. */
  public static SignsBuilder on(Axis axis) {
    return new SignsBuilder(axis);
  }
}

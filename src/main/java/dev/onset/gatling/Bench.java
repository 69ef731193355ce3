package dev.onset.gatling;

import dev.onset.config.BudgetSettings;
import dev.onset.evidence.Health;
import dev.onset.injector.HealthMonitor;
import dev.onset.record.Unfinished;
import dev.onset.search.Search;
import dev.onset.search.Step;
import dev.onset.search.Trial;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The loop that every experiment shares: ask the search, measure, judge, within the budget.
 *
 * <p>Confined to the experiment's thread.
 */
final class Bench {

  /** Carries out one step of a search. */
  interface Measurement {
    Trial measure(Step step) throws InterruptedException;
  }

  private final Search search;
  private final UnaryOperator<List<Trial>> reading;
  private final Tally tally;
  private final Progress progress;
  private final HealthMonitor monitor;
  private final Oversight oversight;
  private final Spending spending;
  private final Circuit circuit;
  private final Instant startedAt = Instant.now();
  private final long originNanos = System.nanoTime();
  private final List<Trial> trials = new ArrayList<>();
  private @Nullable String abandoned;

  /**
   * A bench for one search.
   *
   * @param reading how the search is to read the trials; they are kept as they were measured
   */
  Bench(
      Search search,
      UnaryOperator<List<Trial>> reading,
      BudgetSettings budget,
      Tally tally,
      Progress progress,
      HealthMonitor monitor,
      Oversight oversight) {
    this.search = search;
    this.reading = reading;
    this.spending = new Spending(budget, tally, oversight, originNanos);
    this.tally = tally;
    this.progress = progress;
    this.monitor = monitor;
    this.oversight = oversight;
    this.circuit =
        new Circuit(oversight, budget.recovery(), time -> rest(time, "waiting"), System::nanoTime);
  }

  long originNanos() {
    return originNanos;
  }

  void healthBegins() {
    monitor.begin();
  }

  Health healthEnds() {
    return monitor.end();
  }

  /** Searches to the end or to the budget's. */
  Findings search(Measurement measurement) throws InterruptedException {
    while (true) {
      if (abandoned != null) {
        return findings(new Step.Done(Step.End.UNDECIDED, abandoned), abandoned);
      }
      var step = search.next(reading.apply(trials));
      if (step instanceof Step.Done done) {
        return findings(done, null);
      }
      var spent = spent(step);
      if (spent == null && !trials.isEmpty()) {
        spent = circuit.after(trials.get(trials.size() - 1));
        if (spent != null && isExtra(step)) {
          // The answer stands, but whoever asked must know that the target stays down.
          return findings(new Step.Done(Step.End.ANSWERED, null), spent);
        }
        // Waiting may have used up the time that was left.
        spent = spent == null ? spent(step) : spent;
      }
      if (spent != null && isExtra(step)) {
        return findings(new Step.Done(Step.End.ANSWERED, null), null);
      }
      if (spent != null) {
        return findings(new Step.Done(Step.End.UNDECIDED, spent), spent);
      }
      rest(step);
      var calledOff = oversight.calledOff();
      if (calledOff != null) {
        return findings(new Step.Done(Step.End.UNDECIDED, calledOff), calledOff);
      }
      var trial = measurement.measure(step);
      trials.add(trial);
      var read = reading.apply(trials);
      progress.trial(read.get(read.size() - 1), search.onsets(read));
      oversight.trialEnded(
          findings(new Step.Done(Step.End.UNDECIDED, Unfinished.REASON), Unfinished.REASON));
    }
  }

  private static boolean isExtra(Step step) {
    return step instanceof Step.Measure measure && measure.purpose().isExtra();
  }

  /** Ends the search after the current trial without stating any threshold. */
  void abandon(String why) {
    abandoned = why;
  }

  /** Why a trial must not go on, or null. */
  @Nullable String spentWhileRunning() {
    if (abandoned != null) {
      return abandoned;
    }
    return spending.now();
  }

  private @Nullable String spent(Step step) {
    var spent = spending.before(cost(step));
    return spent == null ? spentWhileRunning() : spent;
  }

  private void rest(Step step) throws InterruptedException {
    var rest =
        step instanceof Step.Measure measure
            ? measure.restBefore()
            : step instanceof Step.Open open ? open.restBefore() : Duration.ZERO;
    rest(rest, "resting");
  }

  private void rest(Duration time, String doing) throws InterruptedException {
    long endNanos = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < endNanos && oversight.calledOff() == null) {
      Thread.sleep(20);
      progress.tick(doing);
    }
  }

  private static Duration cost(Step step) {
    if (step instanceof Step.Measure measure) {
      return measure.restBefore().plus(measure.length());
    }
    return step instanceof Step.Open open
        ? open.restBefore().plus(open.ramp().length())
        : Duration.ZERO;
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - originNanos);
  }

  private Findings findings(Step.Done done, @Nullable String stopped) {
    var read = reading.apply(trials);
    return new Findings(
        startedAt,
        elapsed(),
        read,
        abandoned == null ? search.onsets(read) : List.of(),
        search.notes(read),
        done,
        tally.peakOpen(),
        search.limiter(read),
        search.recovery(read),
        search.scope(read),
        List.of(),
        tally.rejected(),
        stopped,
        abandoned == null ? search.droppedSyns(read) : null);
  }
}

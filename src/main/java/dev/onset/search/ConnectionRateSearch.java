package dev.onset.search;

import dev.onset.evidence.Attempt;
import dev.onset.evidence.SummaryRecorder;
import dev.onset.outcome.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The search along the connection-rate axis: where the first SYN is dropped, and where connections
 * fail for good.
 *
 * <p>Both are brackets of a {@link CapacitySearch}. The first is made of the same trials seen in
 * another light: a connection that only a retry of its SYN brought about, or that timed out, is a
 * failure there, and everything else is none. Up to 1 % of them are tolerated, because any longer
 * way loses a packet now and then. What fails for good is sought from there on up.
 *
 * <p>What a burst or a queue let through is taken out of the lower bound again: see {@link
 * Sustained}.
 *
 * <p>Any answer proves a connection served, a limiter's too.
 */
public final class ConnectionRateSearch implements Search {

  /** Stands for a dropped SYN where there is nothing but that and success. */
  private static final Outcome DROPPED = Outcome.OTHER;

  /**
   * Timeouts set in gradually where SYNs are dropped: all retries of a connection must be dropped
   * too, and the retries are load of their own.
   */
  private static final double LEAST_PRECISION_OF_TIMEOUTS = 0.05;

  private final RatePlan plan;
  private final Search capacity;
  private final RatePlan gradual;

  /** A search; the plan's unit is new connections per second. */
  public ConnectionRateSearch(RatePlan plan) {
    this.plan = plan;
    this.capacity = new CapacitySearch(plan);
    this.gradual = plan.atPrecision(LEAST_PRECISION_OF_TIMEOUTS);
  }

  @Override
  public Step next(List<Trial> trials) {
    var served = served(trials);
    var retries = SynRetries.of(trials);
    if (!isDropping(served, retries)) {
      return capacity.next(served);
    }
    var step = capacity.next(drops(served, retries));
    if (step instanceof Step.Measure measure && !climbsBeyondFailure(measure.load(), served)) {
      return step;
    }
    var last = new CapacitySearch(gradual).next(served);
    return last instanceof Step.Done done && done.end() == Step.End.ANSWERED
        ? Optional.<Step>ofNullable(hold(served, retries)).orElse(last)
        : last;
  }

  /** Holds a load just below the sustained one when that was not done yet. */
  private Step.@Nullable Measure hold(List<Trial> served, SynRetries retries) {
    var drops = drops(served, retries);
    var found = onset(capacity.onsets(drops));
    var sustained = Sustained.of(served, retries);
    if (found.status() != OnsetStatus.FOUND
        || sustained == null
        || !sustained.isAgreed()
        || sustained.correct(found, clean(drops)).equals(found)) {
      return null;
    }
    double load = sustained.perSecond() * (1 - plan.precision() / 2);
    double least = sustained.perSecond() * (1 - 2 * plan.precision());
    boolean tried =
        load < plan.start()
            || drops.stream()
                .filter(Trial::valid)
                .filter(trial -> trial.length().compareTo(plan.trial()) >= 0)
                .anyMatch(trial -> trial.load() >= least && trial.load() <= sustained.most());
    return tried
        ? null
        : new Step.Measure(Purpose.CONFIRM, load, plan.confirm(), CoolDown.restAfter(last(served)));
  }

  private static Trial last(List<Trial> trials) {
    return trials.get(trials.size() - 1);
  }

  private static List<Trial> clean(List<Trial> drops) {
    return drops.stream().filter(trial -> trial.verdict() == Verdict.GOOD).toList();
  }

  /**
   * The search for what fails for good. Timeouts are SYNs that were dropped again and again; what
   * is known of the one is known of the other.
   */
  private Search failures(List<Trial> served) {
    var retries = SynRetries.of(served);
    if (!isDropping(served, retries)) {
      return capacity;
    }
    boolean known = onset(capacity.onsets(drops(served, retries))).status() == OnsetStatus.FOUND;
    return CapacitySearch.of(gradual, known ? Set.of(Outcome.CONNECT_TIMEOUT) : Set.of());
  }

  /** What fails for good already is not exceeded for the sake of a dropped SYN. */
  private static boolean climbsBeyondFailure(double load, List<Trial> served) {
    return served.stream().allMatch(trial -> trial.load() < load)
        && served.stream().anyMatch(trial -> trial.verdict() == Verdict.BAD);
  }

  @Override
  public List<Onset> onsets(List<Trial> trials) {
    if (trials.isEmpty()) {
      return List.of();
    }
    var served = served(trials);
    var retries = SynRetries.of(trials);
    // Where a dropped SYN gets through on a retry, timeouts begin above what can be sustained.
    var sustained = retries == SynRetries.NONE ? Sustained.of(served, retries) : null;
    return failures(served).onsets(served).stream()
        .filter(onset -> onset.outcome() != Outcome.RATE_LIMITED)
        .map(
            onset ->
                sustained == null || onset.outcome() != Outcome.CONNECT_TIMEOUT
                    ? onset
                    : sustained.correct(onset, clean(drops(served, retries))))
        .toList();
  }

  @Override
  public List<String> notes(List<Trial> trials) {
    var served = served(trials);
    var notes = new ArrayList<>(failures(served).notes(served));
    var limited = Observed.firstRejection(Outcome.RATE_LIMITED, trials);
    if (limited == null) {
      limited = Observed.firstRejection(Outcome.QUOTA_EXCEEDED, trials);
    }
    if (limited != null) {
      notes.add(
          String.format(
              Locale.ROOT,
              "Requests were turned away by a limiter from %.1f connections/s on. Such an answer"
                  + " proves its connection served and counts as a success here; what the limiter"
                  + " admits is a question for the rate axis.",
              limited));
    }
    return notes;
  }

  @Override
  public @Nullable DroppedSyns droppedSyns(List<Trial> trials) {
    if (trials.isEmpty()) {
      return null;
    }
    var served = served(trials);
    var retries = SynRetries.of(trials);
    var seconds = new TreeMap<Integer, Long>();
    long never = 0;
    // The kernel's count that is kept beside these leaves spoilt trials out, too.
    for (var trial : served.stream().filter(trial -> !trial.spoilt()).toList()) {
      for (var entry : trial.summary().log().entries()) {
        int after = retries.secondsBefore(entry.connectNanos());
        if (after > 0) {
          seconds.merge(after, 1L, Long::sum);
        }
        never += entry.outcome() == Outcome.CONNECT_TIMEOUT ? 1 : 0;
      }
    }
    var drops = drops(served, retries);
    var bracket = onset(capacity.onsets(drops));
    var sustained = Sustained.of(served, retries);
    var onset = sustained == null ? bracket : sustained.correct(bracket, clean(drops));
    return new DroppedSyns(
        onset.status(),
        onset.lower(),
        onset.upper(),
        onset.estimate(),
        onset.observed(),
        onset.confidence(),
        seconds,
        never);
  }

  /** That of dropped SYNs; where no trial failed for them, one that was not reached. */
  private static Onset onset(List<Onset> onsets) {
    return onsets.stream()
        .filter(onset -> onset.outcome() == DROPPED)
        .findFirst()
        .orElseGet(
            () ->
                onsets.stream()
                    .filter(onset -> onset.outcome() == Outcome.CONNECT_TIMEOUT)
                    .findFirst()
                    .orElseThrow());
  }

  private static boolean isDropping(List<Trial> trials, SynRetries retries) {
    return trials.stream()
        .flatMap(trial -> trial.summary().log().entries().stream())
        .anyMatch(retries::isDropped);
  }

  /** The trials with a limiter's answers as successes. */
  private static List<Trial> served(List<Trial> trials) {
    return trials.stream().map(ConnectionRateSearch::served).toList();
  }

  private static Trial served(Trial trial) {
    return trial
        .relabelled(Outcome.RATE_LIMITED, Outcome.OK)
        .relabelled(Outcome.QUOTA_EXCEEDED, Outcome.OK);
  }

  /** The trial with the verdict that this search gives it. */
  public static Trial judged(Trial trial) {
    return trial.judgedAs(served(trial));
  }

  /** The trials with dropped SYNs as the only failures. */
  private static List<Trial> drops(List<Trial> trials, SynRetries retries) {
    return trials.stream().map(trial -> drops(trial, retries)).toList();
  }

  private static Trial drops(Trial trial, SynRetries retries) {
    if (!trial.valid()) {
      return trial;
    }
    var recorder = new SummaryRecorder();
    for (var entry : trial.summary().log().entries()) {
      recorder.add(
          new Attempt(
              trial.load(),
              entry.startNanos(),
              entry.startNanos(),
              entry.endNanos(),
              retries.isDropped(entry) ? DROPPED : Outcome.OK,
              null,
              null));
    }
    var summary = recorder.summary();
    return Judge.judge(
        trial.purpose(),
        trial.load(),
        trial.startedAt(),
        trial.length(),
        summary.attempts(),
        summary,
        trial.health(),
        trial.cut());
  }
}

package dev.onset.gatling;

import dev.onset.evidence.Summary;
import dev.onset.limiter.DeclaredPolicy;
import dev.onset.limiter.Limiter;
import dev.onset.record.Study;
import dev.onset.record.Unfinished;
import dev.onset.search.DroppedSyns;
import dev.onset.search.Onset;
import dev.onset.search.OnsetStatus;
import dev.onset.search.Recovery;
import dev.onset.search.Scope;
import dev.onset.search.Step;
import dev.onset.search.Trial;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an experiment found.
 *
 * @param startedAt when the first trial could begin, after warming up
 * @param elapsed time from then to the last trial's end
 * @param peakOpen most connections in use at once
 * @param limiter the limiter that was met, or null when none was
 * @param recovery how the target comes back from overload, or null when that was not measured
 * @param scope whom the limit is for, or null when that was not measured
 * @param declared the limits that the target declares
 * @param rejected attempts that were turned away
 * @param stopped why a budget ended the search early, or null
 * @param droppedSyns where the first SYN is dropped, or null when that was not looked for
 * @param study the answer to another question than where something begins, or null
 */
record Findings(
    Instant startedAt,
    Duration elapsed,
    List<Trial> trials,
    List<Onset> onsets,
    List<String> notes,
    Step.Done done,
    int peakOpen,
    @Nullable Limiter limiter,
    @Nullable Recovery recovery,
    @Nullable Scope scope,
    List<DeclaredPolicy> declared,
    long rejected,
    @Nullable String stopped,
    @Nullable DroppedSyns droppedSyns,
    @Nullable Study study) {

  Findings {
    trials = List.copyOf(trials);
    onsets = List.copyOf(onsets);
    notes = List.copyOf(notes);
    declared = List.copyOf(declared);
  }

  /** Findings of an experiment along an axis. */
  Findings(
      Instant startedAt,
      Duration elapsed,
      List<Trial> trials,
      List<Onset> onsets,
      List<String> notes,
      Step.Done done,
      int peakOpen,
      @Nullable Limiter limiter,
      @Nullable Recovery recovery,
      @Nullable Scope scope,
      List<DeclaredPolicy> declared,
      long rejected,
      @Nullable String stopped,
      @Nullable DroppedSyns droppedSyns) {
    this(
        startedAt,
        elapsed,
        trials,
        onsets,
        notes,
        done,
        peakOpen,
        limiter,
        recovery,
        scope,
        declared,
        rejected,
        stopped,
        droppedSyns,
        null);
  }

  /** Findings of an experiment that answers another question. */
  static Findings answering(
      Study study,
      Instant startedAt,
      Duration elapsed,
      List<Trial> trials,
      List<String> notes,
      Step.Done done,
      Tally tally,
      @Nullable String stopped) {
    return new Findings(
        startedAt,
        elapsed,
        trials,
        List.of(),
        notes,
        done,
        tally.peakOpen(),
        null,
        null,
        null,
        List.of(),
        tally.rejected(),
        stopped,
        null,
        study);
  }

  /** Findings of an experiment that did not look for dropped SYNs. */
  Findings(
      Instant startedAt,
      Duration elapsed,
      List<Trial> trials,
      List<Onset> onsets,
      List<String> notes,
      Step.Done done,
      int peakOpen,
      @Nullable Limiter limiter,
      @Nullable Recovery recovery,
      @Nullable Scope scope,
      List<DeclaredPolicy> declared,
      long rejected,
      @Nullable String stopped) {
    this(
        startedAt, elapsed, trials, onsets, notes, done, peakOpen, limiter, recovery, scope,
        declared, rejected, stopped, null);
  }

  /** An experiment that was not begun, because the load generator's host is not fit for it. */
  static Findings limited(String why) {
    return new Findings(
        Instant.now(),
        Duration.ZERO,
        List.of(),
        List.of(),
        List.of(),
        new Step.Done(Step.End.LIMITED, why),
        0,
        null,
        null,
        null,
        List.of(),
        0,
        null);
  }

  /** An experiment that is about to begin. */
  static Findings notBegun() {
    return new Findings(
        Instant.now(),
        Duration.ZERO,
        List.of(),
        List.of(),
        List.of(),
        new Step.Done(Step.End.UNDECIDED, Unfinished.REASON),
        0,
        null,
        null,
        null,
        List.of(),
        0,
        Unfinished.REASON);
  }

  /** The same with the limits that the target declares. */
  Findings declaring(List<DeclaredPolicy> policies) {
    return new Findings(
        startedAt,
        elapsed,
        trials,
        onsets,
        notes,
        done,
        peakOpen,
        limiter,
        recovery,
        scope,
        policies,
        rejected,
        stopped,
        droppedSyns,
        study);
  }

  /** The same with one more remark for its reader. */
  Findings noting(String remark) {
    var more = new ArrayList<>(notes);
    more.add(remark);
    return new Findings(
        startedAt,
        elapsed,
        trials,
        onsets,
        more,
        done,
        peakOpen,
        limiter,
        recovery,
        scope,
        declared,
        rejected,
        stopped,
        droppedSyns,
        study);
  }

  /** Time in which attempts were due. */
  double loadSeconds() {
    double seconds = 0;
    for (var trial : trials) {
      var prelude = trial.prelude().log().entries();
      double end = trial.startedAt().plus(trial.length()).toNanos() / 1e9;
      double start =
          prelude.isEmpty() ? trial.startedAt().toNanos() / 1e9 : prelude.get(0).startNanos() / 1e9;
      seconds += end - start;
    }
    return seconds;
  }

  /** The trials that the load generator did not spoil. */
  List<Trial> counted() {
    return trials.stream().filter(trial -> !trial.spoilt()).toList();
  }

  /** All attempts, those of invalid trials included: they were sent too. */
  Summary everything() {
    return trials.stream().map(Trial::everything).reduce(Summary.EMPTY, Summary::plus);
  }

  /** Whether a threshold was found, or none was met up to the highest load; or all was asked. */
  boolean isAnswer() {
    return stopped == null
        && done.end() == Step.End.ANSWERED
        && (study != null
            || isFoundForDroppedSyns()
            || onsets.stream().anyMatch(onset -> onset.status() == OnsetStatus.FOUND)
            || onsets.stream().allMatch(onset -> onset.status() == OnsetStatus.NOT_REACHED));
  }

  private boolean isFoundForDroppedSyns() {
    return droppedSyns != null && droppedSyns.status() == OnsetStatus.FOUND;
  }

  /** Why there is no answer, in one sentence, or null when there is one. */
  @Nullable String shortfall() {
    if (isAnswer()) {
      return null;
    }
    if (stopped != null) {
      return stopped;
    }
    if (done.reason() != null) {
      return done.reason();
    }
    return onsets.stream().anyMatch(onset -> onset.status() == OnsetStatus.BELOW_START)
        ? "the target fails at the lowest load already"
        : "no bound could be confirmed on both sides" + (notes.isEmpty() ? "" : "; see the notes");
  }
}

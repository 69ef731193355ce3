package dev.onset.diagnosis;

import dev.onset.diagnosis.Signs.Latency;
import dev.onset.diagnosis.Signs.Pace;
import dev.onset.diagnosis.Signs.Text;
import dev.onset.load.Axis;
import dev.onset.outcome.Outcome;
import dev.onset.outcome.Phase;
import dev.onset.search.Onset;
import dev.onset.search.OnsetStatus;
import dev.onset.search.Tolerance;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/** Evidence with the questions that several rules ask of it. */
final class Reading {

  /** Endings that only a connection to something that speaks HTTP or nearly so can have. */
  private static final Set<Outcome> ANSWERS =
      EnumSet.of(
          Outcome.OK,
          Outcome.RATE_LIMITED,
          Outcome.QUOTA_EXCEEDED,
          Outcome.OVERLOADED,
          Outcome.GATEWAY_TIMEOUT,
          Outcome.UPSTREAM_FAILURE,
          Outcome.DENIED,
          Outcome.TOO_LARGE,
          Outcome.APPLICATION_ERROR,
          Outcome.CHECK_FAILED,
          Outcome.PROTOCOL_ERROR);

  private static final double NEARLY_ALL = 0.9;
  private static final double CLEARLY = 0.05;
  private static final double MOSTLY = 0.5;
  private static final double GROWN_BY = 3;
  private static final double GROWN_BY_MILLIS = 50;

  private final Signs signs;

  Reading(Signs signs) {
    this.signs = signs;
  }

  Signs signs() {
    return signs;
  }

  Axis axis() {
    return signs.axis();
  }

  boolean isOn(Axis axis) {
    return signs.axis() == axis;
  }

  long count(Outcome outcome) {
    return signs.trials().stream().mapToLong(trial -> trial.count(outcome)).sum();
  }

  long attempts() {
    return signs.trials().stream().mapToLong(TrialSigns::attempts).sum();
  }

  /** Outcomes that failed attempts have in some number, all of them for a reason. */
  Set<Outcome> failures() {
    var failures = EnumSet.noneOf(Outcome.class);
    for (var outcome : Outcome.values()) {
      if (has(outcome)) {
        failures.add(outcome);
      }
    }
    return failures;
  }

  /** Whether an outcome was seen more often than a healthy target may show it. */
  boolean has(Outcome outcome) {
    if (outcome == Outcome.OK || outcome == Outcome.INJECTOR_EXHAUSTED) {
      return false;
    }
    // A held connection that is told to come back later is a served one.
    if (outcome == Outcome.RATE_LIMITED && isOn(Axis.CONCURRENCY)) {
      return false;
    }
    var onset = onset(outcome);
    if (onset.isPresent()) {
      var found = onset.get();
      if (found.status() != OnsetStatus.UNDECIDED || found.upper() != null) {
        return found.status() != OnsetStatus.NOT_REACHED;
      }
    }
    return signs.trials().stream().anyMatch(trial -> exceeds(outcome, trial));
  }

  boolean hasAny(Outcome... outcomes) {
    return List.of(outcomes).stream().anyMatch(this::has);
  }

  private boolean exceeds(Outcome outcome, TrialSigns trial) {
    double tolerated = Tolerance.of(outcome);
    boolean none = tolerated == 0 || (outcome == Outcome.REQUEST_TIMEOUT && isOn(Axis.CONCURRENCY));
    return none
        ? trial.count(outcome) > 0
        : trial.count(outcome) > Math.max(1, tolerated * trial.attempts());
  }

  Optional<Onset> onset(Outcome outcome) {
    return signs.onsets().stream().filter(onset -> onset.outcome() == outcome).findFirst();
  }

  boolean isFound(Outcome outcome) {
    return onset(outcome).filter(onset -> onset.status() == OnsetStatus.FOUND).isPresent();
  }

  /** The load at which an outcome begins, as well as it is known. */
  OptionalDouble begins(Outcome outcome) {
    var onset = onset(outcome).orElse(null);
    if (onset != null && onset.status() != OnsetStatus.NOT_REACHED) {
      boolean found = onset.status() == OnsetStatus.FOUND;
      var estimate = found ? onset.estimate() : null;
      for (var load : new Double[] {estimate, onset.upper(), onset.observed()}) {
        if (load != null) {
          return OptionalDouble.of(load);
        }
      }
    }
    return signs.trials().stream()
        .filter(trial -> trial.count(outcome) > 0)
        .mapToDouble(trial -> trial.began().getOrDefault(outcome, trial.load()))
        .min();
  }

  /** Since which load an outcome occurs, in words with a space before; empty when not known. */
  String since(Outcome outcome) {
    var begins = begins(outcome);
    return begins.isPresent() ? " from " + place(begins.getAsDouble()) + " on" : "";
  }

  /** At which load an outcome begins, in words with a space before; empty when not known. */
  String at(Outcome outcome) {
    var begins = begins(outcome);
    return begins.isPresent() ? " at " + place(begins.getAsDouble()) : "";
  }

  String place(double load) {
    return Words.place(signs.axis(), load);
  }

  /** Whether an outcome was there at the lowest load already. */
  boolean fromTheStart(Outcome outcome) {
    var onset = onset(outcome);
    if (onset.isPresent() && onset.get().status() == OnsetStatus.BELOW_START) {
      return true;
    }
    if (isOn(Axis.CONCURRENCY)) {
      var begins = begins(outcome);
      return count(outcome) > 0 && begins.isPresent() && begins.getAsDouble() <= 1;
    }
    return lowest()
        .filter(trial -> trial.count(outcome) > CLEARLY * Math.max(1, trial.attempts()))
        .isPresent();
  }

  private Optional<TrialSigns> lowest() {
    return signs.trials().stream()
        .filter(trial -> trial.attempts() > 0)
        .min(Comparator.comparingDouble(TrialSigns::load));
  }

  /** Whether nearly all attempts of every trial ended as one of these. */
  boolean always(Collection<Outcome> outcomes) {
    return attempts() > 0
        && signs.trials().stream()
            .allMatch(
                trial ->
                    outcomes.stream().mapToLong(trial::count).sum()
                        >= NEARLY_ALL * trial.attempts());
  }

  boolean always(Outcome outcome) {
    return always(List.of(outcome));
  }

  /** Whether anything that speaks HTTP ever answered. */
  boolean everAnswered() {
    return ANSWERS.stream().anyMatch(outcome -> count(outcome) > 0);
  }

  /** Whether the last trial had answers no more, although an earlier one had. */
  boolean wentSilent() {
    var trials = signs.trials();
    return everAnswered()
        && trials.size() > 1
        && ANSWERS.stream().allMatch(outcome -> trials.get(trials.size() - 1).count(outcome) == 0);
  }

  /** Whether answers became clearly slower as the load rose. */
  boolean slowed() {
    var pace = signs.pace();
    return pace != null
        && pace.highMillis() >= GROWN_BY * pace.lowMillis()
        && pace.highMillis() - pace.lowMillis() >= GROWN_BY_MILLIS;
  }

  /** The two latencies in a sentence; empty when they are not known. */
  String paceWords() {
    Pace pace = signs.pace();
    return pace == null
        ? ""
        : "Answered requests typically took %s at %s and %s at %s."
            .formatted(
                Words.millis(pace.lowMillis()),
                place(pace.lowLoad()),
                Words.millis(pace.highMillis()),
                place(pace.highLoad()));
  }

  Optional<Latency> latency(Outcome outcome) {
    return Optional.ofNullable(signs.latencies().get(outcome));
  }

  boolean isLocal() {
    return Boolean.TRUE.equals(signs.targetOnThisHost());
  }

  OptionalLong counter(String name) {
    var kernel = signs.kernel();
    return kernel == null ? OptionalLong.empty() : kernel.of(name);
  }

  boolean grew(String counter) {
    return counter(counter).orElse(0) > 0;
  }

  /**
   * Whether a counter grew by enough to be about these attempts: it counts for all programs of the
   * host, of which few are as busy.
   */
  boolean grewWith(String counter, Outcome outcome) {
    return grew(counter) && counter(counter).orElse(0) >= MOSTLY * count(outcome);
  }

  /** Overflows of accept queues on the target's host; only known when that is this host. */
  OptionalLong overflows() {
    return isLocal() ? counter("ListenOverflows") : OptionalLong.empty();
  }

  boolean overflowed() {
    return isLocal()
        && grewWith(
            "ListenOverflows",
            count(Outcome.CONNECT_TIMEOUT) > 0 ? Outcome.CONNECT_TIMEOUT : Outcome.REQUEST_TIMEOUT);
  }

  boolean didNotOverflow() {
    var overflows = overflows();
    return overflows.isPresent() && overflows.getAsLong() == 0;
  }

  long phase(Phase phase) {
    return signs.phases().getOrDefault(phase, 0L);
  }

  Optional<FailedCheck> failedCheck() {
    return FailedCheck.of(signs.checks());
  }

  boolean failedCheckIs(FailedCheck... kinds) {
    return failedCheck().filter(kind -> List.of(kinds).contains(kind)).isPresent();
  }

  /** The failed check as a sentence of evidence. */
  String failedCheckWords() {
    return FailedCheck.first(signs.checks())
        .map(check -> "Preflight, " + check.name() + ": " + check.text())
        .orElse("");
  }

  /** The texts of an outcome, most frequent first. */
  List<Text> texts(Outcome outcome) {
    return signs.texts().stream()
        .filter(text -> text.outcome() == outcome)
        .sorted(Comparator.comparingLong(Text::count).reversed())
        .toList();
  }

  boolean says(Outcome outcome, Pattern pattern) {
    return texts(outcome).stream().anyMatch(text -> pattern.matcher(text.text()).find());
  }

  /** How many attempts ended as an outcome, in a sentence. */
  String counted(Outcome outcome) {
    return attempts() == 0
        ? outcome + " was met."
        : "%s of %s ended as %s."
            .formatted(Words.number(count(outcome)), Words.plural(attempts(), "attempt"), outcome);
  }

  /**
   * The most frequent text of an outcome as a sentence of evidence; empty when there is none. Where
   * none is frequent, because each names a time or a request, one of them stands for all.
   */
  String quote(Outcome outcome) {
    var texts = texts(outcome);
    if (texts.isEmpty()) {
      return "";
    }
    var first = texts.get(0);
    boolean varies = first.count() == 1 && count(outcome) > 1;
    return varies
        ? "Seen %s in trials that counted, in other words each time, such as: \"%s\"."
            .formatted(times(count(outcome)), first.text())
        : "Seen %s in trials that counted: \"%s\".".formatted(times(first.count()), first.text());
  }

  private static String times(long count) {
    return count == 1 ? "once" : Words.number(count) + " times";
  }
}

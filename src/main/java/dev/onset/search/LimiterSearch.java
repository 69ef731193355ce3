package dev.onset.search;

import dev.onset.limiter.Limiter;
import dev.onset.outcome.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The search for a rate that a limiter sustains, from the first rejection on: watch the limiter
 * under a load that varies, infer what it is, verify it on both sides of its rate.
 *
 * <p>Limiters remember, so that bisecting them measures their memory; a limiter that is known can
 * be predicted. When the loads just below and just above the inferred rate do not bear it out, the
 * bounds are widened up to 5 % on each side; after that the limiter is watched again, for longer.
 */
final class LimiterSearch {

  private static final double LONGEST_REST_SECONDS = 90;
  private static final int MOST_VERIFICATIONS = 16;

  private final RatePlan plan;
  private final Outcome outcome;
  private final LimiterReading reading;
  private final Watching watching;
  private final LimiterOnset onset;

  /**
   * A search for one limiter.
   *
   * @param outcome what its rejections are
   * @param mostRejected rejections that the whole experiment may bring about
   */
  LimiterSearch(RatePlan plan, Outcome outcome, LimiterReading reading, long mostRejected) {
    this.plan = plan;
    this.outcome = outcome;
    this.reading = reading;
    this.watching = new Watching(plan, mostRejected, reading);
    this.onset = new LimiterOnset(plan);
  }

  /** What to do after these trials, the last of which is valid. */
  Step next(List<Trial> trials) {
    var limiter = reading.of(trials);
    if (!Watching.isSettled(limiter, trials) || limiter == null) {
      return watchOr(trials, limiter, "the limiter could not be told");
    }
    if (limiter.ratePerSecond() < plan.start() && onset.failsAtStart(trials)) {
      boolean confirmed = onset.of(outcome, trials, limiter).status() == OnsetStatus.BELOW_START;
      return confirmed
          ? new Step.Done(Step.End.ANSWERED, null)
          : new Step.Measure(
              Purpose.CONFIRM, plan.start(), plan.confirm(), restAfter(trials, limiter));
    }
    return verify(trials, limiter);
  }

  Onset onset(List<Trial> trials) {
    return onset.of(outcome, trials, reading.of(trials));
  }

  private Step watchOr(List<Trial> trials, @Nullable Limiter limiter, String otherwise) {
    var watch = watching.next(trials, limiter);
    if (watch != null) {
      return watch;
    }
    var reason = limiter == null ? null : limiter.reason();
    if (watching.isTooDear(trials, limiter)) {
      otherwise +=
          "; another watch could take more rejections than onset.budget.rejected leaves: raise it";
    }
    var room =
        watching.isCramped(trials, limiter)
            ? "; onset.rate.max leaves little room above it: raise it"
            : "";
    return new Step.Done(
        Step.End.UNDECIDED, (reason == null ? otherwise : otherwise + ": " + reason) + room);
  }

  private Step verify(List<Trial> trials, Limiter limiter) {
    if (limiter.ratePerSecond() >= plan.max()) {
      return new Step.Done(
          Step.End.UNDECIDED,
          String.format(
              Locale.ROOT,
              "onset.rate.max = %.1f is not above the %.1f requests/s that the limiter sustains:"
                  + " raise it",
              plan.max(),
              limiter.ratePerSecond()));
    }
    var verification = new Verification(plan, limiter, reading);
    int made = 0;
    for (int n = 0; ; n++) {
      var halfWidth = verification.halfWidth(n);
      if (halfWidth == null || made > MOST_VERIFICATIONS) {
        return watchOr(
            trials, limiter, "the limiter rejects below the rate that it sustains under overload");
      }
      double load = verification.below(halfWidth);
      var held = held(trials, load);
      made += held.size();
      long clean = held.stream().filter(LimiterOnset::isClean).count();
      long full = held.stream().filter(LimiterOnset::isVoid).count();
      long rejected = held.size() - clean - (full == 1 ? 1 : 0);
      // After loads that were rejected, one that is clean may just have been lucky.
      boolean believed = clean > rejected && clean >= (n == 0 ? 1 : 2);
      boolean lastHopeless = LimiterOnset.lastIsHopeless(held);
      if (believed && !lastHopeless) {
        break;
      }
      boolean hopeless = n > 0 && held.stream().anyMatch(LimiterOnset::isHopeless);
      if (hopeless || (believed && lastHopeless)) {
        return watchOr(
            trials, limiter, "the limiter rejects far below the rate that it seemed to sustain");
      }
      if (rejected < 2) {
        return full > 0
            ? verification.holdEmptied(load)
            : verification.hold(load, restAfter(trials, limiter));
      }
    }
    for (int n = 0; ; n++) {
      var halfWidth = verification.halfWidth(n);
      if (halfWidth == null) {
        return watchOr(
            trials, limiter, "the limiter admits more than the rate that was inferred for it");
      }
      double load = verification.above(halfWidth);
      var held = held(trials, load);
      if (held.isEmpty()) {
        return verification.hold(load, Duration.ZERO);
      }
      if (held.stream().anyMatch(Verification::fails)) {
        return new Step.Done(Step.End.ANSWERED, null);
      }
    }
  }

  private static List<Trial> held(List<Trial> trials, double load) {
    return trials.stream()
        .filter(
            trial -> trial.valid() && trial.purpose() == Purpose.CONFIRM && trial.load() == load)
        .toList();
  }

  /** Until it has forgotten, or as long as it asks for; twice that when that was not enough. */
  private Duration restAfter(List<Trial> trials, Limiter limiter) {
    var last = trials.get(trials.size() - 1);
    var declared = last.everything().longestWaitSeconds();
    double seconds = Verification.isBucket(limiter) ? 0 : limiter.recoverySeconds();
    if (declared != null) {
      seconds = Math.max(seconds, declared);
    }
    if (last.purpose() == Purpose.CONFIRM) {
      seconds = 2 * seconds + 1;
    }
    return Duration.ofMillis(Math.round(1000 * Math.min(LONGEST_REST_SECONDS, seconds + 0.2)));
  }

  /** Remarks on the answer for its reader. */
  List<String> notes(List<Trial> trials) {
    var notes = new ArrayList<String>();
    var found = onset(trials);
    var lower = found.lower();
    var upper = found.upper();
    if (found.status() == OnsetStatus.UNDECIDED && Watching.foundQuiet(trials)) {
      notes.add(
          "Requests were rejected, but none while the limiter was watched for it: by a limit that"
              + " acts once in a while, or because the load generator fell short and sent many at"
              + " once. Repeat the run on a quieter host, with onset.rate.max further above the"
              + " limit.");
    }
    if (found.status() == OnsetStatus.FOUND
        && lower != null
        && upper != null
        && !plan.isNarrow(lower, upper)) {
      notes.add(
          String.format(
              Locale.ROOT,
              "The bounds are %.1f %% apart instead of %.1f %%: closer to the rate some requests"
                  + " were rejected and some were not, as with limiters that leave no room for"
                  + " uneven spacing, or it would have taken too long to tell.",
              100 * (upper - lower) / upper,
              100 * plan.precision()));
    }
    return notes;
  }
}

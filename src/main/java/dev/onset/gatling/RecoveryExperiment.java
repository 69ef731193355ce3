package dev.onset.gatling;

import dev.onset.config.RecoverySettings;
import dev.onset.config.Settings;
import dev.onset.demand.RecoveryReading;
import dev.onset.gatling.DemandTrials.Held;
import dev.onset.gatling.DemandTrials.Spent;
import dev.onset.load.Stairs;
import dev.onset.load.Stairs.Stair;
import dev.onset.outcome.Outcome;
import dev.onset.record.RecoveryStudy;
import dev.onset.record.RecoveryStudy.Downward;
import dev.onset.record.RecoveryStudy.Relief;
import dev.onset.search.Purpose;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** How the target comes back from overload: pushed, left at a calm load, and watched. */
final class RecoveryExperiment extends DemandExperiment<RecoveryStudy> {

  /** Loads on the way down, as shares of the onset. */
  private static final double[] DOWNWARDS = {1, 0.95, 0.9, 0.8, 0.7, 0.6, 0.5};

  /** Loads that may free a target that stays down, as shares of the calm one. */
  private static final double[] RELIEFS = {0.5, 0.25, 0.1, 0};

  /** Below so much of the onset, errors that go on are more than the onset's own uncertainty. */
  private static final double PLAINLY_BELOW = 0.85;

  /** Tries when the load generator falls short. */
  private static final int TRIES = 3;

  private static final Duration SHORTEST_STEP = Duration.ofSeconds(2);
  private static final Duration LONGEST_STEP = Duration.ofSeconds(30);

  RecoveryExperiment(Settings settings, Tally tally, Progress progress) {
    super(settings, tally, progress);
  }

  @Override
  public RecoveryStudy study() {
    return RecoveryStudy.nothingYet();
  }

  @Override
  RecoveryStudy ask(KnownOnset onset, DemandTrials held, Keeping<RecoveryStudy> soFar)
      throws Spent, Inconclusive, InterruptedException {
    var plan = settings().studies().recovery();
    var onsetPerSecond = onset.perSecond();
    if (onsetPerSecond == null) {
      throw new Inconclusive(onset.from());
    }
    double push = pushPerSecond(onsetPerSecond);
    double calm = onsetPerSecond * plan.calm();
    awaitWell(held, calm);
    var back = comeBack(held, plan, push, calm);
    var study = study(onset, plan, push, calm, back, List.of(), null, null, List.of());
    soFar.keep(study);
    if (back.outcome() == null) {
      throw new Inconclusive(
          "%.1f requests/s for %s s did not make it fail (onset.recovery.push, push-for)"
              .formatted(push, plan.pushFor().toMillis() / 1e3));
    }
    if (back.seconds() == null) {
      var reliefs = relieve(held, plan, calm);
      return study(onset, plan, push, calm, back, List.of(), null, null, reliefs);
    }
    awaitWell(held, calm);
    var downwards = stepDown(held, plan, push, onsetPerSecond, back.seconds());
    var stops = stopsAt(downwards);
    return study(
        onset,
        plan,
        push,
        calm,
        back,
        downwards,
        stops,
        downwards.isEmpty() ? null : stops == null || stops < PLAINLY_BELOW * onsetPerSecond,
        List.of());
  }

  /**
   * What was seen after the push.
   *
   * @param outcome what the target failed with, or null when it did not
   * @param seconds until it was clean, or null when it was not
   * @param waited how long it was watched, seconds
   */
  private record Back(@Nullable Outcome outcome, @Nullable Double seconds, double waited) {}

  private Back comeBack(DemandTrials held, RecoverySettings plan, double push, double calm)
      throws Spent, Inconclusive, InterruptedException {
    double pushSeconds = plan.pushFor().toNanos() / 1e9;
    double cleanSeconds = plan.cleanFor().toNanos() / 1e9;
    var pushed =
        new Stairs(
            List.of(
                new Stair(push, plan.pushFor()),
                new Stair(calm, plan.patience().plus(plan.cleanFor()))));
    var watched =
        sound(
            held,
            Purpose.PUSH,
            push,
            calm,
            pushed,
            pass ->
                RecoveryReading.secondsToClean(pass.decided(), pushSeconds, cleanSeconds) != null);
    var demands = watched.pass().decided();
    return new Back(
        worst(watched),
        RecoveryReading.secondsToClean(demands, pushSeconds, cleanSeconds),
        (watched.pass().endNanos() - watched.pass().startNanos()) / 1e9 - pushSeconds);
  }

  /**
   * Holds demands that begin with an overload, once more if the load generator falls short.
   *
   * @param calm load at which the target must be well before that
   */
  private Held sound(
      DemandTrials held,
      Purpose purpose,
      double load,
      double calm,
      Stairs stairs,
      Predicate<DemandPass> enough)
      throws Spent, Inconclusive, InterruptedException {
    for (int i = 1; ; i++) {
      var watched =
          held.hold(
              purpose,
              load,
              stairs,
              DemandTrials.NO_RETRIES,
              settings().timeouts().request(),
              enough);
      if (!watched.trial().spoilt()) {
        return watched;
      }
      if (i == TRIES) {
        throw new Inconclusive(
            "the load generator fell short in %d tries: %s".formatted(i, watched.trial().reason()));
      }
      awaitWell(held, calm);
    }
  }

  private static @Nullable Outcome worst(Held watched) {
    return watched.trial().summary().counts().entrySet().stream()
        .filter(entry -> entry.getKey() != Outcome.OK && entry.getValue() > 0)
        .max(Comparator.comparingLong(Map.Entry::getValue))
        .map(Map.Entry::getKey)
        .orElse(null);
  }

  /** The second half of a step must begin when the target has had the time to come back. */
  private static Duration stepOf(double backSeconds) {
    var step = Duration.ofMillis(500 + Math.round(2_200 * backSeconds));
    return step.compareTo(SHORTEST_STEP) < 0 ? SHORTEST_STEP : step;
  }

  /** Each load for longer than it takes to come back, so that what fails fails for the load. */
  private List<Downward> stepDown(
      DemandTrials held, RecoverySettings plan, double push, double onset, double backSeconds)
      throws Spent, Inconclusive, InterruptedException {
    var step = stepOf(backSeconds);
    if (step.compareTo(LONGEST_STEP) > 0) {
      note(
          "Where failures stop on the way down was not tried: it takes %.0f s to come back, and each load would have to be held for longer than that."
              .formatted(backSeconds));
      return List.of();
    }
    var stairs = new ArrayList<Stair>();
    stairs.add(new Stair(push, plan.pushFor()));
    for (double share : DOWNWARDS) {
      stairs.add(new Stair(share * onset, step));
    }
    var watched =
        sound(held, Purpose.RECOVERY, push, onset * plan.calm(), new Stairs(stairs), pass -> false);
    var demands = watched.pass().demands();
    var downwards = new ArrayList<Downward>();
    double begin = plan.pushFor().toNanos() / 1e9;
    double seconds = step.toNanos() / 1e9;
    for (double share : DOWNWARDS) {
      double from = begin;
      double to = begin + seconds;
      var in = demands.stream().filter(d -> d.dueSeconds() >= from && d.dueSeconds() < to).toList();
      double half = from + seconds / 2;
      downwards.add(
          new Downward(
              share * onset,
              seconds,
              in.size(),
              RecoveryReading.failedFrom(in, half),
              RecoveryReading.isCleanFrom(in, half)));
      begin = to;
    }
    return downwards;
  }

  /** The highest load from which on downwards all are clean; null when the last one is not. */
  private static @Nullable Double stopsAt(List<Downward> downwards) {
    Double stops = null;
    for (int i = downwards.size() - 1; i >= 0 && downwards.get(i).clean(); i--) {
      stops = downwards.get(i).perSecond();
    }
    return stops;
  }

  /**
   * Less and less load for a while, until the target is clean at the calm load afterwards. One that
   * the load generator spoils is left out: what it did to the target is not known.
   */
  private List<Relief> relieve(DemandTrials held, RecoverySettings plan, double calm)
      throws Spent, InterruptedException {
    var reliefs = new ArrayList<Relief>();
    double seconds = plan.cleanFor().toNanos() / 1e9;
    for (double share : RELIEFS) {
      double perSecond = share * calm;
      var stairs = new ArrayList<Stair>();
      if (perSecond == 0) {
        held.rest(plan.cleanFor());
      } else {
        stairs.add(new Stair(perSecond, plan.cleanFor()));
      }
      stairs.add(new Stair(calm, plan.cleanFor()));
      var watched =
          held.hold(
              Purpose.RECOVERY,
              calm,
              new Stairs(stairs),
              DemandTrials.NO_RETRIES,
              settings().timeouts().request(),
              pass -> false);
      // From the calm load's second half on: the first half may still belong to what was before.
      double from = (perSecond == 0 ? 0 : seconds) + seconds / 2;
      boolean freed = RecoveryReading.isCleanFrom(watched.pass().demands(), from);
      if (!watched.trial().spoilt()) {
        reliefs.add(new Relief(perSecond, seconds, freed));
      }
      if (freed) {
        break;
      }
    }
    return reliefs;
  }

  private static RecoveryStudy study(
      KnownOnset onset,
      RecoverySettings plan,
      double push,
      double calm,
      Back back,
      List<Downward> downwards,
      @Nullable Double stops,
      @Nullable Boolean hysteresis,
      List<Relief> reliefs) {
    return new RecoveryStudy(
        onset.perSecond(),
        onset.from(),
        push,
        plan.pushFor().toNanos() / 1e9,
        calm,
        back.outcome(),
        back.outcome() == null ? null : back.seconds() != null,
        back.outcome() == null ? null : back.seconds(),
        1 / calm,
        back.waited(),
        downwards,
        stops,
        hysteresis,
        reliefs);
  }
}

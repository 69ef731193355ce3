package dev.onset.search;

import dev.onset.limiter.Algorithm;
import dev.onset.limiter.Identification;
import dev.onset.limiter.Limiter;
import dev.onset.load.Stairs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a limiter is watched: under a load that goes up and down, because under a constant one a
 * sliding log and a window that begins with the first request admit the same, and a log that counts
 * rejections shows only its first requests.
 *
 * <p>Watches are dense and thin in turn. A dense one spans three times the window that is looked
 * for and offers more than the suspected rate most of the time. A thin one is a burst and then a
 * trickle for longer than the window: only there does a limiter show that has closed for as long as
 * too much is asked. While the limiter has no name, each pair looks for a window three times as
 * long as the one before. A limit that the target declares is looked for once, in a dense watch,
 * wherever a trial admitted more: that may be what a long window had left.
 */
final class Watching {

  private static final double[] DENSE = {2.6, 0.5, 1.6, 0, 2.2, 0.7, 3.0, 1.2};
  private static final double[] THIN = {
    3.0, 0.4, 0.4, 0.4, 0.4, 2.4, 1.2, 0.3, 0.3, 0.3, 0.3, 0, 0, 2.0, 1.6, 0.2, 0.2, 0.2, 0.2, 0.2
  };
  private static final double SEGMENT_SHARE = 0.37;
  private static final double FIRST_WINDOW_SECONDS = 2;

  /** Windows that are longer are not looked for. */
  static final double LONGEST_WINDOW_SECONDS = 60;

  private static final double LONGER = 3;
  private static final int MOST_WATCHES = 6;

  /** Mean of the dense multiples: rather too much is expected of a thin watch. */
  private static final double MEAN_MULTIPLE = 1.475;

  /** A watch below this share of what was clean has not looked where the rejections were. */
  private static final double MOSTLY = 0.7;

  /** A watch up to so many times the declared rate has looked there. */
  private static final double AROUND = 1.2;

  private static final double WINDOWS_SEEN = 2.5;
  private static final double FAIR_CONFIDENCE = 0.3;

  /** Share of the rejections still allowed that one watch may spend. */
  private static final double MOST_SPENT = 0.6;

  private final RatePlan plan;
  private final long mostRejected;
  private final LimiterReading reading;

  /**
   * A way of watching.
   *
   * @param mostRejected rejections that the whole experiment may bring about
   * @param reading knows what the target declares
   */
  Watching(RatePlan plan, long mostRejected, LimiterReading reading) {
    this.plan = plan;
    this.mostRejected = mostRejected;
    this.reading = reading;
  }

  /**
   * Whether the limiter has been seen for long enough to be put to the test: it has a name that
   * more of the same would not change, or the best name that two watches could give it, and several
   * of its windows went by.
   */
  static boolean isSettled(@Nullable Limiter limiter, List<Trial> trials) {
    var watches = watches(trials);
    if (limiter == null
        || limiter.algorithm() == Algorithm.UNKNOWN
        || limiter.confidence() < (watches.size() < 2 ? Identification.SETTLED : FAIR_CONFIDENCE)) {
      return false;
    }
    double watched = watches.stream().mapToDouble(trial -> trial.length().toNanos() / 1e9).sum();
    var window = limiter.windowSeconds();
    return window == null || watched >= WINDOWS_SEEN * window;
  }

  /** The next watch, or null when there is no more to be learnt within the budget. */
  Step.@Nullable Measure next(List<Trial> trials, @Nullable Limiter limiter) {
    var watches = watches(trials);
    if (watches.size() >= MOST_WATCHES || foundQuiet(trials)) {
      return null;
    }
    var watch = watch(trials, limiter);
    return isTooDear(watch, trials) ? null : watch;
  }

  /**
   * Whether two watches rejected nothing: whatever rejected before was no limiter on the rate. One
   * that only trusted a declared limit is no such watch.
   */
  static boolean foundQuiet(List<Trial> trials) {
    var watches = watches(trials);
    double clean = clean(trials);
    long high = watches.stream().filter(watch -> watch.load() >= MOSTLY * clean).count();
    return high >= 2 && watches.stream().allMatch(w -> LimiterOnset.rejections(w) == 0);
  }

  /** Whether the budget keeps the limiter from being watched once more. */
  boolean isTooDear(List<Trial> trials, @Nullable Limiter limiter) {
    return watches(trials).size() < MOST_WATCHES && isTooDear(watch(trials, limiter), trials);
  }

  private boolean isTooDear(Step.Measure watch, List<Trial> trials) {
    double suspected = watch.load() / MEAN_MULTIPLE;
    double seconds = watch.length().toNanos() / 1e9;
    double rejections = Math.max(0, watch.load() - 0.5 * suspected) * seconds;
    long spent = trials.stream().mapToLong(LimiterOnset::rejections).sum();
    return rejections > MOST_SPENT * (mostRejected - spent);
  }

  private Step.Measure watch(List<Trial> trials, @Nullable Limiter limiter) {
    var watches = watches(trials);
    boolean untried = untriedRate(trials) != null;
    double window = window(watches.size(), limiter, untried);
    double[] multiples = untried || watches.size() % 2 == 0 ? DENSE : THIN;
    double suspected = suspected(trials, limiter);
    var stairs = new ArrayList<Stairs.Stair>();
    var segment = Duration.ofMillis(Math.round(1000 * SEGMENT_SHARE * window));
    double offered = 0;
    for (double multiple : multiples) {
      double load = Math.min(plan.max(), multiple * suspected);
      offered += load / multiples.length;
      stairs.add(new Stairs.Stair(load, segment));
    }
    return new Step.Measure(
        Purpose.WATCH, offered, new Stairs(stairs), Duration.ZERO, 1, Duration.ofMillis(500));
  }

  /** Whether the ceiling leaves too little room above the limiter to tell what it is. */
  boolean isCramped(List<Trial> trials, @Nullable Limiter limiter) {
    return plan.max() < 2 * suspected(trials, limiter);
  }

  /** The window to look for: the one that the limiter seems or claims to have, else a guess. */
  private double window(int watches, @Nullable Limiter limiter, boolean untried) {
    double guess = FIRST_WINDOW_SECONDS * Math.pow(LONGER, Math.floorDiv(watches, 2));
    var seen = limiter == null ? null : limiter.windowSeconds();
    if (seen == null && (watches < 2 || untried)) {
      seen = reading.declaredWindow();
    }
    return seen == null ? guess : Math.min(LONGEST_WINDOW_SECONDS, Math.max(1, seen));
  }

  /** The rate that the target declares, until a watch has looked there for long; null then. */
  private @Nullable Double untriedRate(List<Trial> trials) {
    var declared = reading.declaredRate(trials);
    var window = reading.declaredWindow();
    if (declared == null || window == null) {
      return null;
    }
    boolean tried =
        watches(trials).stream()
            .filter(watch -> watch.load() <= AROUND * MEAN_MULTIPLE * declared)
            .anyMatch(watch -> watch.length().toNanos() / 1e9 >= WINDOWS_SEEN * window);
    return tried ? null : declared;
  }

  /**
   * The sustained rate as far as it is known: rather too high than too low, to see rejections. What
   * a trial admits may be what a window of a minute had left, many times its rate, so that a lower
   * one that the target declares is tried first.
   */
  private double suspected(List<Trial> trials, @Nullable Limiter limiter) {
    if (limiter != null && limiter.algorithm() != Algorithm.UNKNOWN && limiter.burst() > 0) {
      return limiter.ratePerSecond();
    }
    double clean = Math.max(plan.start(), clean(trials));
    var failing = failing(trials);
    double shown = failing == null ? clean : Math.max(clean, admittedRate(failing));
    var untried = untriedRate(trials);
    if (untried != null) {
      return Math.min(shown, Math.max(plan.start(), untried));
    }
    var watches = watches(trials);
    if (watches.isEmpty()) {
      return shown;
    }
    double waterline = Waterline.of(watches);
    return watches.stream().allMatch(watch -> LimiterOnset.rejections(watch) == 0)
        ? Math.max(shown, waterline)
        : Math.max(clean / 8, waterline);
  }

  /** The highest load of the way up that nothing was rejected at; 0 when there is none. */
  private static double clean(List<Trial> trials) {
    return trials.stream()
        .filter(trial -> trial.purpose() == Purpose.LADDER && trial.valid())
        .filter(trial -> LimiterOnset.rejections(trial.summary()) == 0)
        .mapToDouble(Trial::load)
        .max()
        .orElse(0);
  }

  /** The last load of the way up that something was rejected at, or null. */
  private static @Nullable Trial failing(List<Trial> trials) {
    return trials.stream()
        .filter(trial -> trial.purpose() == Purpose.LADDER)
        .filter(trial -> LimiterOnset.rejections(trial.summary()) > 0)
        .reduce((first, second) -> second)
        .orElse(null);
  }

  private static double admittedRate(Trial trial) {
    long admitted = trial.summary().attempts() - LimiterOnset.rejections(trial.summary());
    return admitted * 1e9 / Math.max(1, trial.length().toNanos());
  }

  static List<Trial> watches(List<Trial> trials) {
    return trials.stream()
        .filter(trial -> trial.valid() && trial.purpose() == Purpose.WATCH)
        .toList();
  }
}

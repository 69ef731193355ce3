package dev.onset.gatling;

import dev.onset.demand.Retrying;
import dev.onset.demand.Way;
import dev.onset.injector.HealthMonitor;
import dev.onset.load.Schedule;
import dev.onset.load.Stairs;
import dev.onset.load.Stairs.Stair;
import dev.onset.search.Judge;
import dev.onset.search.Purpose;
import dev.onset.search.Trial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Holds demands against the target, one schedule after the other, within the budget. Confined to
 * the experiment's thread.
 */
final class DemandTrials {

  /** Time from announcing a pass to its first demand, so that it finds a worker. */
  private static final long LEAD_NANOS = 150_000_000;

  private static final Duration ONE_SECOND = Duration.ofSeconds(1);

  /** Callers who never retry. */
  static final Retrying NO_RETRIES =
      Retrying.of(Way.NONE, new Retrying.Numbers(2, ONE_SECOND, ONE_SECOND, 1));

  private final Pacer pacer;
  private final Endings endings;
  private final Tally tally;
  private final Progress progress;
  private final HealthMonitor monitor;
  private final Spending spending;
  private final List<Trial> trials = new ArrayList<>();

  DemandTrials(
      Pacer pacer,
      Endings endings,
      Tally tally,
      Progress progress,
      HealthMonitor monitor,
      Spending spending) {
    this.pacer = pacer;
    this.endings = endings;
    this.tally = tally;
    this.progress = progress;
    this.monitor = monitor;
    this.spending = spending;
  }

  /** Says that the budget is spent or that the experiment was called off. */
  static final class Spent extends Exception {
    Spent(String why) {
      super(why, null, false, false);
    }

    String why() {
      return String.valueOf(getMessage());
    }
  }

  /** Demands that were held, and what the load generator's host was like. */
  record Held(DemandPass pass, Trial trial) {}

  /** All trials so far. */
  List<Trial> trials() {
    return List.copyOf(trials);
  }

  /**
   * Holds a schedule until all its demands have come to their end.
   *
   * @param purpose what for
   * @param load what it is known by
   * @param enough ends it early, asked a few times a second
   * @throws Spent when it would exceed the budget, or did; what was held by then is kept
   */
  Held hold(
      Purpose purpose,
      double load,
      Schedule schedule,
      Retrying retrying,
      Duration giveUp,
      Predicate<DemandPass> enough)
      throws Spent, InterruptedException {
    refuse(spending.before(schedule.length()));
    refuse(spending.now());
    var pass =
        new DemandPass(schedule, retrying, giveUp, System.nanoTime() + LEAD_NANOS, endings, tally);
    monitor.begin();
    pacer.run(pass);
    String spent = null;
    for (int i = 1; !pass.isOver(System.nanoTime()); i++) {
      Thread.sleep(10);
      progress.tick("%s %.1f /s".formatted(purpose.name().toLowerCase(Locale.ROOT), load));
      spent = spent == null ? spending.now() : spent;
      if (spent != null || (i % 20 == 0 && enough.test(pass))) {
        pass.cut(System.nanoTime());
      }
    }
    var trial = trial(purpose, load, pass);
    trials.add(spent == null ? trial : trial.brokenOff(spent));
    progress.trial(trials.get(trials.size() - 1), List.of());
    refuse(spent);
    return new Held(pass, trial);
  }

  /** Holds one rate. */
  Held hold(Purpose purpose, double perSecond, Duration length, Duration giveUp)
      throws Spent, InterruptedException {
    return hold(
        purpose,
        perSecond,
        new Stairs(List.of(new Stair(perSecond, length))),
        NO_RETRIES,
        giveUp,
        pass -> false);
  }

  /** Leaves the target alone for a while. */
  void rest(Duration time) throws Spent, InterruptedException {
    refuse(spending.before(time));
    long endNanos = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < endNanos) {
      refuse(spending.now());
      Thread.sleep(20);
      progress.tick("resting");
    }
  }

  private Trial trial(Purpose purpose, double load, DemandPass pass) {
    var summary = pass.recorder().summary();
    long unsent = pass.demands().stream().filter(demand -> demand.attempts() == 0).count();
    return Judge.judge(
        purpose,
        load,
        Duration.ofNanos(pass.startNanos() - endings.originNanos()),
        Duration.ofNanos(Math.max(0, pass.endNanos() - pass.startNanos())),
        summary.attempts() + unsent,
        summary,
        monitor.end(),
        false);
  }

  private static void refuse(@Nullable String why) throws Spent {
    if (why != null) {
      throw new Spent(why);
    }
  }
}

package dev.onset.search;

import dev.onset.evidence.Attempt;
import dev.onset.evidence.Health;
import dev.onset.evidence.Route;
import dev.onset.evidence.SummaryRecorder;
import dev.onset.outcome.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.DoublePredicate;
import java.util.random.RandomGenerator;

/**
 * A target behind a firewall that drops SYNs, and a client that repeats them after one and two
 * seconds and gives up after 2.9; made of arithmetic.
 */
final class SimulatedFirewall {

  private static final double GIVE_UP_SECONDS = 2.9;
  private static final double[] REPEATED_AFTER_SECONDS = {0, 1.03, 2.06};
  private static final double USUAL_SECONDS = 0.0004;
  private static final Health WELL = new Health(0.8, 5);

  /** What becomes of a connection that came about. */
  interface Server {
    Outcome answers(double load);
  }

  private record Syn(int attempt, int repeated, double atSeconds) {}

  private final DoublePredicate lets;
  private final Server server;
  private final RandomGenerator random;
  private final List<Trial> trials = new ArrayList<>();
  private double clockSeconds;

  /**
   * A target.
   *
   * @param lets whether a SYN that arrives at a time is let through; asked in order of time
   */
  SimulatedFirewall(DoublePredicate lets, Server server, RandomGenerator random) {
    this.lets = lets;
    this.server = server;
    this.random = random;
  }

  /** A firewall that lets so many SYNs through per second, and a burst. */
  static DoublePredicate limit(double perSecond, double burst) {
    return new DoublePredicate() {
      private double tokens = burst;
      private double last;

      @Override
      public boolean test(double seconds) {
        tokens = Math.min(burst, tokens + (seconds - last) * perSecond);
        last = seconds;
        if (tokens < 1) {
          return false;
        }
        tokens -= 1;
        return true;
      }
    };
  }

  /** A way that loses a share of all SYNs. */
  static DoublePredicate lossy(double share, RandomGenerator random) {
    return seconds -> random.nextDouble() >= share;
  }

  List<Trial> trials() {
    return trials;
  }

  double peakLoad() {
    return trials.stream().mapToDouble(Trial::load).max().orElse(0);
  }

  double elapsedSeconds() {
    return clockSeconds;
  }

  Step.Done run(Search search) {
    while (true) {
      var step = search.next(trials);
      if (step instanceof Step.Done done) {
        return done;
      }
      if (trials.size() > 500) {
        throw new AssertionError("the search does not end: " + trials);
      }
      measure((Step.Measure) step);
    }
  }

  private void measure(Step.Measure step) {
    clockSeconds += step.restBefore().toNanos() / 1e9 + 0.15;
    double start = clockSeconds;
    var schedule = step.schedule();
    int slots = (int) schedule.slots();
    double[] due = new double[slots];
    double[] connected = new double[slots];
    var syns = new PriorityQueue<>(Comparator.comparingDouble(Syn::atSeconds));
    for (int slot = 0; slot < slots; slot++) {
      due[slot] = start + schedule.dueNanos(slot) / 1e9;
      connected[slot] = Double.NaN;
      syns.add(new Syn(slot, 0, due[slot] + 0.001 * random.nextDouble()));
    }
    while (!syns.isEmpty()) {
      var syn = syns.remove();
      int next = syn.repeated() + 1;
      if (lets.test(syn.atSeconds())) {
        connected[syn.attempt()] = syn.atSeconds() + USUAL_SECONDS;
      } else if (next < REPEATED_AFTER_SECONDS.length) {
        double late = REPEATED_AFTER_SECONDS[next] + 0.03 * random.nextDouble();
        syns.add(new Syn(syn.attempt(), next, due[syn.attempt()] + late));
      }
    }
    record(step, start, due, connected);
  }

  private void record(Step.Measure step, double start, double[] due, double[] connected) {
    var recorder = new SummaryRecorder();
    double end = start + step.length().toNanos() / 1e9;
    for (int slot = 0; slot < due.length; slot++) {
      boolean came = !Double.isNaN(connected[slot]);
      double over = came ? connected[slot] + 0.001 : due[slot] + GIVE_UP_SECONDS;
      end = Math.max(end, over);
      long dueNanos = (long) (due[slot] * 1e9);
      recorder.add(
          new Attempt(
              step.load(),
              dueNanos,
              dueNanos,
              (long) (over * 1e9),
              came ? server.answers(step.load()) : Outcome.CONNECT_TIMEOUT,
              null,
              null,
              0,
              new Route(null, (connected[slot] - due[slot]) * 1e9, null)));
    }
    clockSeconds = end;
    trials.add(
        Judge.judge(
            step.purpose(),
            step.load(),
            Duration.ofNanos((long) (start * 1e9)),
            step.length(),
            due.length,
            recorder.summary(),
            WELL,
            false));
  }
}

package dev.onset.search;

import dev.onset.evidence.Attempt;
import dev.onset.evidence.Health;
import dev.onset.evidence.SummaryRecorder;
import dev.onset.outcome.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.random.RandomGenerator;

/** A target made of arithmetic: runs whole searches in milliseconds. */
final class SimulatedTarget {

  /** Decides what an attempt ends as; called in order of arrival. */
  interface Behaviour {
    Outcome arrives(double seconds, RandomGenerator random);

    /** As above, for one of several callers. */
    default Outcome arrives(double seconds, int caller, RandomGenerator random) {
      return arrives(seconds, random);
    }
  }

  /** A limit for each caller. */
  static Behaviour perCaller(List<Behaviour> callers) {
    return new Behaviour() {
      @Override
      public Outcome arrives(double seconds, RandomGenerator random) {
        return arrives(seconds, 0, random);
      }

      @Override
      public Outcome arrives(double seconds, int caller, RandomGenerator random) {
        return callers.get(caller).arrives(seconds, random);
      }
    };
  }

  private final Behaviour behaviour;
  private final RandomGenerator random;
  private final List<Trial> trials = new ArrayList<>();
  private Health health = new Health(0.8, 5);
  private double clockSeconds;
  private double peakLoad;
  private IntUnaryOperator rows = taken -> 0;
  private int taken;

  SimulatedTarget(Behaviour behaviour, RandomGenerator random) {
    this.behaviour = behaviour;
    this.random = random;
  }

  /** A bucket that refills evenly and refuses when it is empty. */
  static Behaviour tokenBucket(double perSecond, double burst) {
    return new Behaviour() {
      private double tokens = burst;
      private double last;

      @Override
      public Outcome arrives(double seconds, RandomGenerator random) {
        tokens = Math.min(burst, tokens + Math.max(0, seconds - last) * perSecond);
        last = Math.max(last, seconds);
        if (tokens < 1) {
          return Outcome.RATE_LIMITED;
        }
        tokens -= 1;
        return Outcome.OK;
      }
    };
  }

  /** A bucket that gets so many tokens at once, every so many seconds. */
  static Behaviour lumpedBucket(double lump, double lumpSeconds, double burst) {
    return new Behaviour() {
      private double tokens = burst;
      private long lumps;

      @Override
      public Outcome arrives(double seconds, RandomGenerator random) {
        long now = (long) (seconds / lumpSeconds);
        if (now > lumps) {
          tokens = Math.min(burst, tokens + (now - lumps) * lump);
          lumps = now;
        }
        if (tokens < 1) {
          return Outcome.RATE_LIMITED;
        }
        tokens -= 1;
        return Outcome.OK;
      }
    };
  }

  /** A window of fixed length that admits so many and refuses the rest. */
  static Behaviour fixedWindow(long admitted, double windowSeconds) {
    return new Behaviour() {
      private long window;
      private long used;

      @Override
      public Outcome arrives(double seconds, RandomGenerator random) {
        long now = (long) (seconds / windowSeconds);
        if (now != window) {
          window = now;
          used = 0;
        }
        return ++used <= admitted ? Outcome.OK : Outcome.RATE_LIMITED;
      }
    };
  }

  /** A server that can do so many per second and fails what it cannot. */
  static Behaviour capacity(double perSecond, double queue) {
    var bucket = tokenBucket(perSecond, queue);
    return (seconds, random) ->
        bucket.arrives(seconds, random) == Outcome.OK ? Outcome.OK : Outcome.OVERLOADED;
  }

  /** The same target with a share of what it admits failing for reasons of its own. */
  static Behaviour withStrayFailures(Behaviour behaviour, double share) {
    return (seconds, random) -> {
      var outcome = behaviour.arrives(seconds, random);
      boolean fails = random.nextDouble() < share && outcome == Outcome.OK;
      return fails ? Outcome.UPSTREAM_FAILURE : outcome;
    };
  }

  void starveTheInjector() {
    health = new Health(0.02, 5);
  }

  List<Trial> trials() {
    return trials;
  }

  double peakLoad() {
    return peakLoad;
  }

  /** Runs a search to its end. */
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

  /** Requests are filled with rows: from how many were sent before to the row of the next one. */
  SimulatedTarget filledWith(IntUnaryOperator rowOfEach) {
    rows = rowOfEach;
    return this;
  }

  /** Carries out one step. */
  void measure(Step.Measure step) {
    clockSeconds += step.restBefore().toNanos() / 1e9 + 0.15;
    double start = clockSeconds;
    var schedule = step.schedule();
    double settled = start + step.settle().toNanos() / 1e9;
    var prelude = new SummaryRecorder();
    var recorder = new SummaryRecorder();
    long intended = 0;
    for (long slot = 0; slot < schedule.slots(); slot++) {
      peakLoad = Math.max(peakLoad, schedule.loadAt(slot));
    }
    for (long slot = 0; slot < schedule.slots(); slot++) {
      double due = start + schedule.dueNanos(slot) / 1e9;
      double arrival = due + 0.002 * random.nextDouble();
      long dueNanos = (long) (due * 1e9);
      int caller = step.callers() > 1 ? (int) (slot % step.callers()) : rows.applyAsInt(taken++);
      intended += due < settled ? 0 : 1;
      (due < settled ? prelude : recorder)
          .add(
              new Attempt(
                  schedule.loadAt(slot),
                  dueNanos,
                  dueNanos,
                  (long) (arrival * 1e9) + 500_000,
                  behaviour.arrives(arrival, caller, random),
                  null,
                  null,
                  caller));
    }
    clockSeconds += step.length().toNanos() / 1e9;
    trials.add(
        Judge.judge(
                step.purpose(),
                step.load(),
                Duration.ofNanos((long) (settled * 1e9)),
                step.length().minus(step.settle()),
                intended,
                recorder.summary(),
                health,
                false)
            .after(prelude.summary()));
  }
}

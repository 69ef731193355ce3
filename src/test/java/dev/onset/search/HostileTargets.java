package dev.onset.search;

import dev.onset.outcome.Outcome;
import java.util.ArrayDeque;
import java.util.random.RandomGenerator;

/** Behaviours that lead a naive search to a threshold that is not there. */
final class HostileTargets {

  private HostileTargets() {}

  /** Loses everything for {@code lengthSeconds}, about once every {@code everySeconds}. */
  static SimulatedTarget.Behaviour stalling(
      SimulatedTarget.Behaviour behaviour,
      double everySeconds,
      double lengthSeconds,
      Outcome meanwhile) {
    return new SimulatedTarget.Behaviour() {
      private double nextStall = Double.NaN;

      @Override
      public Outcome arrives(double seconds, RandomGenerator random) {
        if (Double.isNaN(nextStall)) {
          nextStall = everySeconds * random.nextDouble();
        }
        while (seconds >= nextStall + lengthSeconds) {
          nextStall += everySeconds * (0.75 + 0.5 * random.nextDouble());
        }
        return seconds >= nextStall ? meanwhile : behaviour.arrives(seconds, random);
      }
    };
  }

  /** A server that, once offered more than 1.3 times its capacity, does 70 % of it for a while. */
  static SimulatedTarget.Behaviour slowToRecover(double perSecond, double recoverySeconds) {
    var arrivals = new ArrayDeque<Double>();
    return new SimulatedTarget.Behaviour() {
      private final double queue = Math.max(2, perSecond / 50);
      private double tokens = queue;
      private double last;
      private double weakUntil = -1;

      @Override
      public Outcome arrives(double seconds, RandomGenerator random) {
        forgetOlderThan(seconds - 1, arrivals);
        arrivals.addLast(seconds);
        if (arrivals.size() > 1.3 * perSecond) {
          weakUntil = seconds + recoverySeconds;
        }
        double rate = seconds < weakUntil ? 0.7 * perSecond : perSecond;
        tokens = Math.min(queue, tokens + Math.max(0, seconds - last) * rate);
        last = Math.max(last, seconds);
        if (tokens < 1) {
          return Outcome.OVERLOADED;
        }
        tokens -= 1;
        return Outcome.OK;
      }
    };
  }

  /** A limiter that remembers requests for a while, those that it refused too. */
  static SimulatedTarget.Behaviour slidingLogCountingRejects(long admitted, double windowSeconds) {
    var log = new ArrayDeque<Double>();
    return (seconds, random) -> {
      forgetOlderThan(seconds - windowSeconds, log);
      log.addLast(seconds);
      return log.size() <= admitted ? Outcome.OK : Outcome.RATE_LIMITED;
    };
  }

  /** A limiter that, once a caller went over its limit, refuses everything for a period. */
  static SimulatedTarget.Behaviour blocking(double perSecond, double burst, double blockSeconds) {
    var bucket = SimulatedTarget.tokenBucket(perSecond, burst);
    return new SimulatedTarget.Behaviour() {
      private double blockedUntil = -1;

      @Override
      public Outcome arrives(double seconds, RandomGenerator random) {
        if (seconds < blockedUntil) {
          return Outcome.RATE_LIMITED;
        }
        var outcome = bucket.arrives(seconds, random);
        if (outcome != Outcome.OK) {
          blockedUntil = seconds + blockSeconds;
        }
        return outcome;
      }
    };
  }

  /** A server that the first overload kills. */
  static SimulatedTarget.Behaviour mortal(double perSecond, double queue) {
    var capacity = SimulatedTarget.capacity(perSecond, queue);
    return new SimulatedTarget.Behaviour() {
      private boolean dead;

      @Override
      public Outcome arrives(double seconds, RandomGenerator random) {
        dead = dead || capacity.arrives(seconds, random) != Outcome.OK;
        return dead ? Outcome.CONNECT_TIMEOUT : Outcome.OK;
      }
    };
  }

  private static void forgetOlderThan(double seconds, ArrayDeque<Double> times) {
    while (!times.isEmpty() && times.peekFirst() <= seconds) {
      times.removeFirst();
    }
  }
}

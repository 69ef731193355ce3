package dev.onset.search;

import dev.onset.evidence.CountedSeconds;
import dev.onset.evidence.Health;
import dev.onset.outcome.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A server whose work flows: what it cannot do, nor queue, fails. Counted in slices of 50 ms, so
 * that hundreds of searches take a second.
 */
final class FluidServer {

  /**
   * What troubles it.
   *
   * @param queueSeconds seconds of its own work that it queues
   * @param stallEverySeconds mean gap between stalls (Poisson), or infinity
   * @param stallSeconds length of a stall, in which all is lost
   * @param jitter standard deviation of its capacity from trial to trial, as a share of it
   * @param weakSeconds how long it does 70 % of its work after more than 1.3 times its capacity
   */
  record Trouble(
      String name,
      double queueSeconds,
      double stallEverySeconds,
      double stallSeconds,
      double jitter,
      double weakSeconds) {}

  private static final double SLICE = 0.05;
  private static final double OVERLOAD = 1.3;
  private static final double WEAK = 0.7;
  private static final Health WELL = new Health(0.8, 5);

  private final double capacity;
  private final Trouble trouble;
  private final RandomGenerator random;
  private final List<Trial> trials = new ArrayList<>();
  private double clock;
  private double queued;
  private double nextStall;
  private double weakUntil;

  FluidServer(double capacity, Trouble trouble, RandomGenerator random) {
    this.capacity = capacity;
    this.trouble = trouble;
    this.random = random;
    this.nextStall = gap();
  }

  List<Trial> trials() {
    return trials;
  }

  double peakLoad() {
    return trials.stream().mapToDouble(Trial::load).max().orElse(0);
  }

  /** Seconds of load. */
  double loadSeconds() {
    return trials.stream().mapToDouble(trial -> trial.length().toNanos() / 1e9).sum();
  }

  /** Seconds from the first attempt to the last, rests included. */
  double elapsedSeconds() {
    return clock;
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
      var measure = (Step.Measure) step;
      rest(measure.restBefore().toNanos() / 1e9 + 0.15);
      hold(measure.purpose(), measure.load(), measure.length().toNanos() / 1e9);
    }
  }

  /** Offers nothing. */
  void rest(double seconds) {
    clock += seconds;
    queued = Math.max(0, queued - seconds * capacity);
  }

  /** Offers a load. */
  Trial hold(Purpose purpose, double load, double seconds) {
    double start = clock;
    double noisy = capacity * (1 + trouble.jitter() * random.nextGaussian());
    if (load > OVERLOAD * capacity && trouble.weakSeconds() > 0) {
      weakUntil = start + seconds + trouble.weakSeconds();
    }
    var counts = new CountedSeconds(load);
    double offered = 0;
    double failed = 0;
    long intended = 0;
    int slices = (int) Math.round(seconds / SLICE);
    for (int slice = 0; slice < slices; slice++) {
      clock = start + slice * SLICE;
      double rate = clock < weakUntil ? WEAK * noisy : noisy;
      offered += load * SLICE;
      failed += lost(load, rate);
      long whole = (long) offered;
      long bad = Math.min(whole, (long) failed);
      counts.add(clock, Outcome.OK, whole - bad);
      counts.add(clock, Outcome.OVERLOADED, bad);
      intended += whole;
      offered -= whole;
      failed -= bad;
    }
    clock = start + seconds;
    var trial =
        Judge.judge(
            purpose,
            load,
            Duration.ofNanos((long) (start * 1e9)),
            Duration.ofNanos((long) (seconds * 1e9)),
            intended,
            counts.summary(),
            WELL,
            false);
    trials.add(trial);
    return trial;
  }

  private double lost(double load, double rate) {
    if (clock >= nextStall + trouble.stallSeconds()) {
      nextStall = Math.max(clock, nextStall + trouble.stallSeconds()) + gap();
    }
    if (clock >= nextStall) {
      return load * SLICE;
    }
    double waiting = queued + (load - rate) * SLICE;
    double room = trouble.queueSeconds() * capacity;
    queued = Math.max(0, Math.min(room, waiting));
    return Math.max(0, waiting - room);
  }

  private double gap() {
    return -trouble.stallEverySeconds() * Math.log(1 - random.nextDouble());
  }
}

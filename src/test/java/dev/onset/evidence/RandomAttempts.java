package dev.onset.evidence;

import dev.onset.outcome.Outcome;
import dev.onset.outcome.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Attempts of all kinds, with ties, late and early starts. */
final class RandomAttempts {

  private RandomAttempts() {}

  static List<Attempt> some(int count, RandomGenerator random) {
    var attempts = new ArrayList<Attempt>();
    for (int i = 0; i < count; i++) {
      attempts.add(one(random));
    }
    return attempts;
  }

  private static Attempt one(RandomGenerator random) {
    var outcome = Outcome.values()[random.nextInt(Outcome.values().length)];
    // Few different due times, so that some of them tie.
    long dueNanos = random.nextInt(200) * 50_000_000L;
    long startNanos = dueNanos + random.nextLong(-1_000_000, 20_000_000);
    return new Attempt(
        1 + random.nextInt(5),
        dueNanos,
        startNanos,
        startNanos + random.nextLong(10_000, 12_000_000_000L),
        outcome,
        outcome == Outcome.OK ? null : "text " + random.nextInt(8),
        random.nextInt(5) == 0 ? Double.valueOf(random.nextInt(60)) : null,
        random.nextInt(3),
        new Route(
            random.nextInt(3) == 0 ? null : "192.0.2." + random.nextInt(3),
            random.nextInt(3) == 0 ? Double.NaN : random.nextInt(9) * 1e6,
            random.nextBoolean() ? null : Phase.values()[random.nextInt(5)]));
  }
}

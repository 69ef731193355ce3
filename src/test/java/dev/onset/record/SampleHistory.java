package dev.onset.record;

import dev.onset.load.Axis;
import dev.onset.outcome.Outcome;
import dev.onset.record.ExperimentRecord.DroppedSyn;
import dev.onset.record.ExperimentRecord.Injector.Fitness;
import dev.onset.record.ExperimentRecord.Status;
import dev.onset.search.Onset;
import dev.onset.search.OnsetStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Nightly runs of one API over its releases: the rate limit falls by 5 % at two fifths and recovers
 * at four fifths, the connection limit grows at the middle, connects are clean at first and begin
 * to time out at seven tenths.
 */
public final class SampleHistory {

  private static final Instant FIRST = Instant.parse("2025-06-01T02:10:00Z");
  private static final String URL = "https://api.example.test/v2/orders?…";

  private SampleHistory() {}

  /** The name of a run, counted from the oldest. */
  public static String runId(int run, int of) {
    return "%s-%s".formatted(release(run, of), 20250601 + run);
  }

  private static int perRelease(int of) {
    return Math.max(1, of / 40);
  }

  private static int firstOfRelease(int run, int of) {
    return run - run % perRelease(of);
  }

  private static String release(int run, int of) {
    int release = run / perRelease(of);
    return "1.%d.%d".formatted(release / 4, release % 4);
  }

  /** The experiments of a run, counted from the oldest. */
  public static List<ExperimentRecord> run(int run, int of) {
    var random = new Random(1000L + run);
    double share = (double) firstOfRelease(run, of) / of;
    double limit = share < 0.4 || share >= 0.8 ? 200 : 190;
    var experiments = new ArrayList<ExperimentRecord>();
    var rate = builder(Axis.RATE, run, of).limiter(SampleExperiments.rate().limiter());
    if (of > 10 && run == of / 4) {
      rate.status(Status.FAILED, "the target refused the connection at preflight");
    } else {
      rate.onset(found(Outcome.RATE_LIMITED, limit * (1 + 0.004 * random.nextGaussian()), 0.006));
      rate.onset(clean(Outcome.CONNECT_TIMEOUT, limit * 1.01));
    }
    experiments.add(rate.build());
    int taken = (share < 0.5 ? 40 : 56) + random.nextInt(2);
    experiments.add(
        builder(Axis.CONCURRENCY, run, of)
            .onset(exact(Outcome.REQUEST_TIMEOUT, taken))
            .onset(exact(Outcome.CONNECT_TIMEOUT, taken + 17))
            .build());
    var connections = builder(Axis.CONNECTION_RATE, run, of);
    double dropped = 150 * (1 + 0.01 * random.nextGaussian());
    if (share < 0.7) {
      connections.onset(clean(Outcome.CONNECT_TIMEOUT, 200));
    } else {
      connections
          .onset(found(Outcome.CONNECT_TIMEOUT, dropped * 1.2, 0.02))
          .droppedSyn(
              new DroppedSyn(
                  OnsetStatus.FOUND,
                  dropped * 0.98,
                  dropped * 1.02,
                  dropped,
                  dropped * 1.05,
                  0.95,
                  Map.of(1, 12L),
                  3,
                  15L));
    }
    if (of > 10 && run % 50 == 9) {
      connections.injector(Fitness.LIMITED, "CPU idle fell to 4% at 180 connections/s");
    }
    experiments.add(connections.build());
    return experiments;
  }

  private static ExperimentBuilder builder(Axis axis, int run, int of) {
    return new ExperimentBuilder(axis)
        .run(runId(run, of), release(run, of), FIRST.plus(Duration.ofDays(run)))
        .target(URL, "GET", false);
  }

  private static Onset found(Outcome outcome, double estimate, double halfWidth) {
    return new Onset(
        outcome,
        OnsetStatus.FOUND,
        estimate * (1 - halfWidth),
        estimate * (1 + halfWidth),
        estimate,
        estimate * 1.1,
        0.97);
  }

  private static Onset exact(Outcome outcome, double at) {
    return new Onset(outcome, OnsetStatus.FOUND, at, at + 1, at + 1, at + 1, 0.95);
  }

  private static Onset clean(Outcome outcome, double upTo) {
    return new Onset(outcome, OnsetStatus.NOT_REACHED, upTo, null, null, null, 0.95);
  }
}

package dev.onset.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.outcome.Outcome;
import dev.onset.search.FluidServer.Trouble;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Hundreds of searches for limits that are known, next to a plain bisection on the same servers.
 */
class CapacityCampaignTest {

  private static final long SEED = 20261122;
  private static final int CASES = 300;
  private static final double NEVER = Double.POSITIVE_INFINITY;
  private static final double MOST_WRONG = 0.05;

  private static final RatePlan PLAN =
      new RatePlan(
          10,
          4000,
          0.01,
          1.25,
          Duration.ofSeconds(2),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10));

  static Stream<Trouble> troubles() {
    return Stream.of(
        new Trouble("clean", 0, NEVER, 0, 0, 0),
        new Trouble("queue of 0.1 s", 0.1, NEVER, 0, 0, 0),
        new Trouble("stalls", 0, 120, 1.5, 0, 0),
        new Trouble("stalls, jitter, slow recovery", 0, 120, 1.5, 0.03, 15),
        new Trouble("the same with a queue", 0.1, 120, 1.5, 0.03, 15));
  }

  @BeforeAll
  static void head() {
    System.out.printf(
        "%d limits from 200 to 2,000/s, seed %d%n"
            + "| server | search | > 5 %% wrong | no answer | farthest off | load, min | in all, min"
            + " | peak / limit | bracket | limit outside of it |%n"
            + "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |%n",
        CASES, SEED);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("troubles")
  void no_answer_is_missing_or_far_from_the_truth_and_no_load_is_far_above_it(Trouble trouble) {
    var bracketing = new Score();
    var plain = new Score();
    var random = new SplittableRandom(SEED);
    for (int i = 0; i < CASES; i++) {
      double capacity = 200 * Math.pow(10, random.nextDouble());
      // With 1 % of failures tolerated, the onset lies that much above the capacity.
      double truth = capacity / (1 - Tolerance.OCCASIONAL);
      long seed = random.nextLong();

      var server = new FluidServer(capacity, trouble, new SplittableRandom(seed));
      var search = new CapacitySearch(PLAN);
      server.run(search);
      var onset =
          search.onsets(server.trials()).stream()
              .filter(found -> found.outcome() == Outcome.OVERLOADED)
              .findFirst()
              .orElseThrow();
      boolean found = onset.status() == OnsetStatus.FOUND;
      if (found) {
        bracketing.widths[i] = (onset.upper() - onset.lower()) / onset.upper();
        bracketing.outside += truth < onset.lower() || truth > onset.upper() ? 1 : 0;
      }
      bracketing.add(i, found ? onset.estimate() : null, truth, server);

      var same = new FluidServer(capacity, trouble, new SplittableRandom(seed));
      plain.add(i, PlainBisection.search(same, PLAN), truth, same);
    }
    System.out.println(bracketing.row(trouble.name(), "Onset"));
    System.out.println(plain.row(trouble.name(), "plain bisection"));

    var what = "%s, seed %d".formatted(trouble.name(), SEED);
    assertThat(bracketing.wrong).as("more than 5 %% wrong: %s", what).isZero();
    assertThat(bracketing.missing).as("without an answer: %s", what).isZero();
    assertThat(bracketing.worst(bracketing.peaks)).as("peak: %s", what).isLessThanOrEqualTo(2);
    assertThat(bracketing.worst(bracketing.elapsed)).as("time: %s", what).isLessThanOrEqualTo(600);
  }

  private static final class Score {
    private int wrong;
    private int missing;
    private int outside;
    private double farthest;
    private final double[] widths = new double[CASES];
    private final double[] load = new double[CASES];
    private final double[] elapsed = new double[CASES];
    private final double[] peaks = new double[CASES];

    void add(int i, Double answer, double truth, FluidServer server) {
      missing += answer == null ? 1 : 0;
      double off = answer == null ? 0 : Math.abs(answer - truth) / truth;
      wrong += off > MOST_WRONG ? 1 : 0;
      farthest = Math.max(farthest, off);
      load[i] = server.loadSeconds();
      elapsed[i] = server.elapsedSeconds();
      peaks[i] = server.peakLoad() / truth;
    }

    String row(String trouble, String search) {
      return String.format(
          Locale.ROOT,
          "| %s | %s | %.1f %% | %.1f %% | %.1f %% | %.1f (%.1f) | %.1f (%.1f) | %.2f (%.2f) | %s |"
              + " %s |",
          trouble,
          search,
          100.0 * wrong / CASES,
          100.0 * missing / CASES,
          100 * farthest,
          median(load) / 60,
          worst(load) / 60,
          median(elapsed) / 60,
          worst(elapsed) / 60,
          median(peaks),
          worst(peaks),
          worst(widths) == 0
              ? "-"
              : String.format(
                  Locale.ROOT, "%.1f %% (%.1f %%)", 100 * median(widths), 100 * worst(widths)),
          worst(widths) == 0
              ? "-"
              : String.format(Locale.ROOT, "%.0f %%", 100.0 * outside / CASES));
    }

    private double median(double[] values) {
      return Arrays.stream(values).sorted().skip(CASES / 2).findFirst().orElseThrow();
    }

    private double worst(double[] values) {
      return Arrays.stream(values).max().orElseThrow();
    }
  }
}

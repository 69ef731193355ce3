package dev.onset.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.limiter.Algorithm;
import dev.onset.outcome.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Searches whose requests are filled with rows in turn, each with a limit of its own. */
class RowLimitsTest {

  private static final long SEED = 20261123;

  private static RateSearch search(int rows) {
    return new RateSearch(
        RatePlan.defaults(), new LimiterReading(Instant.EPOCH, List::of, rows), 20_000, 1);
  }

  private static Onset limited(RateSearch search, SimulatedTarget target) {
    return search.onsets(target.trials()).stream()
        .filter(onset -> onset.outcome() == Outcome.RATE_LIMITED)
        .findFirst()
        .orElseThrow();
  }

  private static SimulatedTarget limitedByRow(int rows, Supplier<SimulatedTarget.Behaviour> limit) {
    var random = new SplittableRandom(SEED);
    return new SimulatedTarget(
            SimulatedTarget.perCaller(Stream.generate(limit).limit(rows).toList()), random)
        .filledWith(taken -> taken % rows);
  }

  @ParameterizedTest(name = "{0} rows, each a bucket of {1}/s with a burst of {2}")
  @CsvSource({
    "2, 100, 20",
    "4, 50, 20",
    "4, 50, 5",
    "8, 25, 10",
    "10, 30, 30",
    "20, 10, 5",
    "20, 30, 10"
  })
  void the_sum_of_all_buckets_is_the_threshold(int rows, double each, double burst) {
    var target = limitedByRow(rows, () -> SimulatedTarget.tokenBucket(each, burst));
    var search = search(rows);

    target.run(search);

    var onset = limited(search, target);
    var limiter = search.limiter(target.trials());
    assertThat(onset.status()).as("%s %s", onset, limiter).isEqualTo(OnsetStatus.FOUND);
    assertThat(onset.lower()).as("%s", onset).isBetween(0.97 * rows * each, 1.001 * rows * each);
    assertThat(onset.upper()).as("%s", onset).isBetween(0.999 * rows * each, 1.03 * rows * each);
  }

  @ParameterizedTest(name = "{0} rows, each {1} in windows of {2} s")
  @CsvSource({"2, 100, 1", "4, 50, 1", "4, 200, 4", "10, 20, 1", "20, 30, 3"})
  void the_sum_of_all_windows_is_the_threshold_or_none_is_stated(
      int rows, long admitted, double windowSeconds) {
    var target = limitedByRow(rows, () -> SimulatedTarget.fixedWindow(admitted, windowSeconds));
    var search = search(rows);

    target.run(search);

    double truth = rows * admitted / windowSeconds;
    var onset = limited(search, target);
    System.out.printf("%d rows of %d per %s s: %s%n", rows, admitted, windowSeconds, onset);
    if (onset.status() == OnsetStatus.FOUND) {
      assertThat(onset.lower()).as("%s", onset).isBetween(0.95 * truth, 1.01 * truth);
      assertThat(onset.upper()).as("%s", onset).isBetween(0.99 * truth, 1.05 * truth);
    }
  }

  @ParameterizedTest(name = "{0} rows")
  @CsvSource({"2", "10", "100"})
  void a_limit_that_all_rows_share_is_told_from_one_for_each(int rows) {
    var target =
        new SimulatedTarget(SimulatedTarget.tokenBucket(200, 20), new SplittableRandom(SEED))
            .filledWith(taken -> taken % rows);
    var search = search(rows);

    target.run(search);

    assertThat(limited(search, target).status()).isEqualTo(OnsetStatus.FOUND);
    assertThat(limited(search, target).estimate()).isBetween(196.0, 204.0);
    assertThat(search.limiter(target.trials()).shares()).isEqualTo(1);
  }

  @ParameterizedTest(name = "{0} rows, one of them with half the limit")
  @CsvSource({"2", "4", "10"})
  void a_row_with_a_lower_limit_sets_the_threshold_or_none_is_stated(int rows) {
    var limits =
        Stream.concat(
                Stream.of(SimulatedTarget.tokenBucket(25, 10)),
                Stream.generate(() -> SimulatedTarget.tokenBucket(50, 10)).limit(rows - 1))
            .toList();
    var target =
        new SimulatedTarget(SimulatedTarget.perCaller(limits), new SplittableRandom(SEED))
            .filledWith(taken -> taken % rows);
    var search = search(rows);

    target.run(search);

    var onset = limited(search, target);
    System.out.printf("%d rows, one of half the limit: %s%n", rows, onset);
    if (onset.status() == OnsetStatus.FOUND) {
      // More than a tolerated share is rejected from where the weakest row is full.
      assertThat(onset.lower()).as("%s", onset).isBetween(0.95 * 25 * rows, 1.05 * 25 * rows);
    }
  }

  /** At 1000/s, where the search may not go beyond, one watch tells too little of each bucket. */
  @Test
  void near_the_highest_rate_no_threshold_is_stated_rather_than_a_wrong_one() {
    var target = limitedByRow(20, () -> SimulatedTarget.tokenBucket(40, 10));
    var search = search(20);

    target.run(search);

    var onset = limited(search, target);
    if (onset.status() == OnsetStatus.FOUND) {
      assertThat(onset.estimate()).isBetween(776.0, 824.0);
    } else {
      assertThat(onset.status()).isEqualTo(OnsetStatus.UNDECIDED);
    }
  }

  @ParameterizedTest(name = "{0} rows")
  @CsvSource({"2", "10", "50"})
  void shedding_at_random_is_told_or_no_limiter_is_named(int rows) {
    var target =
        new SimulatedTarget(
                (seconds, random) -> random.nextDouble() < 0.7 ? Outcome.OK : Outcome.RATE_LIMITED,
                new SplittableRandom(SEED))
            .filledWith(taken -> taken % rows);
    var search = search(rows);

    target.run(search);

    assertThat(limited(search, target).status()).isNotEqualTo(OnsetStatus.FOUND);
    assertThat(search.limiter(target.trials()).algorithm())
        .isIn(Algorithm.SHEDDING, Algorithm.UNKNOWN);
  }

  @ParameterizedTest(name = "{0} rows, of each {1} are admitted per second at least once")
  @CsvSource({"200, 1", "500, 1", "1000, 0.5"})
  void of_too_many_rows_to_see_any_well_no_wrong_threshold_is_stated(int rows, double each) {
    var target = limitedByRow(rows, () -> SimulatedTarget.tokenBucket(each, 3));
    var search = search(rows);

    target.run(search);

    var onset = limited(search, target);
    System.out.printf("%d rows of %s/s: %s%n", rows, each, onset);
    if (onset.status() == OnsetStatus.FOUND) {
      assertThat(onset.estimate()).isBetween(0.95 * rows * each, 1.05 * rows * each);
    }
  }
}

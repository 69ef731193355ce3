package dev.onset.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.outcome.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A false threshold is the worst that a search can produce; these targets know the truth. */
class RateSearchTest {

  private static final long SEED = 20261122;

  private static final long MOST_REJECTED = 20_000;

  private final RateSearch search = search();

  private static RateSearch search() {
    return new RateSearch(
        RatePlan.defaults(), new LimiterReading(Instant.EPOCH, List::of), MOST_REJECTED, 1);
  }

  @ParameterizedTest(name = "{0}/s with a burst of {1}")
  @CsvSource({
    "200, 20",
    "220, 20",
    "181, 20",
    "50, 5",
    "300, 10",
    "100, 100",
    "500, 50",
    "900, 20",
    "12, 30",
    "400, 400"
  })
  void a_token_bucket_is_bracketed_to_one_percent(double rate, double burst) {
    var target = target(SimulatedTarget.tokenBucket(rate, burst));

    var done = target.run(search);

    var onset = onset(target, Outcome.RATE_LIMITED);
    assertThat(done.end()).as("%s %s", onset, log(target)).isEqualTo(Step.End.ANSWERED);
    assertThat(onset.status()).as("%s", onset).isEqualTo(OnsetStatus.FOUND);
    assertThat(onset.lower()).isLessThanOrEqualTo(rate);
    assertThat(onset.upper()).as("%s", log(target)).isGreaterThanOrEqualTo(rate);
    assertThat((onset.upper() - onset.lower()) / onset.upper())
        .as("%s", log(target))
        .isLessThanOrEqualTo(Math.max(0.011, 0.31 / rate));
    assertThat(rejections(target)).isLessThan(MOST_REJECTED);
  }

  @Test
  void forty_random_token_buckets_never_get_a_false_threshold() {
    var random = new SplittableRandom(SEED);
    int found = 0;
    for (int i = 0; i < 40; i++) {
      double rate = 11 * Math.pow(80, random.nextDouble());
      double burst = Math.max(1, Math.floor(rate * random.nextDouble() * 2));
      var target = target(SimulatedTarget.tokenBucket(rate, burst));
      var search = search();
      target.run(search);
      var onset = onset(search, target, Outcome.RATE_LIMITED);
      if (onset.status() != OnsetStatus.FOUND) {
        System.out.printf("no answer: %.2f/s, burst %s, %s %s%n", rate, burst, onset, log(target));
      }
      if (onset.status() == OnsetStatus.FOUND) {
        found++;
        assertThat(rate)
            .as("seed %d, case %d: burst %s, %s", SEED, i, burst, onset)
            .isBetween(onset.lower(), onset.upper() * (1 + unevenness(rate, burst)));
      }
    }
    assertThat(found).as("answers among 40, seed %d", SEED).isGreaterThanOrEqualTo(37);
  }

  @ParameterizedTest(name = "{0}/s")
  @CsvSource({"37", "150", "640", "900"})
  void a_capacity_is_bracketed_by_bisection(double rate) {
    var target = target(SimulatedTarget.capacity(rate, 5));

    target.run(search);

    var onset = onset(target, Outcome.OVERLOADED);
    assertThat(onset.status()).as("%s", onset).isEqualTo(OnsetStatus.FOUND);
    // One percent of failures is tolerated, and the queue of 5 lasts for the 10 s of a trial.
    assertThat(onset.lower()).isLessThanOrEqualTo(rate * 1.011 + 0.5);
    assertThat(onset.upper()).isGreaterThanOrEqualTo(rate);
    assertThat(onset(target, Outcome.RATE_LIMITED).status()).isEqualTo(OnsetStatus.NOT_REACHED);
  }

  @Test
  void a_target_without_a_limit_is_not_reached_up_to_the_highest_load_offered() {
    var target = target((seconds, random) -> Outcome.OK);

    var done = target.run(search);

    assertThat(done.end()).isEqualTo(Step.End.ANSWERED);
    var onset = onset(target, Outcome.CONNECT_TIMEOUT);
    assertThat(onset.status()).isEqualTo(OnsetStatus.NOT_REACHED);
    assertThat(onset.lower()).isEqualTo(1000);
    assertThat(onset.upper()).isNull();
    assertThat(onset.observed()).isNull();
    assertThat(onset.confidence()).isGreaterThan(0.99);
  }

  @Test
  void a_target_that_fails_at_the_lowest_load_is_below_start() {
    var target = target(SimulatedTarget.tokenBucket(2, 3));

    target.run(search);

    var onset = onset(target, Outcome.RATE_LIMITED);
    assertThat(onset.status()).isEqualTo(OnsetStatus.BELOW_START);
    assertThat(onset.lower()).isNull();
    assertThat(onset.upper()).isEqualTo(10);
  }

  @Test
  void stray_failures_do_not_become_a_threshold() {
    for (int seed = 0; seed < 10; seed++) {
      var target =
          new SimulatedTarget(
              SimulatedTarget.withStrayFailures(SimulatedTarget.tokenBucket(200, 20), 0.002),
              new SplittableRandom(seed));
      var search = search();
      target.run(search);
      var onset = onset(search, target, Outcome.RATE_LIMITED);
      assertThat(onset.status())
          .as("seed %d: %s %s", seed, onset, log(target))
          .isEqualTo(OnsetStatus.FOUND);
      assertThat(onset.lower()).as("seed %d", seed).isLessThanOrEqualTo(200);
      assertThat(onset.upper()).as("seed %d", seed).isGreaterThanOrEqualTo(200);
    }
  }

  @ParameterizedTest(name = "{0} per {1} s")
  @CsvSource({"1000, 10", "6000, 60", "300, 30", "210, 3"})
  void a_limiter_that_remembers_more_than_a_trial_gets_no_false_threshold(
      long admitted, double windowSeconds) {
    double truth = admitted / windowSeconds;
    var target = target(SimulatedTarget.fixedWindow(admitted, windowSeconds));

    target.run(search);

    var onset = onset(target, Outcome.RATE_LIMITED);
    if (onset.status() == OnsetStatus.FOUND) {
      assertThat(truth).as("%s", onset).isBetween(onset.lower() * 0.95, onset.upper() * 1.05);
    } else {
      assertThat(onset.status()).as("%s", onset).isEqualTo(OnsetStatus.UNDECIDED);
    }
  }

  @ParameterizedTest(name = "{0} every {1} s, burst {2}")
  @CsvSource({"400, 2, 600", "200, 1, 500", "300, 3, 900"})
  void a_bucket_that_fills_in_lumps_is_verified_between_them(
      double lump, double lumpSeconds, double burst) {
    double truth = lump / lumpSeconds;
    var target = target(SimulatedTarget.lumpedBucket(lump, lumpSeconds, burst));

    target.run(search);

    var onset = onset(target, Outcome.RATE_LIMITED);
    assertThat(onset.status()).as("%s %s", onset, log(target)).isEqualTo(OnsetStatus.FOUND);
    assertThat(truth).as("%s", onset).isBetween(onset.lower(), onset.upper());
    assertThat(onset.upper() - onset.lower()).isLessThanOrEqualTo(0.011 * truth);
  }

  @Test
  void rejections_of_the_load_generators_own_lumps_name_no_limiter() {
    var trials =
        List.of(
            Trials.paced(Purpose.LADDER, 40, 0, 5, 1, (seconds, caller) -> Outcome.OK),
            Trials.spoilt(Purpose.CONFIRM, 40),
            Trials.paced(Purpose.WATCH, 31, 30, 6, 1, (seconds, caller) -> Outcome.OK),
            Trials.paced(Purpose.WATCH, 31, 40, 15, 1, (seconds, caller) -> Outcome.OK),
            Trials.paced(Purpose.CONFIRM, 40, 60, 20, 1, (seconds, caller) -> Outcome.OK));

    assertThat(search.limiter(trials)).isNull();
    var onset =
        search.onsets(trials).stream()
            .filter(each -> each.outcome() == Outcome.RATE_LIMITED)
            .findFirst()
            .orElseThrow();
    assertThat(onset.status()).isEqualTo(OnsetStatus.UNDECIDED);
    assertThat(onset.observed()).isNotNull();
    assertThat(search.notes(trials)).anyMatch(note -> note.contains("quieter host"));
  }

  @Test
  void a_busy_host_that_keeps_its_schedule_does_not_spoil_what_is_served() {
    var target = target(SimulatedTarget.tokenBucket(200, 20));
    target.starveTheInjector();

    target.run(search);

    assertThat(onset(target, Outcome.RATE_LIMITED).status()).isEqualTo(OnsetStatus.FOUND);
  }

  @Test
  void a_failure_that_may_be_the_load_generators_own_ends_the_search_without_a_threshold() {
    var target = target(SimulatedTarget.capacity(200, 5));
    target.starveTheInjector();

    var done = target.run(search);

    assertThat(done.end()).isEqualTo(Step.End.LIMITED);
    assertThat(done.reason()).contains("2 % idle");
    assertThat(search.onsets(target.trials()))
        .extracting(Onset::status)
        .doesNotContain(OnsetStatus.FOUND);
    assertThat(target.trials().subList(target.trials().size() - 5, target.trials().size()))
        .extracting(Trial::verdict)
        .containsOnly(Verdict.INVALID);
  }

  private static SimulatedTarget target(SimulatedTarget.Behaviour behaviour) {
    return new SimulatedTarget(behaviour, new SplittableRandom(SEED));
  }

  private Onset onset(SimulatedTarget target, Outcome outcome) {
    return onset(search, target, outcome);
  }

  /** Without a burst, two requests that arrive 2 ms closer than they were sent are too close. */
  private static double unevenness(double rate, double burst) {
    return burst < 2 ? 0.002 * rate : 0;
  }

  private static String log(SimulatedTarget target) {
    return search().limiter(target.trials())
        + target.trials().stream()
            .map(
                trial ->
                    "%n%s %.1f/s %s %s %s"
                        .formatted(
                            trial.purpose(),
                            trial.load(),
                            trial.length(),
                            trial.verdict(),
                            trial.summary().counts()))
            .collect(Collectors.joining());
  }

  private static long rejections(SimulatedTarget target) {
    return target.trials().stream().mapToLong(LimiterOnset::rejections).sum();
  }

  private static Onset onset(Search search, SimulatedTarget target, Outcome outcome) {
    return search.onsets(target.trials()).stream()
        .filter(onset -> onset.outcome() == outcome)
        .findFirst()
        .orElseThrow();
  }
}

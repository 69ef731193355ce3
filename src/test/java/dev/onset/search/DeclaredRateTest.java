package dev.onset.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.limiter.DeclaredPolicy;
import dev.onset.limiter.DeclaredUnit;
import dev.onset.outcome.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A limit that the target declares is where its limiter is looked for first. */
class DeclaredRateTest {

  private static final long SEED = 20261123;
  private static final long BUDGET_REJECTIONS = 20_000;

  private static List<DeclaredPolicy> declared(double limit, double windowSeconds) {
    return List.of(
        new DeclaredPolicy(
            null, DeclaredUnit.REQUESTS, limit, windowSeconds, null, null, "RateLimit-Policy"));
  }

  private static Onset found(SimulatedTarget target, double limit, double windowSeconds) {
    return found(target, () -> declared(limit, windowSeconds));
  }

  private static Onset found(SimulatedTarget target, Supplier<List<DeclaredPolicy>> declared) {
    var search =
        new RateSearch(
            RatePlan.defaults(), new LimiterReading(Instant.EPOCH, declared), BUDGET_REJECTIONS, 1);
    target.run(search);
    return search.onsets(target.trials()).stream()
        .filter(each -> each.outcome() == Outcome.RATE_LIMITED)
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest(name = "{0} per {1} s")
  @CsvSource({"1200, 60", "3000, 60", "900, 30"})
  void a_window_of_a_minute_is_found_within_the_usual_budgets(long admitted, double windowSeconds) {
    var target =
        new SimulatedTarget(
            SimulatedTarget.fixedWindow(admitted, windowSeconds), new SplittableRandom(SEED));

    var onset = found(target, admitted, windowSeconds);

    assertThat(onset.status()).as("%s", onset).isEqualTo(OnsetStatus.FOUND);
    assertThat(admitted / windowSeconds).isBetween(onset.lower(), onset.upper());
    assertThat(target.trials().stream().mapToLong(LimiterOnset::rejections).sum())
        .isLessThan(BUDGET_REJECTIONS);
  }

  @ParameterizedTest(name = "{0} per {1} s")
  @CsvSource({"20, 1", "1200, 60", "5000, 3600", "100000, 86400"})
  void a_declared_limit_that_nobody_meets_hides_no_other(double limit, double windowSeconds) {
    var target =
        new SimulatedTarget(SimulatedTarget.tokenBucket(200, 20), new SplittableRandom(SEED));

    var onset = found(target, limit, windowSeconds);

    assertThat(onset.status()).as("%s", onset).isEqualTo(OnsetStatus.FOUND);
    assertThat(200.0).isBetween(onset.lower(), onset.upper());
  }

  @ParameterizedTest(name = "after {0} watches")
  @ValueSource(ints = {1, 2, 3})
  void a_window_that_shows_only_while_the_limiter_is_watched_is_found_too(int watches) {
    var target =
        new SimulatedTarget(SimulatedTarget.fixedWindow(1200, 60), new SplittableRandom(SEED));

    var onset =
        found(
            target,
            () ->
                target.trials().stream().filter(trial -> trial.purpose() == Purpose.WATCH).count()
                        >= watches
                    ? declared(1200, 60)
                    : List.of());

    assertThat(onset.status()).as("%s", onset).isEqualTo(OnsetStatus.FOUND);
    assertThat(20.0).isBetween(onset.lower(), onset.upper());
  }
}

package dev.onset.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.limiter.Algorithm;
import dev.onset.limiter.Limiter;
import dev.onset.limiter.Variant;
import dev.onset.outcome.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LimiterOnsetTest {

  private static final Limiter BUCKET = bucket(200);
  private static final Trials.Fate CLEAN = (seconds, caller) -> Outcome.OK;
  private static final Trials.Fate REJECTED =
      (seconds, caller) -> seconds % 1 < 0.01 ? Outcome.RATE_LIMITED : Outcome.OK;

  private final LimiterOnset onset = new LimiterOnset(RatePlan.defaults());

  @Test
  void a_clean_load_below_a_failing_one_is_found_less_the_spare_tokens() {
    var found = of(BUCKET, hold(199.2, CLEAN), hold(200.8, REJECTED));

    assertThat(found.status()).isEqualTo(OnsetStatus.FOUND);
    assertThat(found.lower()).isCloseTo(198.9, Offset.offset(1e-9));
    assertThat(found.upper()).isEqualTo(200.8);
    assertThat(found.estimate()).isEqualTo(200);
  }

  @Test
  void a_load_that_failed_below_one_that_was_clean_leaves_it_undecided() {
    assertThat(of(BUCKET, hold(190, REJECTED), hold(199.2, CLEAN), hold(200.8, REJECTED)).status())
        .isEqualTo(OnsetStatus.UNDECIDED);
  }

  @Test
  void what_is_rejected_below_the_rate_is_no_upper_bound() {
    var found = of(BUCKET, hold(193.6, CLEAN), hold(196.8, REJECTED), hold(200.8, REJECTED));

    assertThat(found.status()).isEqualTo(OnsetStatus.FOUND);
    assertThat(found.upper()).isEqualTo(200.8);
    assertThat(found.estimate()).isEqualTo(200);
  }

  @Test
  void bounds_that_are_far_apart_are_not_an_answer() {
    assertThat(of(BUCKET, hold(165, CLEAN), hold(200.8, REJECTED)).status())
        .isEqualTo(OnsetStatus.UNDECIDED);
  }

  @ParameterizedTest(name = "a precision of {0}: {1}")
  @CsvSource({"0.02, UNDECIDED", "0.15, UNDECIDED", "0.2, FOUND", "0.3, FOUND"})
  void bounds_may_be_as_far_apart_as_was_asked_for(double precision, OnsetStatus status) {
    var defaults = RatePlan.defaults();
    var plan =
        new RatePlan(
            defaults.start(),
            defaults.max(),
            precision,
            defaults.step(),
            defaults.level(),
            defaults.trial(),
            defaults.confirm());

    var found =
        new LimiterOnset(plan)
            .of(Outcome.RATE_LIMITED, watched(hold(165, CLEAN), hold(200.8, REJECTED)), BUCKET);

    assertThat(found.status()).isEqualTo(status);
  }

  @Test
  void bounds_that_the_limiter_contradicts_are_not_an_answer() {
    assertThat(of(bucket(250), hold(199.2, CLEAN), hold(200.8, REJECTED)).status())
        .isEqualTo(OnsetStatus.UNDECIDED);
  }

  @Test
  void without_a_limiter_that_explains_it_nothing_is_found() {
    assertThat(of(null, hold(199.2, CLEAN), hold(200.8, REJECTED)).status())
        .isEqualTo(OnsetStatus.UNDECIDED);
  }

  @ParameterizedTest
  @EnumSource(
      value = Outcome.class,
      names = {"CONNECT_TIMEOUT", "CONNECTION_RESET", "REQUEST_TIMEOUT"})
  void attempts_that_may_never_have_reached_the_limiter_do_not_prove_a_load(Outcome lost) {
    Trials.Fate someLost = (seconds, caller) -> seconds % 1 < 0.01 ? lost : Outcome.OK;

    assertThat(LimiterOnset.isClean(hold(199.2, CLEAN))).isTrue();
    assertThat(LimiterOnset.isClean(hold(199.2, someLost))).isFalse();
  }

  @Test
  void a_bucket_that_was_not_emptied_proves_nothing() {
    var full = hold(199.2, CLEAN).after(Trials.pacedSummary(400, 0, 1, 1, CLEAN));
    var emptied = hold(199.2, CLEAN).after(Trials.pacedSummary(400, 0, 1, 1, REJECTED));

    assertThat(LimiterOnset.isClean(full)).isFalse();
    assertThat(LimiterOnset.isClean(emptied)).isTrue();
  }

  @Test
  void rejections_at_the_lowest_load_twice_are_below_the_start() {
    var once = of(BUCKET, hold(10, REJECTED));
    var twice = of(BUCKET, hold(10, REJECTED), hold(10, REJECTED));

    assertThat(once.status()).isEqualTo(OnsetStatus.UNDECIDED);
    assertThat(twice.status()).isEqualTo(OnsetStatus.BELOW_START);
  }

  private Onset of(Limiter limiter, Trial... held) {
    return onset.of(Outcome.RATE_LIMITED, watched(held), limiter);
  }

  private static List<Trial> watched(Trial... held) {
    var trials = new ArrayList<Trial>();
    trials.add(Trials.paced(Purpose.WATCH, 300, 0, 10, 1, REJECTED));
    trials.addAll(List.of(held));
    return trials;
  }

  private static Trial hold(double load, Trials.Fate fate) {
    return Trials.paced(Purpose.CONFIRM, load, 0, 10, 1, fate)
        .after(Trials.summary(Map.of(Outcome.OK, 20, Outcome.RATE_LIMITED, 5)));
  }

  private static Limiter bucket(double rate) {
    return new Limiter(
        Algorithm.TOKEN_BUCKET, Variant.SMOOTH, rate, 20, null, null, 1, 1, List.of(), null);
  }
}

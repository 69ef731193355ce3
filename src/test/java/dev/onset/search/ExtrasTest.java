package dev.onset.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.outcome.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * What is asked once the threshold is known: whom a limit is for, and how the target comes back.
 */
class ExtrasTest {

  private static final long SEED = 20261122;

  @Test
  void two_callers_who_may_have_the_rate_each_have_a_limit_of_their_own() {
    var search = search(2);
    var target =
        target(
            SimulatedTarget.perCaller(
                List.of(
                    SimulatedTarget.tokenBucket(200, 20), SimulatedTarget.tokenBucket(200, 20))));

    target.run(search);

    assertThat(search.scope(target.trials()).kind()).isEqualTo(Scope.Kind.PER_CREDENTIAL);
    assertThat(search.scope(target.trials()).rejectedShare()).isZero();
  }

  @Test
  void two_callers_who_are_rejected_together_share_a_limit() {
    var search = search(2);
    var target = target(SimulatedTarget.tokenBucket(200, 20));

    target.run(search);

    assertThat(search.scope(target.trials()).kind()).isEqualTo(Scope.Kind.SHARED);
    assertThat(search.scope(target.trials()).rejectedShare()).isBetween(0.3, 0.45);
  }

  @Test
  void a_single_caller_is_not_asked_whom_the_limit_is_for() {
    var search = search(1);
    var target = target(SimulatedTarget.tokenBucket(200, 20));

    target.run(search);

    assertThat(search.scope(target.trials())).isNull();
    assertThat(target.trials()).extracting(Trial::purpose).doesNotContain(Purpose.SCOPE);
  }

  @Test
  void a_bucket_comes_back_at_the_load_at_which_it_was_clean() {
    var search = search(1);
    var target = target(SimulatedTarget.tokenBucket(200, 20));

    target.run(search);

    var recovery = search.recovery(target.trials());
    assertThat(recovery.outcome()).isEqualTo(Outcome.RATE_LIMITED);
    assertThat(recovery.overload()).isBetween(290.0, 310.0);
    assertThat(recovery.load()).isBetween(198.0, 200.0);
    assertThat(recovery.secondsToClean()).isLessThan(Recovery.USUAL_SECONDS);
    assertThat(recovery.differs()).isFalse();
  }

  @Test
  void a_server_that_takes_time_to_recover_is_said_to() {
    var search = search(1);
    var target = target(HostileTargets.slowToRecover(200, 6));

    target.run(search);

    var recovery = search.recovery(target.trials());
    assertThat(recovery).isNotNull();
    assertThat(recovery.differs()).isTrue();
    assertThat(recovery.load() < 195 || recovery.secondsToClean() > 2).as("%s", recovery).isTrue();
  }

  @Test
  void overload_is_offered_last_and_no_more_than_half_as_much_again() {
    var search = search(1);
    var target = target(SimulatedTarget.capacity(200, 5));

    target.run(search);

    var trials = target.trials();
    assertThat(trials.get(trials.size() - 1).purpose()).isEqualTo(Purpose.RECOVERY);
    assertThat(target.peakLoad()).isLessThanOrEqualTo(1.55 * 200);
  }

  private static RateSearch search(int callers) {
    return new RateSearch(
        RatePlan.defaults(), new LimiterReading(Instant.EPOCH, List::of), 20_000, callers);
  }

  private static SimulatedTarget target(SimulatedTarget.Behaviour behaviour) {
    return new SimulatedTarget(behaviour, new SplittableRandom(SEED));
  }
}

package dev.onset.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.evidence.Attempt;
import dev.onset.evidence.AttemptLog.Part;
import dev.onset.evidence.Health;
import dev.onset.evidence.Route;
import dev.onset.evidence.Summary;
import dev.onset.evidence.SummaryRecorder;
import dev.onset.limiter.Algorithm;
import dev.onset.limiter.Limiter;
import dev.onset.outcome.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LimitedRequestsTest {

  private final SummaryRecorder recorder = new SummaryRecorder();

  @Test
  void requests_that_are_never_rejected_are_no_arrivals_at_the_limiter() {
    iteration(Outcome.OK, part("login", Outcome.OK), part("call", Outcome.OK));
    iteration(Outcome.RATE_LIMITED, part("login", Outcome.OK), part("call", Outcome.RATE_LIMITED));

    var limited = LimitedRequests.in(List.of(trial()));

    assertThat(limited).isEqualTo(new LimitedRequests(Set.of("call"), 1));
    assertThat(limited.contains(part("login", Outcome.OK))).isFalse();
  }

  @Test
  void each_limited_request_of_an_iteration_without_a_failure_counts() {
    iteration(Outcome.OK, part("login", Outcome.OK), part("call", Outcome.OK));
    iteration(Outcome.OK, part("login", Outcome.OK), part("call", Outcome.OK));
    iteration(Outcome.RATE_LIMITED, part("login", Outcome.RATE_LIMITED));
    iteration(Outcome.RATE_LIMITED, part("login", Outcome.OK), part("call", Outcome.RATE_LIMITED));

    assertThat(LimitedRequests.in(List.of(trial())).perAttempt()).isEqualTo(2);
  }

  @Test
  void iterations_that_differ_are_averaged() {
    iteration(Outcome.OK, part("call", Outcome.OK));
    iteration(Outcome.OK, part("call", Outcome.OK), part("call", Outcome.OK));
    iteration(Outcome.RATE_LIMITED, part("call", Outcome.RATE_LIMITED));

    assertThat(LimitedRequests.in(List.of(trial())).perAttempt()).isEqualTo(1.5);
  }

  @Test
  void single_requests_are_their_own_unit() {
    iteration(Outcome.OK);
    iteration(Outcome.RATE_LIMITED);

    assertThat(LimitedRequests.in(List.of(trial()))).isEqualTo(new LimitedRequests(Set.of(), 1));
  }

  @Test
  void a_limiter_in_another_unit_remembers_for_as_long() {
    var limiter =
        new Limiter(Algorithm.TOKEN_BUCKET, null, 150, 16, null, null, 0.9, 0.99, List.of(), null);

    var inIterations = limiter.dividedBy(2);

    assertThat(inIterations.ratePerSecond()).isEqualTo(75);
    assertThat(inIterations.burst()).isEqualTo(8);
    assertThat(inIterations.recoverySeconds()).isEqualTo(limiter.recoverySeconds());
    assertThat(inIterations.secondsToReject(100)).isEqualTo(limiter.secondsToReject(200));
  }

  @Test
  void a_relabelled_rejection_is_one_in_its_requests_too() {
    iteration(Outcome.OVERLOADED, part("login", Outcome.OK), part("call", Outcome.OVERLOADED));

    var relabelled = trial().relabelled(Outcome.OVERLOADED, Outcome.RATE_LIMITED);

    assertThat(LimitedRequests.in(List.of(relabelled)).names()).containsExactly("call");
  }

  private static Part part(String name, Outcome outcome) {
    return new Part(name, 0, 1, outcome);
  }

  private void iteration(Outcome outcome, Part... parts) {
    recorder.add(
        new Attempt(1, 0, 0, 1, outcome, null, null, 0, Route.UNKNOWN, null, List.of(parts)));
  }

  private Trial trial() {
    return new Trial(
        Purpose.WATCH,
        1,
        Duration.ZERO,
        Duration.ofSeconds(1),
        1,
        recorder.summary(),
        Summary.EMPTY,
        Health.UNKNOWN,
        false,
        Verdict.BAD,
        "");
  }
}

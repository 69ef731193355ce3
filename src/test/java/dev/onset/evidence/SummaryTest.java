package dev.onset.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import dev.onset.outcome.Outcome;
import dev.onset.outcome.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SummaryTest {

  private static final long SEED = 20261122;

  @Test
  void attempts_split_over_any_recorders_and_merged_in_any_order_are_the_same_summary() {
    var random = new SplittableRandom(SEED);
    for (int i = 0; i < 60; i++) {
      var attempts = RandomAttempts.some(random.nextInt(1, 400), random);
      var recorders = new ArrayList<SummaryRecorder>();
      for (int k = random.nextInt(1, 6); k > 0; k--) {
        recorders.add(new SummaryRecorder());
      }
      for (var attempt : attempts) {
        recorders.get(random.nextInt(recorders.size())).add(attempt);
      }
      var parts = new ArrayList<>(recorders.stream().map(SummaryRecorder::summary).toList());
      while (parts.size() > 1) {
        var one = parts.remove(random.nextInt(parts.size()));
        var other = parts.remove(random.nextInt(parts.size()));
        parts.add(one.plus(other));
      }
      assertSame("seed %d, case %d".formatted(SEED, i), parts.get(0), summary(attempts));
    }
  }

  @Test
  void the_summary_of_nothing_is_neutral() {
    var some = summary(RandomAttempts.some(100, new SplittableRandom(SEED)));

    assertSame("some + nothing", some.plus(Summary.EMPTY), some);
    assertSame("nothing + some", Summary.EMPTY.plus(some), some);
    assertSame("nothing + nothing", Summary.EMPTY.plus(Summary.EMPTY), Summary.EMPTY);
  }

  @Test
  void the_summary_of_nothing_knows_nothing() {
    assertThat(Summary.EMPTY.attempts()).isZero();
    assertThat(Summary.EMPTY.share(Outcome.OK)).isZero();
    assertThat(Summary.EMPTY.lagMillis(99)).isZero();
    assertThat(Summary.EMPTY.latencyMillis(Outcome.OK, 50)).isNaN();
    assertThat(Summary.EMPTY.longestWaitSeconds()).isNull();
    assertThat(Summary.EMPTY.firstSeen()).isEmpty();
  }

  @Test
  void merging_leaves_both_parts_as_they_were() {
    var random = new SplittableRandom(SEED);
    var attempts = RandomAttempts.some(100, random);
    var one = summary(attempts);
    var other = summary(RandomAttempts.some(100, random));

    one.plus(other).relabelled(Outcome.OVERLOADED, Outcome.RATE_LIMITED);

    assertSame("one", one, summary(attempts));
  }

  @Test
  void the_first_attempt_is_the_first_due_not_the_first_ended() {
    var summary =
        summary(
            List.of(
                attempt(50, 4_000_000_000L, Outcome.OVERLOADED),
                attempt(20, 1_000_000_000L, Outcome.OVERLOADED),
                attempt(30, 2_000_000_000L, Outcome.OVERLOADED)));

    assertThat(summary.firstSeen().get(Outcome.OVERLOADED))
        .isEqualTo(new Summary.FirstSeen(20, 1_000_000_000L));
  }

  @Test
  void percentiles_are_of_the_latency_from_when_an_attempt_was_due() {
    var recorder = new SummaryRecorder();
    for (int i = 1; i <= 100; i++) {
      recorder.add(new Attempt(1, 0, 5_000_000, i * 10_000_000L, Outcome.OK, null, null));
    }

    assertThat(recorder.summary().latencyMillis(Outcome.OK, 50)).isCloseTo(500, within(1.0));
    assertThat(recorder.summary().latencyMillis(Outcome.OK, 99)).isCloseTo(990, within(1.0));
    assertThat(recorder.summary().latencyMillis(Outcome.OK, 100)).isCloseTo(1000, within(1.0));
    assertThat(recorder.summary().lagMillis(99)).isCloseTo(5, within(0.01));
  }

  @Test
  void relabelling_moves_everything_about_an_outcome_and_loses_nothing() {
    var random = new SplittableRandom(SEED);
    for (int i = 0; i < 60; i++) {
      var attempts = RandomAttempts.some(random.nextInt(1, 300), random);
      var renamed =
          attempts.stream()
              .map(a -> a.outcome() == Outcome.OVERLOADED ? as(Outcome.RATE_LIMITED, a) : a)
              .toList();

      var relabelled = summary(attempts).relabelled(Outcome.OVERLOADED, Outcome.RATE_LIMITED);

      var what = "seed %d, case %d".formatted(SEED, i);
      assertSame(what, relabelled, summary(renamed));
      assertThat(relabelled.attempts()).as(what).isEqualTo(attempts.size());
    }
  }

  @Test
  void attempts_are_counted_by_address_and_by_the_phase_that_ended_them() {
    var summary =
        summary(
            List.of(
                routed(Outcome.OK, new Route("192.0.2.1", 1e6, null)),
                routed(Outcome.CONNECT_TIMEOUT, new Route("192.0.2.2", Double.NaN, Phase.CONNECT)),
                routed(Outcome.CONNECT_TIMEOUT, new Route("192.0.2.2", Double.NaN, Phase.CONNECT)),
                routed(Outcome.OTHER, Route.UNKNOWN)));

    assertThat(summary.routes().phases()).containsExactly(entry(Phase.CONNECT, 2L));
    assertThat(summary.routes().addresses())
        .containsExactly(
            entry("192.0.2.1", Map.of(Outcome.OK, 1L)),
            entry("192.0.2.2", Map.of(Outcome.CONNECT_TIMEOUT, 2L)));
  }

  @Test
  void connecting_counts_from_its_start_and_everything_else_from_when_it_was_due() {
    var summary =
        summary(
            List.of(
                late(Outcome.OK, new Route(null, 3e6, null)),
                late(Outcome.CONNECT_TIMEOUT, new Route(null, Double.NaN, Phase.CONNECT)),
                // Two stages: it connected, and then nothing came.
                late(Outcome.REQUEST_TIMEOUT, new Route(null, 5e6, Phase.WAITING)),
                late(Outcome.OTHER, Route.UNKNOWN)));

    var stages = summary.stages();
    var gaveUp = new Summary.Stage(Outcome.CONNECT_TIMEOUT, Phase.CONNECT);
    var silent = new Summary.Stage(Outcome.REQUEST_TIMEOUT, Phase.WAITING);
    assertThat(stages.keys()).containsExactlyInAnyOrder(Summary.Stage.CONNECTED, gaveUp, silent);
    assertThat(stages.count(Summary.Stage.CONNECTED)).isEqualTo(2);
    assertThat(stages.millis(Summary.Stage.CONNECTED, 50)).isCloseTo(3, within(0.01));
    assertThat(stages.millis(Summary.Stage.CONNECTED, 100)).isCloseTo(5, within(0.01));
    assertThat(stages.millis(gaveUp, 50)).isCloseTo(90, within(0.1));
    assertThat(stages.millis(silent, 50)).isCloseTo(100, within(0.1));
  }

  /** Started 10 ms late, ended 90 ms after that. */
  private static Attempt late(Outcome outcome, Route route) {
    return new Attempt(10, 0, 10_000_000, 100_000_000, outcome, null, null, 0, route);
  }

  private static Attempt routed(Outcome outcome, Route route) {
    return new Attempt(10, 0, 0, 1, outcome, null, null, 0, route);
  }

  private static Attempt as(Outcome outcome, Attempt a) {
    return new Attempt(
        a.load(),
        a.dueNanos(),
        a.startNanos(),
        a.endNanos(),
        outcome,
        a.text(),
        a.waitSeconds(),
        a.caller(),
        a.route());
  }

  private static Attempt attempt(double load, long dueNanos, Outcome outcome) {
    return new Attempt(load, dueNanos, dueNanos, dueNanos + 1_000_000, outcome, "text", null);
  }

  private static Summary summary(List<Attempt> attempts) {
    var recorder = new SummaryRecorder();
    attempts.forEach(recorder::add);
    return recorder.summary();
  }

  private static void assertSame(String what, Summary actual, Summary expected) {
    assertThat(actual.counts()).as(what).isEqualTo(expected.counts());
    assertThat(actual.attempts()).as(what).isEqualTo(expected.attempts());
    assertThat(actual.firstSeen()).as(what).isEqualTo(expected.firstSeen());
    assertThat(actual.texts()).as(what).isEqualTo(expected.texts());
    assertThat(actual.timeline()).as(what).isEqualTo(expected.timeline());
    assertThat(actual.longestWaitSeconds()).as(what).isEqualTo(expected.longestWaitSeconds());
    assertThat(actual.log()).as(what).isEqualTo(expected.log());
    assertThat(actual.routes()).as(what).isEqualTo(expected.routes());
    assertThat(actual.latencies()).as(what).isEqualTo(expected.latencies());
    assertThat(actual.stages()).as(what).isEqualTo(expected.stages());
    for (double percentile : new double[] {0, 1, 50, 90, 99, 99.9, 100}) {
      assertThat(actual.lagMillis(percentile)).as(what).isEqualTo(expected.lagMillis(percentile));
      for (var outcome : Outcome.values()) {
        assertThat(actual.share(outcome)).as(what).isEqualTo(expected.share(outcome));
        assertThat(actual.latencyMillis(outcome, percentile))
            .as(what)
            .isEqualTo(Double.valueOf(expected.latencyMillis(outcome, percentile)));
      }
    }
  }
}

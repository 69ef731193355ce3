package dev.onset.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onset.outcome.Outcome;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TimelineTest {

  private final Timeline timeline =
      Timeline.of(
          Map.of(
              7, Map.of(Outcome.OK, 5L, Outcome.OVERLOADED, 2L),
              3, Map.of(Outcome.OK, 4L),
              9, Map.of(Outcome.OVERLOADED, 1L, Outcome.RATE_LIMITED, 3L)));

  @Test
  void counts_by_second_and_outcome() {
    assertThat(timeline.count(7, Outcome.OK)).isEqualTo(5);
    assertThat(timeline.count(7, Outcome.DENIED)).isZero();
    assertThat(timeline.count(8, Outcome.OK)).isZero();
    assertThat(timeline.offered(7)).isEqualTo(7);
    assertThat(timeline.offered(8)).isZero();
    assertThat(timeline.seconds().keySet()).containsExactly(3, 7, 9);
  }

  @Test
  void the_sum_of_two_has_the_attempts_of_both() {
    var sum = timeline.plus(Timeline.of(Map.of(7, Map.of(Outcome.OK, 1L, Outcome.DENIED, 6L))));

    assertThat(sum.count(7, Outcome.OK)).isEqualTo(6);
    assertThat(sum.count(7, Outcome.DENIED)).isEqualTo(6);
    assertThat(sum.offered(7)).isEqualTo(14);
    assertThat(sum.offered(3)).isEqualTo(4);
    assertThat(timeline.offered(7)).as("the summand stays as it was").isEqualTo(7);
  }

  @Test
  void nothing_added_changes_nothing() {
    assertThat(timeline.plus(Timeline.EMPTY)).isEqualTo(timeline).hasSameHashCodeAs(timeline);
    assertThat(Timeline.EMPTY.plus(timeline)).isEqualTo(timeline);
  }

  @Test
  void a_relabelled_outcome_joins_the_other_and_no_attempt_is_lost() {
    var relabelled = timeline.relabelled(Outcome.OVERLOADED, Outcome.RATE_LIMITED);

    assertThat(relabelled.count(9, Outcome.RATE_LIMITED)).isEqualTo(4);
    assertThat(relabelled.count(7, Outcome.RATE_LIMITED)).isEqualTo(2);
    assertThat(relabelled.count(7, Outcome.OVERLOADED)).isZero();
    for (int second = 0; second < 10; second++) {
      assertThat(relabelled.offered(second)).isEqualTo(timeline.offered(second));
    }
    assertThat(timeline.count(7, Outcome.OVERLOADED)).isEqualTo(2);
  }

  @Test
  void later_changes_of_its_source_do_not_reach_it() {
    var counts = new HashMap<>(Map.of(Outcome.OK, 1L));
    var source = new HashMap<Integer, Map<Outcome, Long>>(Map.of(1, counts));
    var copy = Timeline.of(source);

    counts.put(Outcome.OK, 9L);
    source.put(2, Map.of(Outcome.OK, 9L));

    assertThat(copy).isEqualTo(Timeline.of(Map.of(1, Map.of(Outcome.OK, 1L))));
    assertThatThrownBy(() -> copy.seconds().put(3, Map.of()))
        .isInstanceOf(UnsupportedOperationException.class);
  }
}

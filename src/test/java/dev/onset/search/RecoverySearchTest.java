package dev.onset.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.outcome.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecoverySearchTest {

  private static final Onset LIMITED = found(Outcome.RATE_LIMITED);
  private static final double LOWER = 199;

  private final RecoverySearch search = new RecoverySearch(RatePlan.defaults());

  @Test
  void the_first_load_after_overload_is_the_one_that_was_clean_on_the_way_up() {
    var step = search.next(LIMITED, null, List.of());

    assertThat(step.purpose()).isEqualTo(Purpose.RECOVERY);
    assertThat(step.load()).isEqualTo(LOWER);
    assertThat(step.schedule().loadAt(0)).isEqualTo(1.5 * 201);
  }

  @Test
  void each_load_is_tried_twice_before_a_lower_one() {
    var trials = new ArrayList<Trial>();
    var loads = new ArrayList<Double>();
    for (var step = search.next(LIMITED, null, trials);
        step != null;
        step = search.next(LIMITED, null, trials)) {
      loads.add(step.load());
      trials.add(after(step.load(), (seconds, caller) -> Outcome.RATE_LIMITED));
    }

    assertThat(loads)
        .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-9 ? 0 : Double.compare(a, b))
        .containsExactly(
            LOWER,
            LOWER,
            0.96 * LOWER,
            0.96 * LOWER,
            0.8 * LOWER,
            0.8 * LOWER,
            0.64 * LOWER,
            0.64 * LOWER);
    var recovery = RecoverySearch.of(LIMITED, trials);
    assertThat(recovery.load()).isNull();
    assertThat(recovery.differs()).isTrue();
  }

  @Test
  void the_seconds_are_counted_until_the_first_second_without_the_outcome() {
    var trial = after(LOWER, (seconds, caller) -> seconds < 4 ? Outcome.RATE_LIMITED : Outcome.OK);

    var recovery = RecoverySearch.of(LIMITED, List.of(trial));

    assertThat(recovery.load()).isEqualTo(LOWER);
    assertThat(recovery.secondsToClean()).isBetween(3.9, 4.1);
    assertThat(recovery.differs()).isTrue();
  }

  @Test
  void a_target_that_crashed_has_not_recovered_although_nothing_is_rejected_any_more() {
    var trial = after(LOWER, (seconds, caller) -> Outcome.CONNECTION_REFUSED);

    assertThat(RecoverySearch.of(LIMITED, List.of(trial)).load()).isNull();
    assertThat(search.next(LIMITED, null, List.of(trial))).isNotNull();
  }

  @Test
  void an_overload_that_did_not_show_proves_nothing() {
    var calm =
        Trials.paced(Purpose.RECOVERY, LOWER, 0, 10, 1, (seconds, caller) -> Outcome.OK)
            .after(Trials.pacedSummary(300, 0, 3, 1, (seconds, caller) -> Outcome.OK));

    assertThat(RecoverySearch.of(LIMITED, List.of(calm))).isNull();
  }

  @Test
  void a_bound_that_failed_after_overload_is_doubted_until_it_was_held_again() {
    var held = Trials.paced(Purpose.CONFIRM, 199.4, 0, 10, 1, (seconds, caller) -> Outcome.OK);
    var failed = after(LOWER, (seconds, caller) -> Outcome.RATE_LIMITED);

    assertThat(RecoverySearch.doubtedLower(LIMITED, List.of(held))).isNull();
    // The load that proved the bound, which is a little higher than what it proved.
    assertThat(RecoverySearch.doubtedLower(LIMITED, List.of(held, failed))).isEqualTo(199.4);
    assertThat(RecoverySearch.doubtedLower(LIMITED, List.of(held, failed, held))).isNull();
  }

  @Test
  void a_bound_that_moved_is_tried_itself_whatever_was_tried_before() {
    var before = after(1.02 * LOWER, (seconds, caller) -> Outcome.RATE_LIMITED);

    assertThat(search.next(LIMITED, null, List.of(before, before)).load()).isEqualTo(LOWER);
  }

  @Test
  void a_load_a_little_below_the_bound_is_the_same_load() {
    var well = after(0.96 * LOWER, (seconds, caller) -> Outcome.OK);

    assertThat(RecoverySearch.of(LIMITED, List.of(well)).differs()).isFalse();
  }

  @Test
  void nothing_is_overloaded_without_room_below_the_ceiling() {
    var onset = new Onset(Outcome.RATE_LIMITED, OnsetStatus.FOUND, 995.0, 1000.0, 998.0, 1000.0, 1);

    assertThat(search.next(onset, null, List.of())).isNull();
  }

  private static Trial after(double load, Trials.Fate fate) {
    return Trials.paced(Purpose.RECOVERY, load, 0, 12, 1, fate)
        .after(Trials.pacedSummary(300, 0, 1, 1, (seconds, caller) -> Outcome.RATE_LIMITED));
  }

  private static Onset found(Outcome outcome) {
    return new Onset(outcome, OnsetStatus.FOUND, LOWER, 201.0, 200.0, 210.0, 0.9);
  }
}

package dev.onset.feeder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.outcome.Outcome;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FeederTest {

  private static List<Integer> rows(Feeder feeder, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> feeder.next())
        .filter(OptionalInt::isPresent)
        .map(OptionalInt::getAsInt)
        .toList();
  }

  @Test
  void rows_come_in_turn_and_again() {
    var feeder = new Feeder(3, RowOrder.CIRCULAR, 1);

    assertThat(rows(feeder, 7)).containsExactly(0, 1, 2, 0, 1, 2, 0);
    assertThat(feeder.isUsedUp()).isFalse();
  }

  @Test
  void a_row_that_may_be_used_once_is_handed_out_once_and_spent_ones_never() {
    var feeder = new Feeder(4, RowOrder.ONCE, 1);

    assertThat(rows(feeder, 2)).containsExactly(1, 2);
    assertThat(feeder.isUsedUp()).isFalse();
    assertThat(rows(feeder, 9)).containsExactly(3);
    assertThat(feeder.isUsedUp()).isTrue();
  }

  @Test
  void random_rows_are_all_used_about_as_often() {
    var feeder = new Feeder(10, RowOrder.RANDOM, 1);
    var counts = new int[10];

    rows(feeder, 10_000).forEach(row -> counts[row]++);

    // Four standard deviations of a binomial count.
    assertThat(IntStream.of(counts).boxed())
        .allSatisfy(count -> assertThat(count).isBetween(880, 1_120));
    assertThat(rows(new Feeder(10, RowOrder.RANDOM, 1), 20)).isNotEqualTo(rows(feeder, 20));
    assertThat(new HashSet<>(rows(new Feeder(10, RowOrder.RANDOM, 1), 100))).hasSize(10);
  }

  @Test
  void what_became_of_each_row_is_summed_up() {
    var feeder = new Feeder(4, RowOrder.CIRCULAR, 0);
    feeder.ended(0, Outcome.OK);
    feeder.ended(0, Outcome.OK);
    feeder.ended(1, Outcome.RATE_LIMITED);
    feeder.ended(2, Outcome.OK);
    feeder.ended(2, Outcome.RATE_LIMITED);
    feeder.ended(2, Outcome.CONNECT_TIMEOUT);

    assertThat(feeder.spending())
        .isEqualTo(
            new Spending(
                6,
                3,
                0,
                3,
                List.of(
                    new Spending.Failure(Outcome.RATE_LIMITED, 2, 2, List.of(2, 3)),
                    new Spending.Failure(Outcome.CONNECT_TIMEOUT, 1, 1, List.of(3)))));
  }

  @Test
  void threads_share_rows_without_losing_any() throws Exception {
    var feeder = new Feeder(1_000, RowOrder.ONCE, 0);
    var threads = IntStream.range(0, 4).mapToObj(i -> new Thread(() -> spend(feeder))).toList();
    threads.forEach(Thread::start);
    for (var thread : threads) {
      thread.join();
    }

    assertThat(feeder.spending()).isEqualTo(new Spending(1_000, 1_000, 1, 1, List.of()));
  }

  private static void spend(Feeder feeder) {
    for (var row = feeder.next(); row.isPresent(); row = feeder.next()) {
      feeder.ended(row.getAsInt(), Outcome.OK);
    }
  }
}

package dev.onset.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StairsTest {

  private final Stairs stairs =
      new Stairs(
          List.of(
              new Stairs.Stair(4, Duration.ofSeconds(1)),
              new Stairs.Stair(0, Duration.ofSeconds(2)),
              new Stairs.Stair(2, Duration.ofSeconds(1))));

  @Test
  void each_stair_is_evenly_spaced_and_begins_with_a_slot() {
    assertThat(stairs.slots()).isEqualTo(6);
    assertThat(List.of(0L, 1L, 2L, 3L, 4L, 5L))
        .extracting(slot -> stairs.dueNanos(slot) / 1_000_000)
        .containsExactly(0L, 250L, 500L, 750L, 3_000L, 3_500L);
  }

  @Test
  void a_slot_knows_the_load_it_belongs_to() {
    assertThat(stairs.loadAt(3)).isEqualTo(4);
    assertThat(stairs.loadAt(4)).isEqualTo(2);
  }

  @Test
  void the_length_counts_the_rests() {
    assertThat(stairs.length()).isEqualTo(Duration.ofSeconds(4));
    assertThat(stairs.peakPerSecond()).isEqualTo(4);
  }

  @Test
  void stairs_that_offer_nothing_are_refused() {
    var rest = new Stairs.Stair(0, Duration.ofSeconds(1));

    assertThatThrownBy(() -> new Stairs(List.of(rest)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("offer something");
  }
}

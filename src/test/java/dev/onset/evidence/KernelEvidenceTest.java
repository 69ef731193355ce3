package dev.onset.evidence;

import static dev.onset.evidence.KernelCounter.ACTIVE_OPENS;
import static dev.onset.evidence.KernelCounter.LISTEN_DROPS;
import static dev.onset.evidence.KernelCounter.TCP_SYN_RETRANS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KernelEvidenceTest {

  private static final KernelEvidence HERE =
      KernelEvidence.of(Map.of(ACTIVE_OPENS, 10L, LISTEN_DROPS, 3L), true);
  private static final KernelEvidence ELSEWHERE =
      KernelEvidence.of(Map.of(ACTIVE_OPENS, 5L, TCP_SYN_RETRANS, 2L, LISTEN_DROPS, 70L), false);

  private static final List<KernelEvidence> SPANS =
      List.of(
          KernelEvidence.NONE,
          HERE,
          ELSEWHERE,
          KernelEvidence.of(Map.of(LISTEN_DROPS, 1L), true),
          KernelEvidence.of(Map.of(LISTEN_DROPS, 8L), false),
          KernelEvidence.absent("not Linux"),
          KernelEvidence.absent("no /proc"));

  @Test
  void growth_adds_up() {
    var sum = ELSEWHERE.plus(ELSEWHERE);

    assertThat(sum.counts())
        .isEqualTo(Map.of(ACTIVE_OPENS, 10L, TCP_SYN_RETRANS, 4L, LISTEN_DROPS, 140L));
    assertThat(sum.targetIsLocal()).isFalse();
  }

  @Test
  void listeners_elsewhere_mean_nothing_beside_those_of_the_target() {
    assertThat(HERE.plus(ELSEWHERE).counts())
        .isEqualTo(Map.of(ACTIVE_OPENS, 15L, TCP_SYN_RETRANS, 2L, LISTEN_DROPS, 3L));
  }

  @Test
  void order_and_grouping_do_not_matter_and_none_is_neutral() {
    for (var a : SPANS) {
      assertThat(a.plus(KernelEvidence.NONE)).isEqualTo(a);
      assertThat(KernelEvidence.NONE.plus(a)).isEqualTo(a);
      for (var b : SPANS) {
        assertThat(a.plus(b)).isEqualTo(b.plus(a));
        for (var c : SPANS) {
          assertThat(a.plus(b).plus(c)).isEqualTo(a.plus(b.plus(c)));
        }
      }
    }
  }

  @Test
  void names_are_the_kernels_and_listeners_are_named_where_the_target_is() {
    assertThat(HERE.named()).isEqualTo(Map.of("ActiveOpens", 10L, "ListenDrops", 3L));
    assertThat(ELSEWHERE.named()).isEqualTo(Map.of("ActiveOpens", 5L, "TCPSynRetrans", 2L));
  }

  @Test
  void connections_beyond_the_own_ones_are_those_of_others() {
    assertThat(HERE.foreignOpens(7)).hasValue(3);
    assertThat(HERE.foreignOpens(12)).hasValue(0);
    assertThat(KernelEvidence.absent("not Linux").foreignOpens(7)).isEmpty();
  }

  @Test
  void the_note_says_whose_counters_they_are_or_why_there_are_none() {
    assertThat(HERE.note()).contains("all programs").contains("the target is on this host");
    assertThat(ELSEWHERE.note()).contains("all programs").contains("the target is elsewhere");
    assertThat(KernelEvidence.absent("not Linux").note()).isEqualTo("not Linux");
    assertThat(KernelEvidence.NONE.note()).isNull();
    assertThat(KernelEvidence.absent("not Linux").isPresent()).isFalse();
  }
}

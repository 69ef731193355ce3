package dev.onset.injector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DescriptorsTest {

  @Test
  void a_plan_that_fits_is_no_problem() {
    assertThat(Descriptors.problem(500, 150, 1_000)).isNull();
    assertThat(Descriptors.problem(0)).isNull();
  }

  @Test
  void a_plan_that_does_not_fit_is_said_with_both_numbers_and_the_remedy() {
    assertThat(Descriptors.problem(501, 150, 1_000))
        .contains("may open 1000")
        .contains("needs about 1001")
        .contains("ulimit -n");
  }
}

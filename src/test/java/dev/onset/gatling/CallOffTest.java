package dev.onset.gatling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallOffTest {

  private final List<String> done = new ArrayList<>();
  private final CallOff callOff = new CallOff(() -> done.add("called off"));

  @Test
  void an_experiment_that_ends_by_itself_is_not_called_off() {
    callOff.arm();
    callOff.end(() -> done.add("ended"));

    assertThat(done).containsExactly("ended");
    assertThat(callOff.calledOff()).isNull();
  }

  @Test
  void when_the_process_is_told_to_end_the_rest_is_done_once_by_that() {
    callOff.processEnds();
    callOff.end(() -> done.add("ended"));

    assertThat(done).containsExactly("called off");
    assertThat(callOff.calledOff()).isEqualTo(CallOff.REASON);
  }

  @Test
  void a_process_that_is_told_to_end_when_all_is_done_has_nothing_to_wait_for() {
    callOff.end(() -> done.add("ended"));
    callOff.processEnds();

    assertThat(done).containsExactly("ended");
  }

  @Test
  void an_end_that_fails_holds_up_no_process() {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                callOff.end(
                    () -> {
                      throw new IllegalStateException("disk full");
                    }));

    callOff.processEnds();
  }

  @Test
  void an_experiment_whose_build_is_gone_is_called_off() throws Exception {
    var build = new ProcessBuilder("sleep", "60").start();
    callOff.endWith(build.toHandle());
    assertThat(callOff.calledOff()).isNull();

    build.destroyForcibly();

    long endNanos = System.nanoTime() + 20_000_000_000L;
    while (callOff.calledOff() == null && System.nanoTime() < endNanos) {
      Thread.onSpinWait();
    }
    assertThat(callOff.calledOff()).isEqualTo(CallOff.ORPHANED);
  }
}

package dev.onset.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.evidence.Attempt;
import dev.onset.evidence.Summary;
import dev.onset.evidence.SummaryRecorder;
import dev.onset.outcome.Outcome;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShortageTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "j.n.ConnectException: connect(..) failed with error(-99): Cannot assign requested address"
            + " | local ports",
        "j.n.BindException: Cannot assign requested address | local ports",
        "j.n.BindException: Can't assign requested address | local ports",
        // The words follow the operating system's language, the number does not.
        "j.n.ConnectException: connect(..) failed with error(-99): 无法指定被请求的地址 | local ports",
        "i.n.c.u.Errors$NativeIoException: newSocketStream(..) failed with error(-24): Too many"
            + " open files | file descriptors",
        "j.n.SocketException: Too many open files | file descriptors",
        "j.l.OutOfMemoryError: unable to create native thread | memory or threads",
        "i.n.u.i.OutOfDirectMemoryError: failed to allocate | memory or threads",
        "j.u.c.RejectedExecutionException | a local resource",
      })
  void the_error_names_what_ran_out(String text, String what) {
    assertThat(Shortage.reason(exhausted(Map.of(text, 3))))
        .startsWith("the load generator ran out of " + what + " 3 times: ");
  }

  @ParameterizedTest
  @CsvSource({
    "Cannot assign requested address, net.ipv4.ip_local_port_range",
    "Cannot assign requested address, more source addresses",
    "Cannot assign requested address, onset.connection-rate.max",
    "Too many open files, ulimit -n",
    "OutOfMemoryError, onset.heap",
  })
  void the_reason_says_what_to_raise(String text, String setting) {
    assertThat(Shortage.reason(exhausted(Map.of(text, 1)))).contains(setting);
  }

  @Test
  void several_shortages_are_all_named_the_most_frequent_first() {
    var reason =
        Shortage.reason(
            exhausted(
                Map.of("error(-24)", 2, "error(-99)", 5, "connect(..) failed with error(-98)", 1)));

    assertThat(reason)
        .startsWith("the load generator ran out of local ports 6 times: ")
        .contains("; it ran out of file descriptors 2 times: ");
  }

  private static Summary exhausted(Map<String, Integer> texts) {
    var recorder = new SummaryRecorder();
    texts.forEach(
        (text, count) -> {
          for (int i = 0; i < count; i++) {
            recorder.add(new Attempt(10, i, i, i, Outcome.INJECTOR_EXHAUSTED, text, null));
          }
        });
    return recorder.summary();
  }
}

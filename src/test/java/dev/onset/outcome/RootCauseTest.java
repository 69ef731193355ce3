package dev.onset.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import org.junit.jupiter.api.Test;

class RootCauseTest {

  @Test
  void the_innermost_cause_is_named_in_full_with_its_message() {
    Throwable failure =
        new IllegalStateException("a", new IOException("b", new ConnectException("refused")));

    assertThat(RootCause.describe(failure)).isEqualTo("java.net.ConnectException: refused");
  }

  @Test
  void without_a_message_the_class_stands_alone() {
    assertThat(RootCause.describe(new NoRouteToHostException()))
        .isEqualTo("java.net.NoRouteToHostException");
    assertThat(RootCause.describe(new IOException(""))).isEqualTo("java.io.IOException");
  }

  @Test
  void a_cycle_of_causes_ends() {
    IOException first = new IOException("first");
    IOException second = new IOException("second", first);
    first.initCause(second);

    assertThat(RootCause.describe(first)).isEqualTo("java.io.IOException: second");
  }

  @Test
  void its_text_classifies_like_the_abbreviated_one() {
    String text = RootCause.describe(new ConnectException("Connection timed out: getsockopt"));

    assertThat(Classifier.classify(new Ending.Unanswered(text, false)))
        .isEqualTo(Outcome.CONNECT_TIMEOUT);
  }
}

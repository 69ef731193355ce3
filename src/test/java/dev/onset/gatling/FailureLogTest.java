package dev.onset.gatling;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class FailureLogTest {

  private static final Logger GATLING =
      (Logger) LoggerFactory.getLogger("io.gatling.http.engine.GatlingHttpListener$");

  private final IOException cause = new IOException("it broke");

  @Test
  void a_cause_is_kept_for_its_user_and_given_out_once() {
    try (var log = FailureLog.attach()) {
      GATLING.debug("Request 'rate' failed for user 42", cause);

      assertThat(log.take(41)).isNull();
      assertThat(log.take(42)).isSameAs(cause);
      assertThat(log.take(42)).isNull();
    }
  }

  @Test
  void a_request_name_that_looks_like_a_user_does_not_confuse_it() {
    try (var log = FailureLog.attach()) {
      GATLING.debug("Request 'failed for user 7' failed for user 42", cause);

      assertThat(log.take(7)).isNull();
      assertThat(log.take(42)).isSameAs(cause);
    }
  }

  @Test
  void the_last_cause_of_a_user_counts() {
    try (var log = FailureLog.attach()) {
      GATLING.debug("Request 'rate' failed for user 42", new IOException("before"));
      GATLING.debug("Request 'rate' failed for user 42", cause);

      assertThat(log.take(42)).isSameAs(cause);
    }
  }

  @Test
  void other_messages_are_ignored() {
    try (var log = FailureLog.attach()) {
      GATLING.debug("Request 'rate' failed for user 42");
      GATLING.debug("Request 'rate' failed for user 42, again", cause);
      GATLING.debug("Request 'rate' failed for user x", cause);

      assertThat(log.take(42)).isNull();
    }
  }

  @Test
  void the_logger_is_left_as_it_was() {
    var level = GATLING.getLevel();
    boolean additive = GATLING.isAdditive();
    var log = FailureLog.attach();
    assertThat(GATLING.getLevel()).isEqualTo(Level.DEBUG);
    assertThat(GATLING.isAdditive()).isFalse();

    log.close();
    GATLING.debug("Request 'rate' failed for user 42", cause);

    assertThat(GATLING.getLevel()).isEqualTo(level);
    assertThat(GATLING.isAdditive()).isEqualTo(additive);
    assertThat(log.take(42)).isNull();
  }
}

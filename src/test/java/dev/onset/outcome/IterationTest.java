package dev.onset.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IterationTest {

  private static final Ending.Request LOGIN =
      new Ending.Request("login", 0, 1, new Ending.Answered(200, Map.of(), "fine"), null);

  @Test
  void the_deciding_request_gives_outcome_and_text() {
    var call =
        new Ending.Request("call", 1, 2, new Ending.Answered(429, Map.of(), "slow down"), null);

    var ending = new Ending.Iteration(List.of(LOGIN, call), call);

    assertThat(Classifier.classify(ending)).isEqualTo(Outcome.RATE_LIMITED);
    assertThat(Verbatim.of(ending)).isEqualTo("call: 429 slow down");
    assertThat(ending.answer()).isEqualTo(call.ending());
  }

  @Test
  void a_check_outranks_the_status() {
    var call =
        new Ending.Request(
            "call",
            1,
            2,
            new Ending.Answered(200, Map.of(), "quota exceeded"),
            Outcome.QUOTA_EXCEEDED);

    assertThat(Classifier.classify(new Ending.Iteration(List.of(LOGIN, call), call)))
        .isEqualTo(Outcome.QUOTA_EXCEEDED);
  }

  @Test
  void a_request_without_an_answer_tells_its_phase() {
    var call =
        new Ending.Request(
            "call",
            1,
            2,
            new Ending.Unanswered(
                "io.netty.channel.ConnectTimeoutException: connection timed out after 2900 ms:"
                    + " /127.0.0.1:1",
                false),
            null);
    var ending = new Ending.Iteration(List.of(LOGIN, call), call);

    assertThat(Classifier.classify(ending)).isEqualTo(Outcome.CONNECT_TIMEOUT);
    assertThat(Phase.of(ending, Outcome.CONNECT_TIMEOUT)).isEqualTo(Phase.CONNECT);
    assertThat(ending.answer()).isNull();
  }

  @Test
  void a_name_as_long_as_a_book_is_cut() {
    var request = new Ending.Request("x".repeat(9_000), 0, 1, LOGIN.ending(), null);

    assertThat(Verbatim.of(new Ending.Iteration(List.of(request), request)))
        .hasSizeLessThan(Verbatim.LONGEST_ANSWER + 80)
        .endsWith(": 200 fine");
  }
}

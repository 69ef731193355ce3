package dev.onset.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.record.ExperimentRecord.Tokens;
import org.junit.jupiter.api.Test;

class TokenWordsTest {

  @Test
  void a_limit_on_tokens_is_said_per_minute_with_the_evidence() {
    assertThat(
            TokenWords.of(
                new Tokens("TOKENS", 600_012.0, 20_000.0, 50.3, 20, 80, 0.9991, 0.912), 198.8))
        .isEqualTo(
            "It counts tokens: 600,000 tokens/min sustained, at 50.3 tokens a request on average;"
                + " tokens predict 99.9% of its decisions, the number of requests 91.2%.");
  }

  @Test
  void a_limit_on_requests_is_said_not_to_count_tokens() {
    assertThat(
            TokenWords.of(new Tokens("REQUESTS", null, null, 50.3, 20, 80, 0.912, 0.9991), 198.8))
        .isEqualTo(
            "It counts requests and not tokens: each costs 20 to 80 tokens; tokens predict 91.2%"
                + " of its decisions, the number of requests 99.9%.");
  }

  @Test
  void neither_is_claimed_where_each_request_costs_the_same() {
    assertThat(TokenWords.of(new Tokens("EITHER", 60_000.0, 200.0, 10, 10, 10, null, 0.999), 100.0))
        .isEqualTo(
            "100 requests/s, which is 60,000 tokens/min at 10 tokens each; whether it counts the"
                + " one or the other cannot be told, as each request costs the same.");
  }

  @Test
  void neither_is_claimed_where_both_predict_about_as_much() {
    assertThat(
            TokenWords.of(new Tokens("EITHER", 59_870.0, 1e4, 50, 20, 80, 0.9989, 0.9981), 19.97))
        .isEqualTo(
            "19.97 requests/s, which is 59,870 tokens/min at 50 tokens a request on average;"
                + " whether it counts the one or the other cannot be told, as tokens predict 99.9%"
                + " of its decisions and the number of requests 99.8%.");
  }
}

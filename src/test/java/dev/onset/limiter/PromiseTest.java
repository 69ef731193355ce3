package dev.onset.limiter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromiseTest {

  @ParameterizedTest(name = "declared {0}/s, measured {1} to {2}: {3}")
  @CsvSource(
      nullValues = "-",
      value = {
        "200, 199.9, 200.6, KEPT",
        "200, 190,   210,   KEPT",
        "200, 201.9, 203,   KEPT",
        "200, 190,   198.1, KEPT",
        "200, 202.1, 203,   BROKEN_LOOSER",
        "200, 190,   198,   BROKEN_STRICTER",
        "400, 199.9, 200.6, BROKEN_STRICTER",
        "100, 199.9, 200.6, BROKEN_LOOSER",
        "100, 199.9, -,     BROKEN_LOOSER",
        "200, 199.9, -,     UNDECIDED",
        "300, 199.9, -,     UNDECIDED",
        "400, -,     200.6, BROKEN_STRICTER",
        "200, -,     200.6, UNDECIDED",
        "100, -,     200.6, UNDECIDED",
        "200, -,     -,     UNDECIDED"
      })
  void the_declared_rate_is_compared_with_the_confirmed_bounds(
      int declared, Double lower, Double upper, PromiseVerdict verdict) {
    var promise =
        Promise.of(policies("\"d\";q=" + declared + ";w=1"), new PromiseMeasured(lower, upper, 60));

    assertThat(promise.verdict()).isEqualTo(verdict);
    assertThat(promise.policy()).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "9900, 10100, KEPT, kept",
    "4900, 5100, BROKEN_STRICTER, it refuses at 50 % of what it promises"
  })
  void limits_on_tokens_are_compared_with_tokens(
      double lower, double upper, PromiseVerdict verdict, String words) {
    var policies =
        DeclaredLimits.of(
                Map.of(
                    "x-ratelimit-limit-tokens-minute", "600000",
                    "x-ratelimit-limit-requests-minute", "60"),
                null)
            .policies();
    var promise = Promise.ofTokens(policies, new PromiseMeasured(lower, upper, 600));

    assertThat(promise.verdict()).isEqualTo(verdict);
    assertThat(promise.sentence())
        .startsWith("the headers promise 10000 tokens/s (X-RateLimit-Limit-Tokens-Minute), ")
        .endsWith(words);
  }

  @ParameterizedTest(name = "{0}, measured {1} to {2}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "\"d\";q=400;w=1  | 199.9 | 200.6 | the headers promise 400 requests/s (RateLimit-Policy), measured 199.9 to 200.6: it refuses at 50.1 % of what it promises",
        "\"d\";q=100;w=1  | 199.9 | 200.6 | the headers promise 100 requests/s (RateLimit-Policy), measured 199.9 to 200.6: it admits 200 % of what it promises",
        "\"d\";q=200;w=1  | 199.9 | 200.6 | the headers promise 200 requests/s (RateLimit-Policy), measured 199.9 to 200.6: kept",
        "\"d\";q=1;w=3    | -     | 20    | the headers promise 0.3333 requests/s (RateLimit-Policy), measured below 20",
        "\"d\";q=120000;w=1 | 123456.7 | - | the headers promise 120000 requests/s (RateLimit-Policy), measured at least 123457: it admits 103 % of what it promises",
        "\"d\";q=200;w=1  | -     | -     | the headers promise 200 requests/s (RateLimit-Policy), and no sustained rate was confirmed",
        "\"d\";q=86400;w=86400 | 199.9 | 200.6 | the headers promise 86400 requests in 86400 s (RateLimit-Policy), too long a window to judge in 60 s",
        "\"d\";q=400;w=1, \"h\";q=3600;w=3600 | 1 | 2 | the headers promise 400 requests/s (RateLimit-Policy), measured 1 to 2; 3600 requests in 3600 s (RateLimit-Policy) may be the reason, and is too long a window to tell in 60 s",
        "\"d\";q=400      | 199.9 | 200.6 | the headers name a limit of 400 requests (RateLimit-Policy) without saying per what time",
        "\"d\";q=4;w=1;qu=\"content-bytes\" | 199.9 | 200.6 | the headers promise nothing about the rate of requests",
        "''               | 199.9 | 200.6 | the headers promise nothing"
      })
  void the_sentence_has_the_numbers(String field, Double lower, Double upper, String sentence) {
    var promise = Promise.of(policies(field), new PromiseMeasured(lower, upper, 60));

    assertThat(promise.sentence()).isEqualTo(sentence);
  }

  @Test
  void a_long_window_that_allows_more_than_was_measured_is_no_excuse() {
    var policies = policies("\"d\";q=400;w=1, \"h\";q=1080000;w=3600");

    var promise = Promise.of(policies, new PromiseMeasured(199.9, 200.6, 60));

    assertThat(promise.verdict()).isEqualTo(PromiseVerdict.BROKEN_STRICTER);
  }

  @Test
  void a_long_window_does_not_make_a_burst_a_broken_promise() {
    var policies = policies("\"d\";q=200;w=1, \"h\";q=3600;w=3600");

    var promise = Promise.of(policies, new PromiseMeasured(199.9, 200.6, 60));

    assertThat(promise.verdict()).isEqualTo(PromiseVerdict.KEPT);
  }

  private static List<DeclaredPolicy> policies(String field) {
    return DeclaredLimits.of(Map.of("ratelimit-policy", field), null).policies();
  }
}

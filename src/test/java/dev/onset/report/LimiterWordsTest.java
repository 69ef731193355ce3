package dev.onset.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.limiter.Algorithm;
import dev.onset.limiter.Variant;
import dev.onset.record.ExperimentBuilder;
import dev.onset.record.ExperimentRecord.Limiter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LimiterWordsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          TOKEN_BUCKET    | SMOOTH        | 200  | 20   |     |       | Token bucket: 200 requests/s sustained, bursts of 20
          TOKEN_BUCKET    |               | 200  | 20   |     |       | Token bucket: 200 requests/s sustained, bursts of 20
          TOKEN_BUCKET    | SMOOTH        | 200  | 1    |     |       | Token bucket: 200 requests/s sustained, no bursts: what comes sooner than evenly spaced is rejected
          TOKEN_BUCKET    | SMOOTH        | 200  | 0    |     |       | Token bucket: 200 requests/s sustained
          TOKEN_BUCKET    | LUMPED_REFILL | 200  | 600  | 1   |       | Token bucket: 200 requests/s sustained, bursts of 600, refilled with 200 every 1 s
          TOKEN_BUCKET    | LUMPED_REFILL | 200  | 600  |     |       | Token bucket: 200 requests/s sustained, bursts of 600, refilled in lumps
          LEAKY_BUCKET    |               | 50   | 21   |     |       | Leaky bucket: 50 requests/s sustained; it takes up to 21 at once and answers them late, one after the other
          LEAKY_BUCKET    |               | 50   | 1    |     |       | Leaky bucket: 50 requests/s sustained; what comes too soon is answered late
          FIXED_WINDOW    | CLOCK_ALIGNED | 200  | 1000 | 5   |       | Fixed window: 1,000 requests per 5 s (200 requests/s sustained), counted anew from each whole 5 s on its clock
          FIXED_WINDOW    | ANCHORED      | 200  | 1000 | 5   |       | Fixed window: 1,000 requests per 5 s (200 requests/s sustained), counted anew from the first request after 5 s have passed
          FIXED_WINDOW    |               | 200  | 1000 | 5   |       | Fixed window: 1,000 requests per 5 s (200 requests/s sustained), counted anew every 5 s
          FIXED_WINDOW    |               | 200  | 1000 |     |       | Fixed window: 200 requests/s sustained
          SLIDING_LOG     |               | 200  | 1000 | 5   | false | Sliding log: 1,000 requests in any 5 s (200 requests/s sustained); rejected requests do not count
          SLIDING_LOG     |               | 200  | 1000 | 5   |       | Sliding log: 1,000 requests in any 5 s (200 requests/s sustained)
          SLIDING_LOG     |               | 200  | 1000 | 5   | true  | Sliding log: 1,000 requests in any 5 s (200 requests/s sustained); rejected requests count too: as long as a caller keeps sending more than that, almost nothing is admitted; stop for 5 s to be admitted again
          SLIDING_LOG     | BLOCKING      | 200  | 1000 | 5   | true  | Sliding log that blocks: 1,000 requests in any 5 s (200 requests/s sustained); a request beyond that blocks everything for 5 s
          SLIDING_COUNTER |               | 200  | 1000 | 5   | false | Sliding counter: 1,000 requests in any 5 s (200 requests/s sustained), estimated from the counts of this window and the last; rejected requests do not count
          SLIDING_COUNTER |               | 200  | 1000 | 5   | true  | Sliding counter: 1,000 requests in any 5 s (200 requests/s sustained), estimated from the counts of this window and the last; rejected requests count too
          CONCURRENCY_CAP |               | 87.5 | 10   |     |       | Concurrency cap: at most 10 requests at once, however many per second; that let about 87.5 requests/s through
          CONCURRENCY_CAP |               | 0    | 1    |     |       | Concurrency cap: at most 1 request at once, however many per second
          TOKEN_BUCKET    |               |      | 20   |     |       | Token bucket: sustained rate unknown, bursts of 20
          PRIORITY_QUEUE  |               | 200  | 20   |     |       | A limiter that this version has no words for, priority queue: 200 requests/s sustained, bursts of 20
          """)
  void every_kind_has_words_of_its_own(
      String algorithm,
      @Nullable String variant,
      @Nullable Double rate,
      double burst,
      @Nullable Double window,
      @Nullable Boolean countsRejected,
      String words) {
    var limiter =
        limiter(
            algorithm,
            variant,
            rate == null ? Double.NaN : rate,
            burst,
            window,
            countsRejected,
            0.9994,
            List.of(),
            null);
    assertThat(LimiterWords.of(limiter, 4_812L))
        .isEqualTo(words + " (predicts 99.9% of 4,812 decisions; confidence 97%).");
  }

  @ParameterizedTest
  @EnumSource
  void no_algorithm_and_no_variant_is_shown_by_its_code(Algorithm algorithm) {
    for (var variant : Variant.values()) {
      var limiter =
          limiter(
              algorithm.name(), variant.name(), 10, 5, 2.0, true, 1, List.of("a log"), "because");
      assertThat(LimiterWords.of(limiter, null))
          .doesNotContainPattern("[A-Z]{2}|_")
          .doesNotContain("no words", "null", "NaN");
    }
  }

  @Test
  void random_shedding_predicts_no_single_request() {
    assertThat(
            LimiterWords.of(
                limiter("SHEDDING", null, 150, 0, null, null, 0.52, List.of(), null), 900L))
        .isEqualTo(
            "Random shedding: it rejects at random beyond about 150 requests/s (confidence 97%).");
  }

  @Test
  void what_has_no_name_gets_none_but_a_reason() {
    assertThat(
            LimiterWords.of(
                limiter(
                    "UNKNOWN",
                    null,
                    99.5,
                    0,
                    null,
                    null,
                    0.6,
                    List.of("a token bucket of 100/s with a burst of 3", "a cap of 7"),
                    "two models predict equally well."),
                900L))
        .isEqualTo(
            "No kind of limiter could be named: two models predict equally well; 99.5"
                + " requests/s were admitted on average from the first rejection to the last, at"
                + " whatever load. It could be: a token bucket of 100/s with a burst of 3; a cap of 7.");
    assertThat(
            LimiterWords.of(
                limiter("UNKNOWN", null, Double.NaN, 0, null, null, 0, List.of(), null), null))
        .isEqualTo("No kind of limiter could be named.");
  }

  @Test
  void what_would_look_the_same_is_said() {
    assertThat(
            LimiterWords.of(
                limiter(
                    "FIXED_WINDOW",
                    "CLOCK_ALIGNED",
                    100,
                    100,
                    1.0,
                    false,
                    1,
                    List.of("a token bucket of 100 that gets 100 every 1 s"),
                    null),
                null))
        .endsWith(
            " (predicts 100% of what it was seen to decide; confidence 97%). Would look the same:"
                + " a token bucket of 100 that gets 100 every 1 s.");
  }

  @Test
  void a_record_that_does_not_say_how_much_is_predicted_says_nothing_of_it() {
    assertThat(
            LimiterWords.of(
                limiter("TOKEN_BUCKET", null, 200, 20, null, false, Double.NaN, List.of(), null),
                null))
        .isEqualTo("Token bucket: 200 requests/s sustained, bursts of 20 (confidence 97%).");
    assertThat(
            LimiterWords.of(
                ExperimentBuilder.limiter("TOKEN_BUCKET", 200, 20, null, false, Double.NaN, null),
                null))
        .endsWith("bursts of 20 (predicts 100% of what it was seen to decide).");
  }

  private static Limiter limiter(
      String algorithm,
      @Nullable String variant,
      double rate,
      double burst,
      @Nullable Double window,
      @Nullable Boolean countsRejected,
      double explained,
      List<String> alsoFits,
      @Nullable String reason) {
    return new Limiter(
        algorithm,
        variant,
        rate,
        burst,
        window,
        countsRejected,
        0.97,
        explained,
        alsoFits,
        reason,
        null,
        null,
        null,
        null);
  }
}

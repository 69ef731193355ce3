package dev.onset.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * When each limiter admits (+), delays (~ and for how long) and rejects (-). Times are milliseconds
 * from a full minute of the wall clock.
 */
class LimiterTimetableTest {
  private static final long MINUTE = TimeUnit.SECONDS.toNanos(1_700_000_040);

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        // algorithm, what is shown | requests/s | burst | window | timetable
        "TOKEN_BUCKET | a full bucket at first, then one at a time | 2 | 3 | 1s"
            + "| 0+ 0+ 0+ 0- 499- 500+ 500- 1000+",
        "TOKEN_BUCKET | what is rejected costs nothing | 1 | 1 | 1s | 0+ 100- 500- 900- 1000+",
        "TOKEN_BUCKET | saved tokens are capped by the burst | 10 | 2 | 1s | 0+ 5000+ 5000+ 5000-",
        "REFILL_IN_LUMPS | all comes back at the full second | 2 | 2 | 1s"
            + "| 900+ 900+ 900- 999- 1000+ 1000+ 1000- 1999- 2000+",
        "REFILL_IN_LUMPS | a burst above the quota is filled up by and by | 2 | 5 | 1s"
            + "| 100+ 100+ 100+ 100+ 100+ 100- 1000+ 1000+ 1000- 3000+ 3000+ 3000+ 3000+ 3000-",
        "REFILL_IN_LUMPS | a burst below the quota still leaves room for it | 3 | 1 | 1s"
            + "| 0+ 0+ 0+ 0- 1000+ 1000+ 1000+ 1000-",
        "LEAKY_BUCKET | requests leave evenly and two may wait | 10 | 2 | 1s"
            + "| 0+ 0~100 0~200 0- 99- 100~200 100- 1000+",
        "LEAKY_BUCKET | without a queue the distance is kept | 10 | 0 | 1s"
            + "| 0+ 50- 99- 100+ 199- 200+ 1000+ 1001-",
        "LEAKY_BUCKET | what is rejected leaves no trace | 10 | 1 | 1s | 0+ 0~100 50- 90- 100~100",
        "FIXED_WINDOW | twice the quota passes around the boundary | 2 | 1 | 1s"
            + "| 800+ 900+ 950- 1000+ 1001+ 1002- 1999- 2000+",
        "FIXED_WINDOW | a window of five seconds | 0.4 | 1 | 5s | 0+ 4999+ 4999- 5000+ 9999+ 9999-",
        "ANCHORED_WINDOW | starts with its first request | 2 | 1 | 1s"
            + "| 700+ 900+ 1000- 1699- 1700+ 1700+ 1700- 2699- 2700+",
        "ANCHORED_WINDOW | the next one waits for a request | 1 | 1 | 1s | 0+ 1500+ 2000- 2499- 2500+",
        "SLIDING_LOG | no window ever holds more | 2 | 1 | 1s | 0+ 600+ 999- 1000+ 1599- 1600+ 1600-",
        "SLIDING_LOG | what is rejected does not count | 1 | 1 | 1s | 0+ 500- 900- 1000+ 1500- 2000+",
        "SLIDING_LOG_COUNTING | what is rejected counts | 1 | 1 | 1s"
            + "| 0+ 500- 1000- 1999- 2998- 3998+",
        "SLIDING_LOG_COUNTING | just below the limit all pass | 2 | 1 | 1s | 0+ 500+ 1000+ 1500+ 2000+",
        "SLIDING_COUNTER | the last window fades out | 4 | 1 | 1s"
            + "| 0+ 0+ 0+ 0+ 0- 1000- 1249- 1250+ 1499- 1500+ 1750+ 1999- 2000+",
        "SLIDING_COUNTER | after an empty window all is forgotten | 1 | 1 | 1s"
            + "| 0+ 1000- 1999- 2000+ 3999- 4000+",
        "BLOCKING_LOG | one too many shuts all out for a window | 2 | 1 | 1s"
            + "| 0+ 100+ 200- 1199- 1200+",
        "BLOCKING_LOG | too many during the block re-arm it at its end | 2 | 1 | 1s"
            + "| 0+ 0+ 0- 700- 800- 1000- 1500- 2000+",
        "BLOCKING_LOG | a block is not prolonged by what it meets | 2 | 1 | 1s"
            + "| 0+ 0+ 0- 100- 200- 300- 999- 1100- 2099- 2100+",
      })
  void the_timetable_is_kept(
      Algorithm algorithm,
      String shows,
      double perSecond,
      long burst,
      String window,
      String timetable) {
    RateLimit limit =
        new RateLimit(
            algorithm,
            perSecond,
            burst,
            Duration.ofSeconds(Long.parseLong(window.replace("s", ""))));
    List<String> expected = List.of(timetable.strip().split("\\s+"));
    long first = MINUTE + TimeUnit.MILLISECONDS.toNanos(millis(expected.get(0)));
    Limiter limiter = algorithm.start(limit, first, new SplittableRandom(1));

    List<String> actual = new ArrayList<>();
    for (String entry : expected) {
      long at = millis(entry);
      actual.add(at + mark(limiter.ask(MINUTE + TimeUnit.MILLISECONDS.toNanos(at))));
    }

    assertThat(actual).as(shows).isEqualTo(expected);
  }

  private static long millis(String entry) {
    return Long.parseLong(entry.replaceFirst("[-+~].*", ""));
  }

  private static String mark(Decision decision) {
    if (!decision.admitted()) {
      return "-";
    }
    return decision.delayNanos() == 0
        ? "+"
        : "~" + TimeUnit.NANOSECONDS.toMillis(decision.delayNanos());
  }
}

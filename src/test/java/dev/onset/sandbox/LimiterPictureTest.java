package dev.onset.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The picture in the documentation shows what the limiters do. */
class LimiterPictureTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1_700_000_000);
  private static final int STEP_MILLIS = 100;
  private static final int IN_PROGRESS_MILLIS = 500;

  @ParameterizedTest
  @EnumSource
  void the_picture_is_true(Algorithm algorithm) throws Exception {
    String line = "%-22s%s".formatted(algorithm.slug(), picture(algorithm));

    assertThat(Path.of("docs/sandbox-limiters.md")).content().contains(line.stripTrailing() + "\n");
  }

  /** Ten requests a second, with a pause, to a limit of 4 per second or at once. */
  private static String picture(Algorithm algorithm) {
    RateLimit limit = new RateLimit(algorithm, 4, 4, Duration.ofSeconds(1));
    Limiter limiter = algorithm.start(limit, SECOND, new SplittableRandom(1));
    Queue<Integer> endings = new ArrayDeque<>();
    StringBuilder text = new StringBuilder();
    for (int at = 0; at < 4_500; at += STEP_MILLIS) {
      while (!endings.isEmpty() && endings.peek() <= at) {
        endings.remove();
        limiter.done();
      }
      boolean pause = at < 300 || (at >= 1_800 && at < 2_700);
      if (pause) {
        text.append(' ');
        continue;
      }
      Decision decision = limiter.ask(SECOND + TimeUnit.MILLISECONDS.toNanos(at));
      text.append(decision.admitted() ? decision.delayNanos() > 0 ? '~' : '+' : '.');
      if (decision.admitted() && algorithm == Algorithm.CONCURRENCY_CAP) {
        endings.add(at + IN_PROGRESS_MILLIS);
      }
    }
    return text.toString();
  }
}

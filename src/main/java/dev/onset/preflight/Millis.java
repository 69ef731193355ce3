package dev.onset.preflight;

import java.time.Duration;

/** Time in words. */
final class Millis {

  private Millis() {}

  /** Milliseconds since a value of {@link System#nanoTime()}, such as {@code 12 ms}. */
  static String since(long startNanos) {
    long millis = Duration.ofNanos(System.nanoTime() - startNanos).toMillis();
    return millis == 0 ? "under 1 ms" : millis + " ms";
  }

  /** Whole seconds as {@code 10 s}, anything else as {@code 2900 ms}. */
  static String text(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? duration.toSeconds() + " s"
        : duration.toMillis() + " ms";
  }
}

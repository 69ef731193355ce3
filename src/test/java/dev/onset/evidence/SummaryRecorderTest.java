package dev.onset.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.outcome.Outcome;
import java.util.ArrayList;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SummaryRecorderTest {

  private final SummaryRecorder recorder = new SummaryRecorder();

  @Test
  void a_summary_does_not_change_with_later_attempts() {
    recorder.add(failed(Outcome.OTHER, "first"));
    var early = recorder.summary();

    recorder.add(failed(Outcome.OTHER, "second"));

    assertThat(early.attempts()).isEqualTo(1);
    assertThat(early.texts()).hasSize(1);
    assertThat(early.timeline().offered(1)).isEqualTo(1);
    assertThat(recorder.count()).isEqualTo(2);
    assertThat(recorder.summary().attempts()).isEqualTo(2);
  }

  @Test
  void texts_that_all_differ_are_kept_up_to_a_cap_and_none_goes_uncounted() {
    for (int i = 0; i < 1_000; i++) {
      recorder.add(failed(Outcome.RATE_LIMITED, "request id " + i));
    }
    recorder.add(failed(Outcome.RATE_LIMITED, "request id 0"));
    recorder.add(failed(Outcome.DENIED, "forbidden"));

    var texts = recorder.summary().texts();

    int most = KnownTexts.MOST_PER_OUTCOME;
    assertThat(texts).hasSize(most + 2);
    assertThat(texts)
        .containsEntry(new Summary.Text(Outcome.RATE_LIMITED, "request id 0"), 2L)
        .containsEntry(new Summary.Text(Outcome.RATE_LIMITED, "request id " + (most - 1)), 1L)
        .containsEntry(new Summary.Text(Outcome.RATE_LIMITED, KnownTexts.OTHER), 1_000L - most)
        .containsEntry(new Summary.Text(Outcome.DENIED, "forbidden"), 1L);
    assertThat(texts.values().stream().mapToLong(n -> n).sum()).isEqualTo(1_002);
  }

  @Test
  void latencies_beyond_an_hour_are_counted_as_an_hour() {
    recorder.add(new Attempt(1, 0, 0, TimeUnit.DAYS.toNanos(1), Outcome.OK, null, null));

    assertThat(recorder.summary().latencyMillis(Outcome.OK, 100)).isBetween(3.59e6, 3.61e6);
  }

  @Test
  void attempts_are_assigned_to_the_second_they_were_due_in() {
    recorder.add(new Attempt(1, 999_999_999, 1_000_500_000, 2_000_000_000, Outcome.OK, null, null));
    recorder.add(new Attempt(1, 1_000_000_000, 999_900_000, 2_000_000_000, Outcome.OK, null, null));

    assertThat(recorder.summary().timeline().count(0, Outcome.OK)).isEqualTo(1);
    assertThat(recorder.summary().timeline().count(1, Outcome.OK)).isEqualTo(1);
  }

  @Test
  void the_longest_wait_asked_for_is_kept() {
    for (var wait : new Double[] {null, 3.0, 30.0, null, 7.0}) {
      recorder.add(new Attempt(1, 0, 0, 1, Outcome.RATE_LIMITED, "wait", wait));
    }

    assertThat(recorder.summary().longestWaitSeconds()).isEqualTo(30);
  }

  @Test
  void many_threads_at_once_lose_no_attempt() throws Exception {
    int threads = 8;
    int each = 2_000;
    var executor = Executors.newFixedThreadPool(threads);
    try {
      var go = new CountDownLatch(1);
      var running = new ArrayList<Future<?>>();
      for (int t = 0; t < threads; t++) {
        var attempts = RandomAttempts.some(each, new SplittableRandom(t));
        running.add(
            executor.submit(
                () -> {
                  go.await();
                  attempts.forEach(recorder::add);
                  return null;
                }));
      }
      go.countDown();
      for (var one : running) {
        one.get(30, TimeUnit.SECONDS);
      }
    } finally {
      executor.shutdownNow();
    }

    var alone = new SummaryRecorder();
    for (int t = 0; t < threads; t++) {
      RandomAttempts.some(each, new SplittableRandom(t)).forEach(alone::add);
    }
    assertThat(recorder.count()).isEqualTo(threads * each);
    assertThat(recorder.summary().counts()).isEqualTo(alone.summary().counts());
    assertThat(recorder.summary().timeline()).isEqualTo(alone.summary().timeline());
    assertThat(recorder.summary().texts()).isEqualTo(alone.summary().texts());
    assertThat(recorder.summary().firstSeen()).isEqualTo(alone.summary().firstSeen());
  }

  private static Attempt failed(Outcome outcome, String text) {
    return new Attempt(10, 1_000_000_000, 1_000_000_000, 1_001_000_000, outcome, text, null);
  }
}

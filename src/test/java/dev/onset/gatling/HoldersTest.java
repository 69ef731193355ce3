package dev.onset.gatling;

import static dev.onset.gatling.ManualOrders.CONNECT_TIMEOUT;
import static dev.onset.gatling.ManualOrders.SERVED;
import static dev.onset.gatling.ManualOrders.SERVED_AND_CLOSED;
import static dev.onset.gatling.ManualOrders.attempt;
import static dev.onset.gatling.ManualOrders.millis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.evidence.Summary;
import dev.onset.load.Ramp;
import dev.onset.outcome.Ending;
import dev.onset.outcome.Outcome;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Ramps of one connection every 10 ms that begin at 10 s on a clock of their own. */
class HoldersTest {

  private static final long START = millis(10_000);
  private static final HoldPace EVERY_SECOND =
      new HoldPace(Duration.ofSeconds(1), 1_000, Duration.ofDays(1));
  private static final Duration SILENCE = Duration.ofMillis(500);

  private final Tally tally = new Tally();
  private final Holders holders = new Holders("127.0.0.1:8080", new Endings(0), tally);

  @Test
  void workers_wait_while_there_is_no_ramp() {
    assertThat(holders.next(1, START))
        .isInstanceOfSatisfying(
            Order.Pause.class,
            pause -> assertThat(pause.millis()).isBetween(1L, (long) Holders.LONGEST_IDLE_MILLIS));
  }

  @Test
  void each_worker_opens_one_connection_in_its_turn() {
    ramp(3);

    assertThat(((Order.Send) holders.next(8, START)).dueNanos()).isEqualTo(START);
    assertThat(((Order.Send) holders.next(5, START)).dueNanos()).isEqualTo(START + millis(10));
    assertThat(((Order.Send) holders.next(9, START)).dueNanos()).isEqualTo(START + millis(20));
    assertThat(holders.next(1, START)).isInstanceOf(Order.Pause.class);
  }

  @Test
  void a_slot_that_is_due_much_later_is_left_for_others() {
    ramp(3);

    assertThat(holders.next(1, START - millis(1_501))).isInstanceOf(Order.Pause.class);
    assertThat(holders.next(1, START - millis(1_500))).isInstanceOf(Order.Send.class);
  }

  @Test
  void the_load_counts_the_connection_that_fails() {
    var ramp = ramp(3);
    open(1, START);
    open(2, START + millis(10));
    var third = attempt(holders.next(3, START + millis(20)));
    third.begins(START + millis(20));
    third.ends(START + millis(420), CONNECT_TIMEOUT);

    assertThat(ramp.recorder().summary().firstSeen())
        .containsEntry(Outcome.CONNECT_TIMEOUT, new Summary.FirstSeen(3, START + millis(20)))
        .containsEntry(Outcome.OK, new Summary.FirstSeen(1, START));
    assertThat(ramp.peak()).isEqualTo(3);
  }

  @Test
  void a_connection_that_failed_is_not_open_and_its_worker_leaves() {
    ramp(3);
    open(1, START);
    var second = attempt(holders.next(2, START));
    second.begins(START);
    assertThat(tally.open()).isEqualTo(2);
    second.ends(START + millis(400), CONNECT_TIMEOUT);

    assertThat(tally.open()).isOne();
    assertThat(holders.next(2, START + millis(401))).isEqualTo(new Order.Leave());
    assertThat(tally.open()).isOne();
  }

  @Test
  void a_worker_that_holds_a_connection_sends_again_after_the_hold_interval() {
    ramp(3);
    open(1, START);
    long answered = START + millis(1);

    assertThat(holders.next(1, answered)).isEqualTo(new Order.Pause(200));
    assertThat(holders.next(1, answered + millis(799))).isEqualTo(new Order.Pause(200));
    assertThat(((Order.Send) holders.next(1, answered + millis(800))).dueNanos())
        .isEqualTo(answered + millis(1_000));
  }

  @Test
  void a_request_on_a_held_connection_carries_the_live_load() {
    var ramp = ramp(3);
    open(1, START);
    open(2, START + millis(10));
    open(3, START + millis(20));
    long due = START + millis(1_001);
    var hold = attempt(holders.next(1, due));

    assertThat(hold.begins(due)).isTrue();
    hold.ends(due + millis(400), CONNECT_TIMEOUT);

    assertThat(ramp.recorder().summary().firstSeen())
        .containsEntry(Outcome.CONNECT_TIMEOUT, new Summary.FirstSeen(3, due));
    assertThat(ramp.intended()).isEqualTo(4);
    assertThat(tally.open()).isEqualTo(2);
    assertThat(holders.next(1, due + millis(401))).isEqualTo(new Order.Leave());
  }

  @Test
  void held_requests_keep_to_their_schedule_however_long_an_answer_takes() {
    ramp(1);
    open(1, START);
    long due = START + millis(1_001);
    var hold = attempt(holders.next(1, due));
    hold.begins(due + millis(7));
    hold.ends(due + millis(300), SERVED);

    assertThat(((Order.Send) holders.next(1, due + millis(900))).dueNanos())
        .isEqualTo(due + millis(1_000));
  }

  @Test
  void an_answer_slower_than_the_hold_interval_makes_no_later_request_late() {
    ramp(1);
    open(1, START);
    long due = START + millis(1_001);
    var hold = attempt(holders.next(1, due));
    hold.begins(due);
    hold.ends(due + millis(2_500), SERVED);

    assertThat(((Order.Send) holders.next(1, due + millis(2_500))).dueNanos())
        .isEqualTo(due + millis(2_500));
  }

  @Test
  void a_target_that_announces_its_keep_alive_time_is_asked_again_within_it() {
    ramp(1);
    var attempt = attempt(holders.next(1, START));
    attempt.begins(START);
    attempt.ends(START, new Ending.Answered(200, Map.of("keep-alive", "timeout=1"), ""));

    assertThat(((Order.Send) holders.next(1, START + millis(500))).dueNanos())
        .isEqualTo(START + millis(600));
  }

  @Test
  void a_held_connection_that_falls_silent_later_is_judged_too() {
    var ramp = ramp(1);
    open(1, START);
    long due = START + millis(1_001);
    attempt(holders.next(1, due)).begins(due);
    assertThat(ramp.isJudged()).isFalse();

    ramp.judgeSilent(due + millis(501), SILENCE);

    assertThat(ramp.isJudged()).isTrue();
    assertThat(ramp.recorder().summary().counts())
        .containsOnly(Map.entry(Outcome.OK, 1L), Map.entry(Outcome.REQUEST_TIMEOUT, 1L));
    assertThat(tally.open()).isOne();
  }

  @Test
  void nothing_is_sent_on_held_connections_that_were_told_to_fall_silent() {
    var ramp = ramp(1);
    open(1, START);
    long due = START + millis(1_001);
    var hold = attempt(holders.next(1, due));

    ramp.fallSilent();

    assertThat(hold.begins(due)).isFalse();
    assertThat(holders.next(1, due)).isInstanceOf(Order.Pause.class);
    assertThat(tally.open()).isOne();
  }

  @Test
  void a_silent_connection_is_judged_a_request_timeout_and_stays_open() {
    var ramp = ramp(1);
    var silent = attempt(holders.next(1, START));
    silent.begins(START);

    ramp.judgeSilent(START + millis(500), SILENCE);
    assertThat(ramp.isSettled()).isFalse();
    ramp.judgeSilent(START + millis(501), SILENCE);

    assertThat(ramp.isSettled()).isTrue();
    assertThat(ramp.recorder().summary().texts())
        .containsOnlyKeys(
            new Summary.Text(
                Outcome.REQUEST_TIMEOUT, "Request timeout to 127.0.0.1:8080 after 500 ms"));
    assertThat(tally.open()).isOne();
    assertThat(ramp.isGone()).isFalse();
  }

  @Test
  void a_silent_connection_is_recognised_whatever_digits_the_locale_writes() {
    var locale = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    try {
      var ramp = ramp(1);
      attempt(holders.next(1, START)).begins(START);
      ramp.judgeSilent(START + millis(501), SILENCE);

      assertThat(ramp.recorder().summary().counts()).containsOnlyKeys(Outcome.REQUEST_TIMEOUT);
    } finally {
      Locale.setDefault(locale);
    }
  }

  @Test
  void a_silent_connection_is_judged_once() {
    var ramp = ramp(1);
    var silent = attempt(holders.next(1, START));
    silent.begins(START);
    ramp.judgeSilent(START + millis(501), SILENCE);
    ramp.judgeSilent(START + millis(900), SILENCE);
    silent.ends(START + millis(950), SERVED);

    assertThat(ramp.recorder().summary().counts()).isEqualTo(Map.of(Outcome.REQUEST_TIMEOUT, 1L));
    assertThat(ramp.answered()).isOne();
    assertThat(holders.next(1, START + millis(951))).isInstanceOf(Order.Pause.class);
  }

  @Test
  void a_silent_connection_is_closed_once_its_request_ends_after_the_release() {
    var ramp = ramp(1);
    var silent = attempt(holders.next(1, START));
    silent.begins(START);
    ramp.judgeSilent(START + millis(501), SILENCE);
    ramp.release();

    assertThat(tally.open()).isOne();
    assertThat(ramp.isGone()).isFalse();

    silent.ends(START + millis(2_000), null);

    assertThat(tally.open()).isZero();
    assertThat(ramp.isGone()).isTrue();
  }

  @Test
  void released_holders_leave() {
    var ramp = ramp(2);
    open(1, START);
    open(2, START + millis(10));
    assertThat(tally.open()).isEqualTo(2);

    ramp.release();

    assertThat(holders.next(1, START + millis(20))).isEqualTo(new Order.Leave());
    assertThat(holders.next(2, START + millis(20))).isEqualTo(new Order.Leave());
    assertThat(tally.open()).isZero();
    assertThat(ramp.isGone()).isTrue();
  }

  @Test
  void a_held_request_is_not_begun_after_the_release() {
    var ramp = ramp(1);
    open(1, START);
    var hold = attempt(holders.next(1, START + millis(1_001)));
    ramp.release();

    assertThat(hold.begins(START + millis(1_001))).isFalse();
    assertThat(ramp.intended()).isOne();
    assertThat(holders.next(1, START + millis(1_002))).isEqualTo(new Order.Leave());
  }

  @Test
  void a_stopped_ramp_opens_nothing_more_and_keeps_what_is_open() {
    var ramp = ramp(3);
    open(1, START);
    var tooLate = attempt(holders.next(2, START));
    ramp.stop();

    assertThat(tooLate.begins(START + millis(10))).isFalse();
    assertThat(holders.next(2, START + millis(11))).isEqualTo(new Order.Leave());
    assertThat(holders.next(3, START + millis(11))).isInstanceOf(Order.Pause.class);
    assertThat(holders.next(1, START + millis(11))).isInstanceOf(Order.Pause.class);
    assertThat(tally.open()).isOne();
    assertThat(ramp.isSettled()).isTrue();
    assertThat(ramp.intended()).isOne();
  }

  @Test
  void a_ramp_is_settled_when_all_its_connections_have_a_verdict() {
    var ramp = ramp(2);
    open(1, START);
    assertThat(ramp.isOpened()).isFalse();
    var second = attempt(holders.next(2, START));
    second.begins(START);

    assertThat(ramp.isOpened()).isTrue();
    assertThat(ramp.isSettled()).isFalse();

    second.ends(START + millis(30), SERVED);

    assertThat(ramp.isSettled()).isTrue();
  }

  @Test
  void answers_that_announce_the_connections_end_are_counted() {
    var ramp = ramp(2);
    open(1, START);
    var second = attempt(holders.next(2, START));
    second.begins(START);
    second.ends(START + millis(30), SERVED_AND_CLOSED);

    assertThat(ramp.answered()).isEqualTo(2);
    assertThat(ramp.closedByTarget()).isOne();
  }

  @Test
  void everybody_leaves_at_the_end() {
    ramp(2);
    open(1, START);

    holders.finish();

    assertThat(holders.next(1, START)).isEqualTo(new Order.Leave());
    assertThat(holders.next(2, START)).isEqualTo(new Order.Leave());
    assertThat(tally.open()).isZero();
  }

  @Test
  void a_new_ramp_begins_with_new_workers_and_its_own_counts() {
    var first = ramp(1);
    open(1, START);
    first.release();
    holders.next(1, START);
    var second = ramp(1);
    open(2, START);

    assertThat(second.peak()).isOne();
    assertThat(second.recorder().count()).isOne();
    assertThat(first.recorder().count()).isOne();
  }

  @Test
  void the_open_count_is_never_negative_and_ends_at_none() throws InterruptedException {
    int top = 2_000;
    var ramp = holders.open(new Ramp(top, 1e6, 0, Duration.ZERO), START, EVERY_SECOND);
    var workers = new AtomicLong();
    var readings = new ConcurrentLinkedQueue<Integer>();
    var left = new ConcurrentHashMap<Long, Boolean>();

    Hammer.with(
        8,
        () -> {
          while (!ramp.isOpened()) {
            long worker = workers.incrementAndGet();
            // every third connection fails, every fifth stays silent until it is judged
            for (int asked = 0; asked < 3; asked++) {
              if (holders.next(worker, START) instanceof Order.Send send
                  && send.attempt().begins(START)) {
                if (worker % 5 == 0) {
                  ramp.judgeSilent(START + millis(501), SILENCE);
                }
                send.attempt().ends(START + 1, worker % 3 == 0 ? CONNECT_TIMEOUT : SERVED);
              }
              readings.add(tally.open());
            }
          }
          ramp.release();
          for (long worker = 1; worker <= workers.get(); worker++) {
            if (holders.next(worker, START) instanceof Order.Leave) {
              left.put(worker, true);
            }
            readings.add(tally.open());
          }
        });

    assertThat(readings).allMatch(open -> open >= 0 && open <= top);
    assertThat(tally.open()).isZero();
    assertThat(ramp.isGone()).isTrue();
    assertThat(ramp.peak()).isBetween(top / 2, top);
    assertThat(left).isNotEmpty();
  }

  private RampPass ramp(int top) {
    return holders.open(Ramp.steady(top, 100), START, EVERY_SECOND);
  }

  /** Lets a worker open a connection that is answered after a millisecond. */
  private void open(long worker, long nowNanos) {
    var attempt = attempt(holders.next(worker, nowNanos));
    assertThat(attempt.begins(nowNanos)).isTrue();
    attempt.ends(nowNanos + millis(1), SERVED);
  }
}

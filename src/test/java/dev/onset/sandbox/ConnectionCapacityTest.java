package dev.onset.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Timeout(60)
class ConnectionCapacityTest {
  private static final int CAPACITY = 5;
  private static final int BACKLOG = 3;

  private final Sandbox sandbox = Sandbox.start(connections(CAPACITY, BACKLOG));
  private final List<Caller> callers = new ArrayList<>();

  @AfterEach
  void closeAll() throws IOException {
    for (Caller caller : callers) {
      caller.close();
    }
    sandbox.close();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void five_are_served_four_wait_in_silence_and_the_tenth_times_out() throws IOException {
    for (int i = 0; i < CAPACITY; i++) {
      assertThat(connect().get().status()).isEqualTo(200);
    }
    for (int i = 0; i < BACKLOG + 1; i++) {
      connect().send(Caller.GET);
    }
    for (Caller waiting : callers.subList(CAPACITY, CAPACITY + BACKLOG + 1)) {
      assertThat(waiting.silent()).isTrue();
    }
    assertThatThrownBy(this::connect).isInstanceOf(SocketTimeoutException.class);
    assertThat(sandbox.openConnections()).isEqualTo(CAPACITY);
    assertThat(sandbox.acceptedConnections()).isEqualTo(CAPACITY);
    assertThat(sandbox.admitted()).isEqualTo(CAPACITY);
  }

  @Test
  void a_waiting_connection_is_served_once_a_slot_frees() throws IOException {
    for (int i = 0; i < CAPACITY; i++) {
      connect().get();
    }
    Caller first = connect().send(Caller.GET);
    Caller second = connect().send(Caller.GET);
    assertThat(first.silent()).isTrue();

    callers.get(0).close();

    assertThat(first.read().status()).isEqualTo(200);
    assertThat(second.silent()).isTrue();
    assertThat(sandbox.openConnections()).isEqualTo(CAPACITY);
    assertThat(sandbox.acceptedConnections()).isEqualTo(CAPACITY + 1);
  }

  @Test
  void slots_are_used_again_after_all_connections_closed() throws IOException {
    for (int round = 1; round <= 3; round++) {
      for (int i = 0; i < CAPACITY; i++) {
        assertThat(connect().get().status()).isEqualTo(200);
      }
      for (Caller caller : callers) {
        caller.close();
      }
      assertThat(Caller.soon(() -> sandbox.openConnections() == 0)).isTrue();
      assertThat(sandbox.acceptedConnections()).isEqualTo((long) round * CAPACITY);
    }
  }

  @Test
  void a_slot_freed_by_the_gateway_is_used_again() throws IOException {
    for (int i = 0; i < 3 * CAPACITY; i++) {
      Caller caller = connect();
      caller.send("GET / HTTP/1.1\r\nConnection: close\r\n\r\n");
      assertThat(caller.read().status()).isEqualTo(200);
    }
    assertThat(sandbox.acceptedConnections()).isEqualTo(3L * CAPACITY);
  }

  @Test
  void churn_never_opens_more_than_the_capacity() throws Exception {
    int threads = 8;
    int each = 50;
    int most = 0;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try (Sandbox small = Sandbox.start(connections(2, 64))) {
      Callable<Integer> visits =
          () -> {
            int served = 0;
            for (int i = 0; i < each; i++) {
              try (Caller caller = Caller.connect(small)) {
                served += caller.get().status() == 200 ? 1 : 0;
              }
            }
            return served;
          };
      List<Future<Integer>> results = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        results.add(pool.submit(visits));
      }
      while (!results.stream().allMatch(Future::isDone)) {
        most = Math.max(most, small.openConnections());
        Thread.onSpinWait();
      }
      for (Future<Integer> result : results) {
        assertThat(result.get()).isEqualTo(each);
      }
      assertThat(most).isBetween(1, 2);
      assertThat(small.acceptedConnections()).isEqualTo((long) threads * each);
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void without_a_limit_every_connection_is_served() throws IOException {
    try (Sandbox open = Sandbox.start(SandboxLimits.unlimited())) {
      for (int i = 0; i < 100; i++) {
        Caller caller = Caller.connect(open);
        callers.add(caller);
        assertThat(caller.get().status()).isEqualTo(200);
      }
      assertThat(open.openConnections()).isEqualTo(100);
    }
  }

  private Caller connect() throws IOException {
    Caller caller = Caller.connect(sandbox);
    callers.add(caller);
    return caller;
  }

  private static SandboxLimits connections(int capacity, int backlog) {
    return new SandboxLimits(
        null, new ConnectionLimit(capacity, backlog), Rejection.standard(), Duration.ZERO);
  }
}

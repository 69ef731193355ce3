package dev.onset.gatling;

import dev.onset.outcome.Ending;
import dev.onset.outcome.Outcome;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** What a worker is told to do next. */
sealed interface Order {

  /** Ask again later. */
  record Pause(long millis) implements Order {}

  /**
   * Wait until the attempt is due, then make it.
   *
   * @param attempt what to make
   * @param dueNanos when, on {@link System#nanoTime}'s clock
   */
  record Send(Sending attempt, long dueNanos) implements Order {}

  /** End; the worker's own connections close with it. */
  record Leave() implements Order {}

  /** One attempt from the worker's side. Methods are called in this order, by one thread. */
  interface Sending {

    /** Where it goes. */
    enum Destination {
      /** The API under test. */
      TARGET,
      /** A server of our own on loopback that takes anything: for warming up. */
      SINK
    }

    Destination destination();

    /** Which caller it is made as, from 0. */
    default int caller() {
      return 0;
    }

    /** Which of the target's addresses it goes to; null to whichever its name stands for. */
    default @Nullable InetAddress address() {
      return null;
    }

    /** Which row it is filled with, from 0; said before it begins. */
    default void filledWith(int row) {}

    /** Last look before sending; false when the attempt is not wanted any more. */
    boolean begins(long nowNanos);

    /** A connection is asked for; not called when one is taken from the pool. */
    default void connects(long nowNanos) {}

    /** The connection is ready, TLS included, and the request is being written. */
    default void connected(long nowNanos) {}

    /** One of several requests that the attempt consists of was sent or answered. */
    default void progresses(long nowNanos) {}

    /** The attempt ended; how it counts, or null when it counts for nothing. */
    @Nullable Outcome ends(long nowNanos, @Nullable Ending ending);
  }
}

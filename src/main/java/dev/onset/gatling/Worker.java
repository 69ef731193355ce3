package dev.onset.gatling;

import dev.onset.outcome.Ending;
import io.gatling.javaapi.core.Session;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one virtual user is doing. Touched only by that user's own actions, which Gatling runs one
 * after the other.
 */
final class Worker {

  private final Dispatcher dispatcher;
  private final long number;
  private Order order = new Order.Pause(0);
  private final @Nullable Filler filler;
  private @Nullable Ending ending;
  private Filler.@Nullable Request request;
  private @Nullable Iteration iteration;
  private @Nullable Session before;

  /** A worker whose requests are all the same, or are filled. */
  Worker(Dispatcher dispatcher, @Nullable Filler filler, long number) {
    this.dispatcher = dispatcher;
    this.filler = filler;
    this.number = number;
  }

  boolean stays() {
    return !(order instanceof Order.Leave);
  }

  void askForOrders() {
    order = dispatcher.next(number, System.nanoTime());
  }

  /** How long to wait before acting; Gatling's pauses are whole milliseconds. */
  Duration pause() {
    if (order instanceof Order.Pause pause) {
      return Duration.ofMillis(pause.millis());
    }
    if (order instanceof Order.Send send) {
      long nanos = send.dueNanos() - System.nanoTime();
      return nanos <= 0 ? Duration.ZERO : Duration.ofMillis(Math.round(nanos / 1e6));
    }
    return Duration.ZERO;
  }

  /** Whether to send now; to be asked once, just before sending. */
  boolean sendsNow() {
    ending = null;
    request = null;
    if (filler != null && aimsAt(Order.Sending.Destination.TARGET)) {
      request = filler.next();
      if (request == null) {
        return false;
      }
      if (order instanceof Order.Send send) {
        send.attempt().filledWith(request.row());
      }
    }
    return order instanceof Order.Send send && send.attempt().begins(System.nanoTime());
  }

  boolean aimsAt(Order.Sending.Destination destination) {
    return order instanceof Order.Send send && send.attempt().destination() == destination;
  }

  /** What to send when requests are filled. */
  Filler.Request request() {
    return Objects.requireNonNull(request, "requests are not filled");
  }

  /** Which caller the attempt is made as. */
  int caller() {
    return order instanceof Order.Send send ? send.attempt().caller() : 0;
  }

  /** Which of the target's addresses the attempt goes to, or null. */
  @Nullable InetAddress address() {
    return order instanceof Order.Send send ? send.attempt().address() : null;
  }

  void connects() {
    if (order instanceof Order.Send send) {
      send.attempt().connects(System.nanoTime());
    }
  }

  void connected() {
    if (order instanceof Order.Send send) {
      send.attempt().connected(System.nanoTime());
    }
  }

  void answered(Ending.Answered answer) {
    ending = answer;
  }

  void failed(Ending.Unanswered failure) {
    if (ending == null) {
      ending = failure;
    }
  }

  /**
   * Begins a pass through a scenario of the user's own.
   *
   * @param session the virtual user as it is before
   * @return null when nothing is to be sent
   */
  @Nullable Iteration iterate(boolean tls, Session session) {
    if (order instanceof Order.Send send) {
      iteration = new Iteration(send.attempt(), tls, System.nanoTime());
      before = session;
    }
    return iteration;
  }

  /** The pass that is under way, or null. */
  @Nullable Iteration iteration() {
    return iteration;
  }

  /** The pass is over; returns the virtual user as it was before, or null when there was none. */
  @Nullable Session endIteration() {
    var restored = before;
    iteration = null;
    before = null;
    return restored;
  }

  void finish() {
    if (order instanceof Order.Send send) {
      var outcome = send.attempt().ends(System.nanoTime(), ending);
      if (filler != null && request != null && outcome != null) {
        filler.ended(request, outcome);
      }
    }
  }
}

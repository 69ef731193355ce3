package dev.onset.sizes;

import dev.onset.request.Reply;
import java.time.Duration;

/**
 * Requests of which it is told whether the target takes them, at a harmless pace. Not thread-safe.
 *
 * <p>A request is refused for its own sake only if the ordinary one is still answered as before,
 * right after it. Being turned away with 429, and finding no connection, says nothing about a
 * request: it is sent again, later.
 */
final class Asking {

  private static final int TOO_MANY_REQUESTS = 429;

  /** Tries before it is given up, each after twice the time. */
  private static final int TRIES = 5;

  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);

  private final Wire wire;
  private final byte[] ordinary;
  private final Duration gap;
  private int healthy;
  private long requests;

  /**
   * Asking with an ordinary request in between.
   *
   * @param gap time between two requests
   */
  Asking(Wire wire, byte[] ordinary, Duration gap) {
    this.wire = wire;
    this.ordinary = ordinary;
    this.gap = gap;
  }

  /** Says that no further request is to be sent, or that the target is not what it was. */
  static final class Stopped extends Exception {
    Stopped(String why) {
      super(why, null, false, false);
    }

    String why() {
      return String.valueOf(getMessage());
    }
  }

  /** What became of a request; the reply is that which decided. */
  record Verdict(boolean accepted, Reply reply) {}

  /** How many requests were sent so far. */
  long requests() {
    return requests;
  }

  /** Learns how the ordinary request is answered. */
  int begin() throws Stopped, InterruptedException {
    String last = "";
    for (int attempt = 0; attempt < TRIES; attempt++) {
      rest(attempt);
      var reply = send(ordinary);
      if (reply instanceof Reply.Answered answer && answer.status() != TOO_MANY_REQUESTS) {
        healthy = answer.status();
        return healthy;
      }
      last = Replies.words(reply);
    }
    throw new Stopped("the ordinary request was not answered: " + last);
  }

  /** Whether a request is taken as the ordinary one is. */
  Verdict ask(byte[] request) throws Stopped, InterruptedException {
    String last = "";
    for (int attempt = 0; attempt < TRIES; attempt++) {
      rest(attempt);
      var reply = send(request);
      if (reply instanceof Reply.Answered answer && answer.status() == healthy) {
        return new Verdict(true, reply);
      }
      boolean unclear =
          reply instanceof Reply.Unconnected
              || (reply instanceof Reply.Answered answer && answer.status() == TOO_MANY_REQUESTS);
      if (unclear) {
        last = Replies.words(reply);
        continue;
      }
      var after = send(ordinary);
      if (after instanceof Reply.Answered answer && answer.status() == healthy) {
        return new Verdict(false, reply);
      }
      last = "then the ordinary request: " + Replies.words(after);
    }
    throw new Stopped(
        "in %d tries it could not be told whether it is taken; the last time %s"
            .formatted(TRIES, last));
  }

  private Reply send(byte[] request) throws Stopped, InterruptedException {
    var calledOff = wire.calledOff();
    if (calledOff != null) {
      throw new Stopped(calledOff);
    }
    wire.pause(gap);
    requests++;
    return wire.send(request);
  }

  private void rest(int attempt) throws InterruptedException {
    if (attempt > 0) {
      wire.pause(FIRST_WAIT.multipliedBy(1L << (attempt - 1)));
    }
  }
}

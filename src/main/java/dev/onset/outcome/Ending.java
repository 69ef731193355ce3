package dev.onset.outcome;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How an attempt ended, as far as the client could see it. */
public sealed interface Ending {

  /**
   * A response arrived.
   *
   * @param status HTTP status code
   * @param headers response headers, names in lower case, repeated values joined with {@code ", "}
   * @param bodyStart the first characters of the body, empty when there is none
   * @param tokens what the request cost, in tokens; null when that is not known
   */
  record Answered(
      int status, Map<String, String> headers, String bodyStart, @Nullable Double tokens)
      implements Ending {
    /** An answer to a request of which nobody knows what it cost in tokens. */
    public Answered(int status, Map<String, String> headers, String bodyStart) {
      this(status, headers, bodyStart, null);
    }

    public Answered {
      headers = Map.copyOf(headers);
    }
  }

  /**
   * No response arrived.
   *
   * @param failure class and message of the failure's root cause, in the form {@code
   *     io.netty.channel.ConnectTimeoutException: connection timed out after 2900 ms:
   *     /127.0.0.1:1}; package names may be abbreviated
   * @param tls whether the request was for an https address
   */
  record Unanswered(String failure, boolean tls) implements Ending {}

  /**
   * Several requests were made, one after the other, until one failed or none was left.
   *
   * @param requests at least one, in the order in which they ended
   * @param decisive the one among them that decides: the first that failed, else the last
   */
  record Iteration(List<Request> requests, Request decisive) implements Ending {
    public Iteration {
      requests = List.copyOf(requests);
    }
  }

  /**
   * One of several requests.
   *
   * @param name what the scenario calls it
   * @param startNanos when it was sent, in nanoseconds on the attempt's clock
   * @param endNanos when it ended, likewise
   * @param ending how it ended; never an iteration
   * @param judged what that amounts to by the scenario's own checks, or null when they leave it to
   *     the ending
   */
  record Request(
      String name, long startNanos, long endNanos, Ending ending, @Nullable Outcome judged) {

    /** What it amounts to. */
    public Outcome outcome() {
      return judged == null ? Classifier.classify(ending) : judged;
    }
  }

  /** The response that decides, or null when there was none. */
  default @Nullable Answered answer() {
    if (this instanceof Iteration iteration) {
      return iteration.decisive().ending().answer();
    }
    return this instanceof Answered answered ? answered : null;
  }
}

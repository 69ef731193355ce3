package dev.onset.outcome;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an attempt was doing when it ended without an answer. */
public enum Phase {
  /** Asking for the addresses of the target's name. */
  RESOLVE,
  /** Waiting for a TCP connection. */
  CONNECT,
  /** Shaking hands over a connection. */
  TLS,
  /**
   * The request was sent. A client that cannot tell whether an answer had begun is here as well:
   * Gatling reports a connection that closes before and in the middle of an answer alike.
   */
  WAITING,
  /** Reading an answer. */
  RECEIVING;

  /** Only a request that has a connection says to whom. */
  private static final Pattern NO_CONNECTION_YET =
      Pattern.compile("^(?:[\\w.$]+: )?Request timeout after \\d+ ms$");

  /**
   * The phase in which an attempt ended, as far as its failure tells; null for an answer, and where
   * it does not tell.
   *
   * @param outcome what the ending was classified as
   */
  public static @Nullable Phase of(Ending ending, Outcome outcome) {
    if (ending instanceof Ending.Iteration iteration) {
      return of(iteration.decisive().ending(), outcome);
    }
    return ending instanceof Ending.Unanswered unanswered
        ? of(Failure.of(unanswered), outcome)
        : null;
  }

  private static @Nullable Phase of(Failure failure, Outcome outcome) {
    return switch (outcome) {
      case DNS_FAILURE -> RESOLVE;
      // The request timer runs from before the name is resolved until TLS is done.
      case CONNECT_TIMEOUT -> failure.says(NO_CONNECTION_YET) ? null : CONNECT;
      case CONNECTION_REFUSED, UNREACHABLE -> CONNECT;
      case CONNECTION_RESET -> reset(failure);
      case TLS_FAILURE -> TLS;
      case CLOSED_EARLY, REQUEST_TIMEOUT -> WAITING;
      case PROTOCOL_ERROR -> RECEIVING;
      case OK,
          RATE_LIMITED,
          QUOTA_EXCEEDED,
          OVERLOADED,
          GATEWAY_TIMEOUT,
          UPSTREAM_FAILURE,
          DENIED,
          TOO_LARGE,
          APPLICATION_ERROR,
          CHECK_FAILED,
          INJECTOR_EXHAUSTED,
          OTHER ->
          null;
    };
  }

  private static @Nullable Phase reset(Failure failure) {
    if (failure.established()) {
      return failure.tls() ? null : WAITING;
    }
    return failure.connecting() ? CONNECT : null;
  }

  /**
   * The same phase when it was seen whether the connection was ready for the request, all
   * handshakes done, and that the name had been resolved.
   *
   * @param phase what the failure alone tells, or null
   * @param ready whether the connection was ready
   * @param tls whether that takes a TLS handshake
   */
  public static @Nullable Phase seen(@Nullable Phase phase, boolean ready, boolean tls) {
    if (ready) {
      return phase == RECEIVING ? RECEIVING : WAITING;
    }
    return phase == null && !tls ? CONNECT : phase;
  }
}

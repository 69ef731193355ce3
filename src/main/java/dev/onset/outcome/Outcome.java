package dev.onset.outcome;

/**
 * What an attempt ended as. The list is closed: an ending that fits no other constant is {@link
 * #OTHER} and is always shown verbatim.
 */
public enum Outcome {
  /** An answer with a status below 400. */
  OK,
  /** Turned away by a rate limiter; the caller may come back later. */
  RATE_LIMITED,
  /** Turned away because an allowance is used up, usually for hours or days. */
  QUOTA_EXCEEDED,
  /** No TCP connection within the client's timer or the kernel's. */
  CONNECT_TIMEOUT,
  /** The target's host answered the connection attempt with a reset: nothing listens there. */
  CONNECTION_REFUSED,
  /** A router, a firewall or the local route table said that there is no way to the target. */
  UNREACHABLE,
  /** A connection was reset while being set up or written to. */
  CONNECTION_RESET,
  /** A connection was closed before the answer was complete; a reset looks the same here. */
  CLOSED_EARLY,
  /** The target's name did not resolve. */
  DNS_FAILURE,
  /** The TLS handshake failed or timed out. */
  TLS_FAILURE,
  /** The request was sent and no answer came in time. */
  REQUEST_TIMEOUT,
  /** The target or its gateway said that it has no capacity. */
  OVERLOADED,
  /** A gateway gave up waiting for its upstream. */
  GATEWAY_TIMEOUT,
  /** A gateway could not reach its upstream or got an unusable answer from it. */
  UPSTREAM_FAILURE,
  /** Turned away for who the caller is: credentials, address, access rights. */
  DENIED,
  /** The request line, a header or the body was larger than the target accepts. */
  TOO_LARGE,
  /** Any other answer with a status of 400 or above. */
  APPLICATION_ERROR,
  /** An answer arrived and a check of the simulation's own rejected it. */
  CHECK_FAILED,
  /** The answer was not understandable HTTP. */
  PROTOCOL_ERROR,
  /** The load generator ran out of ports, descriptors, memory or the like. */
  INJECTOR_EXHAUSTED,
  /** Anything else, shown verbatim. */
  OTHER;

  /** Whether a limiter turned the attempt away for being one too many. */
  public boolean isRejection() {
    return this == RATE_LIMITED || this == QUOTA_EXCEEDED;
  }

  /** Whether the target turned the request away on purpose, a limiter's 503 included. */
  public boolean isTurnedAway() {
    return isRejection() || this == DENIED || this == OVERLOADED;
  }
}

package dev.onset.gatling;

import dev.onset.outcome.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * A way in which a request can end, with what Onset is to say about it. {@link FaultyTarget}
 * provokes each of them on a port of its own.
 */
enum Cause {
  SERVED(Outcome.OK, null),
  REDIRECTED(Outcome.OK, null),
  TURNED_AWAY_BY_A_RATE_LIMIT(Outcome.RATE_LIMITED, "429 API rate limit exceeded"),
  OUT_OF_QUOTA(Outcome.QUOTA_EXCEEDED, "403 {\"error\": \"Quota exceeded\"}"),
  UNAUTHORIZED(Outcome.DENIED, "401 who are you"),
  TOO_LARGE(Outcome.TOO_LARGE, "413 too much"),
  FAILED_INSIDE(Outcome.APPLICATION_ERROR, "500 oops"),
  BAD_GATEWAY(Outcome.UPSTREAM_FAILURE, "502 no upstream"),
  WITHOUT_CAPACITY(Outcome.OVERLOADED, "503 overloaded"),
  GATEWAY_WAITED_TOO_LONG(Outcome.GATEWAY_TIMEOUT, "504 upstream timeout"),

  /** A port that is taken and on which nothing listens. */
  NOTHING_LISTENS(Outcome.CONNECTION_REFUSED, "Connection refused"),
  /** The kernel drops the SYN: the accept queue is full. */
  ACCEPT_QUEUE_FULL(
      Outcome.CONNECT_TIMEOUT,
      "io.netty.channel.ConnectTimeoutException: connection timed out after 400 ms: /127.0.0.1:"),
  /** As before, on both addresses of a name: each has the whole connect timeout. */
  ACCEPT_QUEUE_FULL_ON_TWO_ADDRESSES(
      Outcome.CONNECT_TIMEOUT,
      "io.netty.channel.ConnectTimeoutException: connection timed out after 400 ms: "
          + FaultyTarget.TWO_ADDRESSES
          + "/127.0.0."),
  /** As before, and the request timer is shorter than the connect timer: no address is named. */
  GIVEN_UP_WHILE_CONNECTING(Outcome.CONNECT_TIMEOUT, "Request timeout after 250 ms"),
  /** The name is not in the hosts file that the process resolves names with. */
  NAME_UNKNOWN(
      Outcome.DNS_FAILURE,
      "java.net.UnknownHostException: Unable to resolve host " + FaultyTarget.UNKNOWN_NAME),

  PLAIN_TEXT_INSTEAD_OF_TLS(
      Outcome.TLS_FAILURE,
      "io.netty.handler.ssl.NotSslRecordException: not an SSL/TLS record: 485454502f312e31"),
  TLS_NEVER_ANSWERED(
      Outcome.TLS_FAILURE,
      "io.netty.handler.ssl.SslHandshakeTimeoutException: handshake timed out after 700ms"),
  CLOSED_DURING_TLS(Outcome.TLS_FAILURE, "ClosedChannelException"),

  NEVER_ANSWERED(Outcome.REQUEST_TIMEOUT, "Request timeout to 127.0.0.1/127.0.0.1:"),
  STALLED_IN_THE_BODY(Outcome.REQUEST_TIMEOUT, "Request timeout to 127.0.0.1/127.0.0.1:"),
  CLOSED_WITHOUT_ANSWER(Outcome.CLOSED_EARLY, "PrematureCloseException: Premature close"),
  CLOSED_IN_THE_BODY(Outcome.CLOSED_EARLY, "PrematureCloseException: Premature close"),
  /** On a connection that had served a request before; Gatling says nothing and sends it again. */
  CLOSED_ON_REUSE(Outcome.OK, null),
  /** Gatling does not tell a reset from an orderly close. */
  RESET_WITHOUT_ANSWER(Outcome.CLOSED_EARLY, "PrematureCloseException: Premature close"),
  NOT_HTTP(
      Outcome.PROTOCOL_ERROR,
      "java.lang.IllegalArgumentException: invalid version format: SSH-2.0-OPENSSH");

  private final Outcome outcome;
  private final @Nullable String text;

  Cause(Outcome outcome, @Nullable String text) {
    this.outcome = outcome;
    this.text = text;
  }

  /** How many requests are made; the last one's ending counts. */
  int requests() {
    return this == CLOSED_ON_REUSE ? 2 : 1;
  }

  /** What it counts as. */
  Outcome outcome() {
    return outcome;
  }

  /** What its text contains; null: there is no text. */
  @Nullable String text() {
    return text;
  }
}

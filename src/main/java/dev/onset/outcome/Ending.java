package dev.onset.outcome;

import java.util.Map;

/** How an attempt ended, as far as the client could see it. */
public sealed interface Ending {

  /**
   * A response arrived.
   *
   * @param status HTTP status code
   * @param headers response headers, names in lower case, repeated values joined with {@code ", "}
   * @param bodyStart the first characters of the body, empty when there is none
   */
  record Answered(int status, Map<String, String> headers, String bodyStart) implements Ending {
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
}

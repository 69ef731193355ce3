package dev.onset.request;

import java.time.Duration;

/** What came back on a connection that one request was written to. */
public sealed interface Reply {

  /**
   * An HTTP answer.
   *
   * @param status its status code
   * @param text its status line from the code on, such as {@code 414 URI Too Long}
   */
  record Answered(int status, String text) implements Reply {}

  /**
   * The connection ended before an HTTP answer had come.
   *
   * @param reset whether it was reset rather than closed
   * @param text what was seen instead of an answer
   */
  record Closed(boolean reset, String text) implements Reply {}

  /**
   * Nothing came.
   *
   * @param waited how long it was waited for
   */
  record Silent(Duration waited) implements Reply {}

  /**
   * There was no connection to write to.
   *
   * @param text why
   */
  record Unconnected(String text) implements Reply {}
}

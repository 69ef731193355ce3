package dev.onset.gatling;

import dev.onset.outcome.Ending;
import java.util.Map;

/** Workers without Gatling: what they are told, carried out by hand. */
final class ManualOrders {

  static final Ending.Answered SERVED = new Ending.Answered(200, Map.of(), "fine");

  static final Ending.Answered SERVED_AND_CLOSED =
      new Ending.Answered(200, Map.of("connection", "Close"), "fine");

  static final Ending.Unanswered CONNECT_TIMEOUT =
      new Ending.Unanswered(
          "io.netty.channel.ConnectTimeoutException: connection timed out after 400 ms: /127.0.0.1:1",
          false);

  private ManualOrders() {}

  static long millis(long millis) {
    return millis * 1_000_000;
  }

  /** The attempt that an order asks for. */
  static Order.Sending attempt(Order order) {
    if (order instanceof Order.Send send) {
      return send.attempt();
    }
    throw new AssertionError("told to " + order);
  }
}

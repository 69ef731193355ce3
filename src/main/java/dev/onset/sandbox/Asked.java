package dev.onset.sandbox;

import dev.onset.sandbox.Reply.Persistence;

/**
 * What the gateway has to know of a request.
 *
 * @param key what it is counted under
 * @param target the request target, as it came
 * @param withBody false for HEAD, whose answer has no body
 * @param persistence what becomes of the connection after the answer
 */
record Asked(String key, String target, boolean withBody, Persistence persistence) {
  /** Nothing yet. */
  static final Asked NOTHING = new Asked("", "", true, Persistence.KEPT);
}

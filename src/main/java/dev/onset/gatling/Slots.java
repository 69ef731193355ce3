package dev.onset.gatling;

import org.jspecify.annotations.Nullable;

/** What idle workers take their orders from. Called from many threads; never blocks for long. */
interface Slots {

  /** The next attempt to make, or null when there is none just now. */
  Order.@Nullable Send take(long nowNanos);
}

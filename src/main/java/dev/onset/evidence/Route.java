package dev.onset.evidence;

import dev.onset.outcome.Phase;
import org.jspecify.annotations.Nullable;

/**
 * How an attempt got to its target, as far as it was watched.
 *
 * @param address the address it was sent to, one of several behind the target's name; null when it
 *     was not chosen
 * @param connectNanos time from asking for a connection of its own to having one, TLS included; NaN
 *     when it had none of its own or never got it
 * @param endedIn what it was doing when it ended without an answer; null when it was answered, or
 *     when that is not known
 */
public record Route(@Nullable String address, double connectNanos, @Nullable Phase endedIn) {

  /** A route of which nothing is known. */
  public static final Route UNKNOWN = new Route(null, Double.NaN, null);
}

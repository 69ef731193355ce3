package dev.onset.gatling;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the target when an experiment begins.
 *
 * @param authority its host and port
 * @param port its port
 * @param addresses how many addresses a connection may be tried on, one after the other
 * @param resolved those addresses, as the name was resolved once before the experiment
 * @param rateOnsetPerSecond where this run found rate limiting to begin, or null
 */
record Reach(
    String authority,
    int port,
    int addresses,
    List<InetAddress> resolved,
    @Nullable Double rateOnsetPerSecond) {

  Reach {
    resolved = List.copyOf(resolved);
  }
}

package dev.onset.gatling;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the target when an experiment begins.
 *
 * @param base its scheme, host and port, as in {@code http://127.0.0.1:80}
 * @param authority its host and port
 * @param port its port
 * @param resolved its addresses, as the name was resolved once before the experiment
 * @param working those of them that worked when each was tried by itself before the experiment
 * @param rateOnsetPerSecond where this run found rate limiting to begin, or null
 * @param onsetPerSecond where this run found the first outcome to begin along the rate axis, or
 *     null
 * @param local whether one of its addresses is an address of this host
 */
record Reach(
    String base,
    String authority,
    int port,
    List<InetAddress> resolved,
    List<InetAddress> working,
    @Nullable Double rateOnsetPerSecond,
    @Nullable Double onsetPerSecond,
    boolean local) {

  Reach {
    resolved = List.copyOf(resolved);
    working = List.copyOf(working);
  }

  /** How many addresses a connection may be tried on, one after the other. */
  int addresses() {
    return Math.max(1, resolved.size());
  }
}

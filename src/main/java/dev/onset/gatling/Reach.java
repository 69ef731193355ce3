package dev.onset.gatling;

import org.jspecify.annotations.Nullable;

/**
 * What is known of the target when an experiment begins.
 *
 * @param authority its host and port
 * @param port its port
 * @param addresses how many addresses a connection may be tried on, one after the other
 * @param rateOnsetPerSecond where this run found rate limiting to begin, or null
 * @param local whether one of its addresses is an address of this host
 */
record Reach(
    String authority,
    int port,
    int addresses,
    @Nullable Double rateOnsetPerSecond,
    boolean local) {}

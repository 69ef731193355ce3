package dev.onset.gatling;

/**
 * Where the target is, as the preflight found it.
 *
 * @param authority its host and port
 * @param addresses how many addresses a connection may be tried on, one after the other
 */
record Reach(String authority, int addresses) {}

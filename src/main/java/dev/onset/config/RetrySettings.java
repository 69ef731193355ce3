package dev.onset.config;

import java.time.Duration;
import java.util.List;

/**
 * How callers retry, to see which way of it does what.
 *
 * @param policies names of those that are tried, in order
 * @param attempts most attempts for one demand
 * @param delay time before a retry at a fixed delay, and before the first one of those that grow
 * @param longest most time before a retry
 * @param giveUp after which a demand is given up, counted from when it was due
 * @param budget retries per second that are allowed, as a share of the calm demand's rate
 * @param before calm before the push
 * @param after calm after the push
 */
public record RetrySettings(
    List<String> policies,
    int attempts,
    Duration delay,
    Duration longest,
    Duration giveUp,
    double budget,
    Duration before,
    Duration after) {

  public RetrySettings {
    policies = List.copyOf(policies);
  }
}

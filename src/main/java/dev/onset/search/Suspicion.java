package dev.onset.search;

import dev.onset.evidence.Health;
import dev.onset.evidence.Supply;
import dev.onset.outcome.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Why a failure may be the load generator's own: the state of its host when something failed.
 *
 * <p>A limiter counts requests, and does not get slower with its host; of what it refuses, only
 * what came in a lump after a pause is in doubt.
 */
final class Suspicion {

  private Suspicion() {}

  /** The reason and what to change, or null when the host is above suspicion. */
  static @Nullable String of(List<Outcome> failures, Health health) {
    boolean limiterAlone = failures.stream().allMatch(Outcome::isRejection);
    if (!limiterAlone && health.cpuIdleShare() < Judge.LEAST_IDLE) {
      return busy("the processors of the load generator's host", health) + appended(causes(health));
    }
    if (health.longestPauseMillis() > Judge.MOST_PAUSE_MILLIS) {
      return stoodStill(health);
    }
    return limiterAlone ? null : starved(failures, health);
  }

  /** Why attempts were left out, and what to change. */
  static String whyUnsent(Health health) {
    if (health.longestPauseMillis() > Judge.MOST_PAUSE_MILLIS) {
      return stoodStill(health);
    }
    return health.cpuIdleShare() < Judge.LEAST_IDLE
        ? busy("the processors of the load generator's host", health)
        : "all workers were busy: raise onset.injector.workers";
  }

  /** What slowed the load generator, as the end of a sentence; empty when nothing is known. */
  static String slowedBy(Health health) {
    var causes = causes(health);
    if (health.cpuIdleShare() < Judge.LEAST_IDLE) {
      causes.add(0, busy("its processors", health));
    }
    return appended(causes);
  }

  private static List<String> causes(Health health) {
    var strain = health.strain();
    var causes = new ArrayList<String>();
    if (strain.stolenShare() >= Judge.MOST_STOLEN) {
      causes.add(stolen(health));
    }
    if (strain.throttledShare() >= Judge.MOST_THROTTLED) {
      causes.add(throttled(health));
    }
    if (strain.longestGcMillis() > Judge.MOST_LAG_MILLIS) {
      causes.add(
          String.format(
              Locale.ROOT,
              "garbage collection took up to %.0f ms: raise onset.heap",
              strain.longestGcMillis()));
    }
    return causes;
  }

  private static String appended(List<String> causes) {
    return causes.stream().map(cause -> "; " + cause).collect(Collectors.joining());
  }

  private static String stoodStill(Health health) {
    return String.format(
        Locale.ROOT,
        "the load generator stood still for %.0f ms: %s",
        health.longestPauseMillis(),
        causeOfPause(health));
  }

  private static String busy(String whose, Health health) {
    return String.format(
        Locale.ROOT,
        "%s were only %.0f %% idle: stop what else runs there, use a larger host, or a lower load",
        whose,
        100 * health.cpuIdleShare());
  }

  private static String causeOfPause(Health health) {
    var strain = health.strain();
    if (strain.longestGcMillis() >= health.longestPauseMillis() / 2) {
      return String.format(
          Locale.ROOT,
          "garbage collection took %.0f ms: raise onset.heap",
          strain.longestGcMillis());
    }
    if (strain.throttledShare() >= Judge.MOST_THROTTLED) {
      return throttled(health);
    }
    if (strain.stolenShare() >= Judge.MOST_STOLEN) {
      return stolen(health);
    }
    return "something else uses its host, or the heap is too small (onset.heap)";
  }

  private static @Nullable String starved(List<Outcome> failures, Health health) {
    var strain = health.strain();
    if (strain.stolenShare() >= Judge.MOST_STOLEN) {
      return "the load generator was kept waiting: " + stolen(health);
    }
    if (strain.throttledShare() >= Judge.MOST_THROTTLED) {
      return "the load generator was kept waiting: " + throttled(health);
    }
    if (nearlyGone(strain.descriptors(), Judge.FEWEST_DESCRIPTORS)) {
      return String.format(
          Locale.ROOT,
          "the load generator had only %d of %d file descriptors left: raise ulimit -n",
          strain.descriptors().left(),
          strain.descriptors().most());
    }
    if (failures.contains(Outcome.CONNECT_TIMEOUT)
        && nearlyGone(strain.conntrack(), strain.conntrack().most() / Judge.CONNTRACK_PARTS)) {
      return String.format(
          Locale.ROOT,
          "the load generator's firewall had %d of %d connections left to keep track of, and drops"
              + " new ones then: raise net.netfilter.nf_conntrack_max, or exempt the target from"
              + " tracking",
          strain.conntrack().left(),
          strain.conntrack().most());
    }
    return null;
  }

  private static boolean nearlyGone(Supply supply, long fewest) {
    return supply.isKnown() && supply.left() <= fewest;
  }

  private static String stolen(Health health) {
    return String.format(
        Locale.ROOT,
        "the hypervisor gave %.0f %% of its processors' time to others: use a host with processors"
            + " of its own",
        100 * health.strain().stolenShare());
  }

  private static String throttled(Health health) {
    return String.format(
        Locale.ROOT,
        "its container used up its processor quota in %.0f %% of the periods: raise or remove the"
            + " quota (cpu.max, docker --cpus, limits.cpu)",
        100 * health.strain().throttledShare());
  }
}

package dev.onset.demand;

import dev.onset.record.RetryStudy.Policy;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which way of retrying to prefer, and why. Pure.
 *
 * <p>One under which the target comes back is preferred to one under which it does not; then one
 * that serves more demands, by at least one in a hundred; then one with fewer attempts per demand.
 *
 * @param policy its name, or null when none is recommended
 * @param reason why, with the numbers that decide
 */
public record Recommendation(@Nullable String policy, String reason) {

  private static final double LEAST_DIFFERENCE = 0.01;

  /** The recommendation among what was tried. */
  public static Recommendation among(List<Policy> policies) {
    var trusted = policies.stream().filter(policy -> policy.untrusted() == null).toList();
    if (trusted.size() < 2) {
      return new Recommendation(
          null, "fewer than two ways of retrying were measured, so there is nothing to compare");
    }
    var back = trusted.stream().filter(policy -> !policy.staysDown()).toList();
    if (back.isEmpty()) {
      return new Recommendation(
          null,
          "under none of them does the target come back while the demand goes on: shed load at"
              + " the gateway, or let callers stop for a while");
    }
    double most = back.stream().mapToDouble(Recommendation::servedShare).max().orElse(0);
    var best =
        back.stream()
            .filter(policy -> servedShare(policy) >= most - LEAST_DIFFERENCE)
            .min(Comparator.comparingDouble(Policy::amplification))
            .orElseThrow();
    return new Recommendation(best.name(), reason(best, trusted));
  }

  private static double servedShare(Policy policy) {
    return (double) policy.served() / policy.demands();
  }

  private static String reason(Policy best, List<Policy> trusted) {
    var text = new StringBuilder(numbers(best));
    trusted.stream()
        .filter(policy -> !policy.equals(best))
        .filter(policy -> policy.name().equals(Way.NONE.name()))
        .findFirst()
        .ifPresent(none -> text.append("; without retries ").append(numbers(none)));
    trusted.stream()
        .filter(policy -> !policy.equals(best) && !policy.name().equals(Way.NONE.name()))
        .max(Comparator.comparing(Policy::staysDown).thenComparingDouble(Policy::amplification))
        .ifPresent(
            worst -> text.append("; %s: ".formatted(words(worst.name()))).append(numbers(worst)));
    return text.toString();
  }

  private static String numbers(Policy policy) {
    return String.format(
        Locale.ROOT,
        "%.1f%% of the demands are served with %.2f attempts each%s",
        100 * servedShare(policy),
        policy.amplification(),
        policy.staysDown() ? " and the target stays down" : "");
  }

  private static String words(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

package dev.onset.record;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What each way of retrying does to callers and target, all under the same demand: calm, then a
 * push beyond what the target takes, then calm again.
 *
 * @param calmPerSecond demands per second before and after the push
 * @param pushPerSecond demands per second during the push
 * @param beforeSeconds length of the calm before
 * @param pushSeconds length of the push
 * @param afterSeconds length of the calm after
 * @param demandSeconds after which a demand is given up, counted from when it was due
 * @param policies one per way of retrying, in the order in which they were tried
 * @param recommended name of the policy that is recommended, or null when none is
 * @param recommendation why, with the numbers that decide; never empty once all were tried
 */
public record RetryStudy(
    @Nullable Double calmPerSecond,
    @Nullable Double pushPerSecond,
    @Nullable Double beforeSeconds,
    @Nullable Double pushSeconds,
    @Nullable Double afterSeconds,
    @Nullable Double demandSeconds,
    List<Policy> policies,
    @Nullable String recommended,
    @Nullable String recommendation)
    implements Study {

  public RetryStudy {
    policies = List.copyOf(requireNonNull(policies, "policies"));
  }

  /** Before anything was tried. */
  public static RetryStudy nothingYet() {
    return new RetryStudy(null, null, null, null, null, null, List.of(), null, null);
  }

  @Override
  public StudyKind asked() {
    return StudyKind.RETRY;
  }

  /**
   * What came of one way of retrying.
   *
   * @param name NONE, IMMEDIATE, FIXED, EXPONENTIAL, JITTER, RETRY_AFTER or BUDGET
   * @param settings it in words, such as {@code at most 4 attempts, 100 ms apart}
   * @param demands demands that were due
   * @param attempts attempts made for them
   * @param amplification attempts per demand over the whole time
   * @param amplificationInPush the same of the demands that were due during the push
   * @param served demands that were served in time
   * @param goodputPerSecond served demands per second, over the whole time
   * @param servedInPush share of the push's demands that were served in time
   * @param secondsToRecover from the push's end to when demands are served at their first attempt
   *     again and keep being so; null when they never were
   * @param staysDown whether they never were, until the end of the calm
   * @param waitP99Millis 99th percentile of the time from when a served demand was due to its
   *     answer
   * @param unsent attempts that the load generator did not get to make
   * @param untrusted why the figures do not count, or null when they do
   */
  public record Policy(
      String name,
      String settings,
      long demands,
      long attempts,
      double amplification,
      double amplificationInPush,
      long served,
      double goodputPerSecond,
      double servedInPush,
      @Nullable Double secondsToRecover,
      boolean staysDown,
      @Nullable Double waitP99Millis,
      long unsent,
      @Nullable String untrusted) {
    public Policy {
      requireNonNull(name, "name");
      requireNonNull(settings, "settings");
    }
  }
}

package dev.onset.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** From the values of the studies to {@link StudySettings}. */
final class StudyLoader {

  /** The ways of retrying that there are, as they are written in a configuration. */
  private static final List<String> POLICIES =
      List.of("none", "immediate", "fixed", "exponential", "jitter", "retry-after", "budget");

  private static final String RECOVERY = "onset.recovery.";
  private static final String RETRY = "onset.retry.";
  private static final String CLEAN_FOR = RECOVERY + "clean-for";
  private static final Duration TENTH = Duration.ofMillis(100);
  private static final Duration MILLI = Duration.ofMillis(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final int MOST_BYTES = 1_000_000_000;

  private final Values values;
  private final Problems problems;

  StudyLoader(Values values, Problems problems) {
    this.values = values;
    this.problems = problems;
  }

  /** The settings; values that are not acceptable become problems. */
  StudySettings load() {
    var studies = new StudySettings(headerLimits(), recovery(), retry());
    var retry = studies.retry();
    var cleanFor = studies.recovery().cleanFor();
    refuseAbove(RETRY + "delay", retry.delay(), RETRY + "longest", retry.longest());
    refuseAbove(CLEAN_FOR, cleanFor, RETRY + "after", retry.after());
    refuseAbove(CLEAN_FOR, cleanFor, RECOVERY + "patience", studies.recovery().patience());
    return studies;
  }

  /** A time that is longer than the one that it is part of. */
  private void refuseAbove(String key, Duration time, String whole, Duration most) {
    if (problems.noneIn(key, whole) && time.compareTo(most) > 0) {
      var value = values.value(whole);
      problems.add(
          key,
          values.value(key),
          "It is longer than %s = %s (%s)."
              .formatted(whole, Given.text(value), Origins.text(value.origin())),
          "Shorten the one or lengthen the other.");
    }
  }

  private HeaderLimitSettings headerLimits() {
    var group = "onset.header-limits.";
    return new HeaderLimitSettings(
        values.number(group + "per-second", "0.1", "1000"),
        values.wholeNumber(group + "one-header", 0, 16_000_000),
        values.wholeNumber(group + "count", 0, 100_000),
        values.wholeNumber(group + "all-headers", 0, 16_000_000),
        values.wholeNumber(group + "url", 0, 16_000_000),
        values.wholeNumber(group + "body", 0, MOST_BYTES),
        values.read(group + "odd", Values::flagIn));
  }

  private RecoverySettings recovery() {
    return new RecoverySettings(
        values.read(RECOVERY + "onset", StudyLoader::onset).orElse(null),
        values.number(RECOVERY + "push", "1.05", "100"),
        values.duration(RECOVERY + "push-for", TENTH, HOUR),
        values.percent(RECOVERY + "calm", 99),
        values.duration(CLEAN_FOR, TENTH, HOUR),
        values.duration(RECOVERY + "patience", TENTH, HOUR));
  }

  private RetrySettings retry() {
    return new RetrySettings(
        values.read(RETRY + "policies", StudyLoader::policies),
        values.wholeNumber(RETRY + "attempts", 2, 100),
        values.duration(RETRY + "delay", MILLI, HOUR),
        values.duration(RETRY + "longest", MILLI, HOUR),
        values.duration(RETRY + "give-up", TENTH, HOUR),
        values.percent(RETRY + "budget", 100),
        values.duration(RETRY + "before", TENTH, HOUR),
        values.duration(RETRY + "after", TENTH, HOUR));
  }

  private static Optional<Double> onset(String text) throws Refused {
    if (text.equals("auto")) {
      return Optional.empty();
    }
    var rule = "Allowed: auto, or 0.1 to 100000 (requests/s).";
    try {
      double perSecond = Double.parseDouble(text);
      if (perSecond >= 0.1 && perSecond <= 100_000) {
        return Optional.of(perSecond);
      }
      throw new Refused("Out of range.", rule);
    } catch (NumberFormatException e) {
      throw new Refused("Not a number.", rule);
    }
  }

  private static List<String> policies(String text) throws Refused {
    var names =
        Arrays.stream(text.split(","))
            .map(name -> name.strip().toLowerCase(Locale.ROOT))
            .filter(name -> !name.isEmpty())
            .distinct()
            .toList();
    if (names.isEmpty() || !POLICIES.containsAll(names)) {
      throw new Refused(
          names.isEmpty() ? "No policy is named." : "Not all of these are known.",
          "Allowed: one or more of %s, separated by commas."
              .formatted(String.join(", ", POLICIES)));
    }
    return names;
  }
}

package dev.onset.config;

import java.time.Duration;

/** From the values of the sandbox's further causes of trouble to {@link SandboxCauses}. */
final class SandboxCausesLoader {

  private static final String HEALTH = "onset.sandbox.health.";
  private static final String OUTAGE = "onset.sandbox.outage.";
  private static final String ABOVE = OUTAGE + "above";
  private static final String BELOW = OUTAGE + "below";
  private static final double LEAST_ABOVE = 4;
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

  private final Values values;
  private final Problems problems;

  SandboxCausesLoader(Values values, Problems problems) {
    this.values = values;
    this.problems = problems;
  }

  /** The causes; values that are not acceptable become problems. */
  SandboxCauses load() {
    return new SandboxCauses(health(), outage());
  }

  private SandboxCauses.Health health() {
    return new SandboxCauses.Health(
        values.read(HEALTH + "path", SandboxCausesLoader::healthPath),
        values.read(HEALTH + "lies", Values::flagIn),
        values.duration(HEALTH + "delay", Duration.ZERO, TEN_MINUTES));
  }

  private SandboxCauses.Outage outage() {
    double above = values.number(ABOVE, "0", "1000000");
    Double set = values.readUnlessAuto(BELOW, text -> Values.numberIn(text, "4", "1000000"));
    double below = set == null ? above : set;
    if (above > 0 && above < LEAST_ABOVE) {
      problems.add(
          ABOVE,
          values.value(ABOVE),
          "It counts requests in 250 ms, so a single one would put it down.",
          "Allowed: 0 for never, or 4 to 1000000.");
    } else if (above > 0 && below > above) {
      problems.add(
          BELOW,
          values.value(BELOW),
          "It would be up again while it goes down (%s is %s)."
              .formatted(ABOVE, Given.text(values.value(ABOVE))),
          "Set it to that or less, or to auto.");
    }
    return new SandboxCauses.Outage(
        above,
        below,
        values.duration(OUTAGE + "recovery", Duration.ZERO, TEN_MINUTES),
        values.wholeNumber(OUTAGE + "status", 400, 599));
  }

  private static String healthPath(String text) throws Refused {
    var path = text.strip();
    if (path.contains("?")) {
      throw new Refused("A health path has no query.", "Remove it; any query is answered.");
    }
    return path.isEmpty() ? path : Rules.path(path);
  }
}

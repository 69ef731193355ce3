package dev.onset.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** From the values of the sandbox's further causes of trouble to {@link SandboxCauses}. */
final class SandboxCausesLoader {

  private static final String HEALTH = "onset.sandbox.health.";
  private static final String OUTAGE = "onset.sandbox.outage.";
  private static final String ABOVE = OUTAGE + "above";
  private static final String BELOW = OUTAGE + "below";
  private static final double LEAST_ABOVE = 4;
  private static final String BACKENDS = "onset.sandbox.backends.";
  private static final String SHARES = BACKENDS + "shares";
  private static final String LIMITS = BACKENDS + "limits";
  private static final String REQUEST = "onset.sandbox.request.";
  private static final int MOST_HEAD_BYTES = 1_000_000;
  private static final String BODY = "onset.sandbox.body.";
  private static final Pattern PARAMETER = Pattern.compile("[A-Za-z0-9._~-]{0,100}");
  private static final int MOST_BACKENDS = 100;
  private static final int MOST_DECIMALS = 6;
  private static final Pattern BACKEND = Pattern.compile("[A-Za-z0-9._-]{1,100}");
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

  private final Values values;
  private final Problems problems;

  SandboxCausesLoader(Values values, Problems problems) {
    this.values = values;
    this.problems = problems;
  }

  /** The causes; values that are not acceptable become problems. */
  SandboxCauses load() {
    return new SandboxCauses(health(), outage(), backends(), request(), body());
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

  private SandboxCauses.Backends backends() {
    var backends =
        new SandboxCauses.Backends(
            values.read(BACKENDS + "header", SandboxCausesLoader::nameOrNone),
            values.read(BACKENDS + "cookie", SandboxCausesLoader::nameOrNone),
            values.read(SHARES, text -> byName(text, "0.000001", "a=0.7,b=0.3")),
            values.read(LIMITS, text -> byName(text, "0.1", "b=50")));
    for (var name : backends.limits().keySet()) {
      if (problems.noneIn(SHARES, LIMITS) && !backends.shares().containsKey(name)) {
        problems.add(
            LIMITS,
            values.value(LIMITS),
            "There is no backend %s in %s.".formatted(name, SHARES),
            "Name one of those, or give it a share.");
      }
    }
    return backends;
  }

  private SandboxCauses.Request request() {
    return new SandboxCauses.Request(
        values.wholeNumber(REQUEST + "max-header-bytes", 0, MOST_HEAD_BYTES),
        values.wholeNumber(REQUEST + "max-headers-bytes", 0, MOST_HEAD_BYTES),
        values.wholeNumber(REQUEST + "max-headers", 0, 100_000),
        values.wholeNumber(REQUEST + "max-url-bytes", 0, MOST_HEAD_BYTES),
        values.wholeNumber(REQUEST + "max-body-bytes", 0, 1_000_000_000));
  }

  private SandboxCauses.Body body() {
    return new SandboxCauses.Body(
        values.read(BODY + "bytes", text -> noneOr(text, 100, 10_000_000)),
        values.read(BODY + "gzip", Values::flagIn),
        values.read(BODY + "bandwidth", text -> noneOr(text, 1_000, 1_000_000_000)),
        values.read(BODY + "page-parameter", SandboxCausesLoader::parameter),
        values.wholeNumber(BODY + "page-rows", 1, 1_000_000));
  }

  private static int noneOr(String text, int min, int max) throws Refused {
    int number = Values.wholeNumberIn(text, 0, max);
    if (number > 0 && number < min) {
      throw new Refused("Too little.", "Allowed: 0 for none, or %d to %d.".formatted(min, max));
    }
    return number;
  }

  private static String parameter(String text) throws Refused {
    if (!PARAMETER.matcher(text.strip()).matches()) {
      throw new Refused(
          "Not the name of a query parameter.", "Allowed: letters, digits and . _ ~ -, or empty.");
    }
    return text.strip();
  }

  private static String nameOrNone(String text) throws Refused {
    return text.isBlank() ? "" : Rules.headerName(text);
  }

  /** Numbers by name, in order, from {@code a=1,b=2}. */
  private static Map<String, Double> byName(String text, String min, String example)
      throws Refused {
    var numbers = new LinkedHashMap<String, Double>();
    for (var part : text.isBlank() ? new String[0] : text.split(",", -1)) {
      var pair = part.strip().split("=", -1);
      if (pair.length != 2 || !BACKEND.matcher(pair[0].strip()).matches()) {
        throw new Refused(
            "Not a list of names and numbers.",
            "Write it like %s; names of letters, digits and . _ -.".formatted(example));
      }
      double number = Values.numberIn(pair[1], min, "1000000");
      if (new BigDecimal(Double.toString(number)).stripTrailingZeros().scale() > MOST_DECIMALS) {
        throw new Refused("It cannot be kept exactly.", "Allowed: at most 6 decimals.");
      }
      if (numbers.put(pair[0].strip(), number) != null) {
        throw new Refused("%s is there twice.".formatted(pair[0].strip()), "Keep one of them.");
      }
    }
    if (numbers.size() > MOST_BACKENDS) {
      throw new Refused("There are %d names.".formatted(numbers.size()), "Allowed: up to 100.");
    }
    return numbers;
  }
}

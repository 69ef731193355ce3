package dev.onset.config;

import dev.onset.config.ExpectSettings.Drop;
import dev.onset.config.ExpectSettings.Floor;
import dev.onset.config.ExpectSettings.Onset;
import dev.onset.load.Axis;
import dev.onset.outcome.Outcome;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** From the values under {@code onset.expect} to {@link ExpectSettings}. */
final class ExpectLoader {

  private static final String EXPECT = "onset.expect.";
  private static final String BASELINE = "onset.baseline";
  private static final String AT_LEAST = "at-least";
  private static final String AT_MOST_BELOW = "at-most-below-baseline";
  private static final String DROPPED_SYN = "dropped-syn";
  private static final int MOST_BELOW_PERCENT = 99;

  private static final Pattern PER_TIME =
      Pattern.compile("(\\d{1,15}(?:\\.\\d{1,15})?)\\s*/\\s*([A-Za-z]+)");
  private static final Map<String, Integer> SECONDS = Map.of("s", 1, "min", 60, "h", 3600);

  private final Values values;
  private final Problems problems;
  private final List<Floor> floors = new ArrayList<>();
  private final List<Drop> drops = new ArrayList<>();

  ExpectLoader(Values values, Problems problems) {
    this.values = values;
    this.problems = problems;
  }

  /** The settings; values that are not acceptable become problems. */
  ExpectSettings load() {
    for (var axis : Axis.values()) {
      values.map(EXPECT + axis.slug(), (name, text) -> read(axis, name, text));
    }
    return new ExpectSettings(
        floors,
        drops,
        values.read(EXPECT + "no-worse-than-baseline", Values::flagIn),
        values
            .read(
                EXPECT + "inconclusive", text -> Rules.oneOf(text.strip(), List.of("pass", "fail")))
            .equals("fail"),
        values
            .read(
                BASELINE,
                text -> text.isBlank() ? Optional.<Path>empty() : Optional.of(Rules.folder(text)))
            .orElse(null));
  }

  /** Notes floors that no run can confirm, because so much load is never offered. */
  void checkReach(Map<Axis, Double> highest) {
    for (var floor : floors) {
      var axis = floor.onset().axis();
      var key = EXPECT + axis.slug() + "." + name(floor.onset()) + "." + AT_LEAST;
      var maxKey = "onset." + axis.slug() + ".max";
      var max = highest.get(axis);
      if (max != null && floor.load() > max && problems.noneIn(maxKey)) {
        problems.add(
            key,
            values.value(key),
            "So much load is never offered: %s = %s (%s)."
                .formatted(
                    maxKey,
                    Given.text(values.value(maxKey)),
                    Origins.text(values.value(maxKey).origin())),
            "Raise that, or lower the floor.");
      }
    }
  }

  private void read(Axis axis, String name, String text) throws Refused {
    int dot = name.lastIndexOf('.');
    var bound = name.substring(dot + 1);
    if (dot < 0) {
      throw new Refused(
          "It is not said which bound this is.",
          "Write %s%s.%s.%s = %s, or .%s = 5%%."
              .formatted(EXPECT, axis.slug(), name, AT_LEAST, example(axis), AT_MOST_BELOW));
    }
    var onset = onset(axis, name.substring(0, dot));
    switch (bound) {
      case AT_LEAST -> floors.add(new Floor(onset, load(axis, text.strip()), text.strip()));
      case AT_MOST_BELOW -> drops.add(new Drop(onset, Values.shareIn(text, MOST_BELOW_PERCENT)));
      default ->
          throw new Refused(
              "There is no such bound.", "Allowed: %s, %s.".formatted(AT_LEAST, AT_MOST_BELOW));
    }
  }

  private static Onset onset(Axis axis, String name) throws Refused {
    if (name.equals(DROPPED_SYN)) {
      if (axis != Axis.CONNECTION_RATE) {
        throw new Refused(
            "Dropped SYNs are looked for along the connection-rate axis only.",
            "Write %sconnection-rate.%s.….".formatted(EXPECT, DROPPED_SYN));
      }
      return new Onset(axis, Outcome.CONNECT_TIMEOUT, true);
    }
    for (var outcome : Outcome.values()) {
      if (slug(outcome).equals(name) && outcome != Outcome.OK) {
        return new Onset(axis, outcome, false);
      }
    }
    throw new Refused(
        name.equals("ok") ? "Success is not something to avoid." : "There is no such outcome.",
        nearest(axis, name)
            .map("Did you mean %s?"::formatted)
            .orElseGet(() -> "Allowed: " + String.join(", ", names(axis).toList()) + "."));
  }

  private static Optional<String> nearest(Axis axis, String name) {
    int most = Math.max(2, name.length() / 3);
    var lower = name.toLowerCase(Locale.ROOT).replace('_', '-');
    return names(axis)
        .filter(known -> Spelling.distance(lower, known) <= most)
        .min(Comparator.comparingInt(known -> Spelling.distance(lower, known)));
  }

  private static Stream<String> names(Axis axis) {
    var outcomes =
        Stream.of(Outcome.values())
            .filter(outcome -> outcome != Outcome.OK)
            .map(ExpectLoader::slug);
    return axis == Axis.CONNECTION_RATE
        ? Stream.concat(Stream.of(DROPPED_SYN), outcomes)
        : outcomes;
  }

  private static String name(Onset onset) {
    return onset.droppedSyn() ? DROPPED_SYN : slug(onset.outcome());
  }

  private static String slug(Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static double load(Axis axis, String text) throws Refused {
    return axis == Axis.CONCURRENCY ? connections(text) : perSecond(text);
  }

  private static double connections(String text) throws Refused {
    if (PER_TIME.matcher(text).matches()) {
      throw new Refused("Connections are counted, not per time.", "Write a number, such as 50.");
    }
    return Values.wholeNumberIn(text, 1, 60_000);
  }

  /** Per minute and per hour are written so often that a bare number would be a riddle. */
  private static double perSecond(String text) throws Refused {
    var matcher = PER_TIME.matcher(text);
    if (!matcher.matches()) {
      var advice = "Write it like 190/s, 11400/min or 684000/h.";
      throw text.matches("\\d+(\\.\\d+)?")
          ? new Refused(
              "A rate needs a unit.", "Write %s/s if you mean per second.".formatted(text))
          : new Refused("Not a rate.", advice);
    }
    var seconds = SECONDS.get(matcher.group(2));
    if (seconds == null) {
      throw new Refused("There is no such unit of a rate.", "Allowed: /s, /min, /h.");
    }
    double rate =
        new BigDecimal(matcher.group(1))
            .divide(BigDecimal.valueOf(seconds), MathContext.DECIMAL64)
            .doubleValue();
    if (rate < 0.001 || rate > 100_000) {
      throw new Refused("Out of range.", "Allowed: 0.001/s to 100000/s.");
    }
    return rate;
  }

  private static String example(Axis axis) {
    return axis == Axis.CONCURRENCY ? "50" : "190/s";
  }
}

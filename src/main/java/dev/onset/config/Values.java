package dev.onset.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Typed values by key. What is not acceptable becomes a problem and its default is returned, so
 * that reading goes on and finds the next one.
 */
final class Values {

  /** From a value as written to a value of a type. */
  interface Parser<T> {
    T parse(String text) throws Refused;
  }

  private static final Pattern WITH_UNIT =
      Pattern.compile("\\+?\\d+(\\.\\d+)?\\s*([a-z]+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?\\d{1,20}(\\.\\d{1,20})?([eE][+-]?\\d{1,3})?");

  private final SortedMap<String, ConfigValue> given;
  private final SortedMap<String, ConfigValue> defaults;
  private final Problems problems;

  Values(
      SortedMap<String, ConfigValue> given,
      SortedMap<String, ConfigValue> defaults,
      Problems problems) {
    this.given = given;
    this.defaults = defaults;
    this.problems = problems;
  }

  /** The value in force: the one given, otherwise the default. */
  ConfigValue value(String key) {
    var value = given.get(key);
    if (value == null) {
      value = defaults.get(key);
    }
    if (value == null) {
      throw new IllegalArgumentException("no default for " + key);
    }
    return value;
  }

  <T> T read(String key, Parser<T> parser) {
    var value = value(key);
    try {
      return parser.parse(Given.text(value));
    } catch (Refused refused) {
      problems.add(key, value, refused.rule(), refused.advice());
      return parsedDefault(key, parser);
    }
  }

  private <T> T parsedDefault(String key, Parser<T> parser) {
    try {
      return parser.parse(Given.text(new Values(defaults, defaults, problems).value(key)));
    } catch (Refused refused) {
      throw new IllegalStateException("the default of " + key + " is not acceptable", refused);
    }
  }

  /** The value, or null where it is {@code auto}. */
  <T> @Nullable T readUnlessAuto(String key, Parser<T> parser) {
    return read(
            key,
            text ->
                text.strip().equals("auto") ? Optional.<T>empty() : Optional.of(parser.parse(text)))
        .orElse(null);
  }

  /** The value of a key without a default; {@code absent} when it is not set or not acceptable. */
  String readOr(String absent, String key, Parser<String> parser) {
    var value = given.get(key);
    if (value == null) {
      return absent;
    }
    try {
      return parser.parse(Given.text(value));
    } catch (Refused refused) {
      problems.add(key, value, refused.rule(), refused.advice());
      return absent;
    }
  }

  /** The names that are set in a free map. */
  List<String> names(String key) {
    return Given.names(given, key);
  }

  /** A free map, sorted by name; every entry is checked. */
  Map<String, String> map(String key, MapEntryCheck check) {
    var map = new TreeMap<String, String>();
    var sameName = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    for (var name : names(key)) {
      var value = value(key + "." + name);
      try {
        check.check(name, Given.text(value));
        var earlier = sameName.put(name, name);
        if (earlier != null) {
          throw new Refused("The same name is also set as " + earlier + ".", "Keep one of them.");
        }
        map.put(name, Given.text(value));
      } catch (Refused refused) {
        problems.add(key + "." + name, value, refused.rule(), refused.advice());
      }
    }
    return map;
  }

  /** Refuses a name or its value. */
  interface MapEntryCheck {
    void check(String name, String value) throws Refused;
  }

  Duration duration(String key, Duration min, Duration max) {
    var range = "%s to %s".formatted(Durations.text(min), Durations.text(max));
    return read(
        key,
        text -> {
          var stripped = text.strip();
          if (NUMBER.matcher(stripped).matches()) {
            throw new Refused(
                "A duration needs a unit.",
                "Write %ss if you mean seconds, %sms for milliseconds; allowed: %s."
                    .formatted(stripped, stripped, range));
          }
          if (!WITH_UNIT.matcher(stripped).matches()) {
            throw new Refused(
                "Not a duration.", "Write a number and a unit, such as 2900ms; allowed: " + range);
          }
          return inRange(parsed(stripped, range), min, max, range);
        });
  }

  private static Duration parsed(String text, String range) throws Refused {
    try {
      return ConfigValueFactory.fromAnyRef(text.replaceFirst("^\\+", ""))
          .atKey("value")
          .getDuration("value");
    } catch (ConfigException | ArithmeticException e) {
      throw new Refused(
          "Not a duration.", "Units are ns, us, ms, s, m, h and d; allowed: " + range + ".");
    }
  }

  double number(String key, String min, String max) {
    return read(key, text -> numberIn(text, min, max));
  }

  static double numberIn(String text, String min, String max) throws Refused {
    return decimal(text.strip(), min, max).doubleValue();
  }

  int wholeNumber(String key, int min, int max) {
    return read(key, text -> wholeNumberIn(text, min, max));
  }

  static int wholeNumberIn(String text, int min, int max) throws Refused {
    var number = decimal(text.strip(), Integer.toString(min), Integer.toString(max));
    if (number.stripTrailingZeros().scale() > 0) {
      throw new Refused("Not a whole number.", "Allowed: %s to %s.".formatted(min, max));
    }
    return number.intValueExact();
  }

  /** A share, from a text in percent; above 0% up to {@code max} percent. */
  double percent(String key, int max) {
    return read(key, text -> shareIn(text, max));
  }

  /** A share, from a text in percent; from 0% up to {@code max} percent. */
  double percentFromZero(String key, int max) {
    return percent(key, max, "0%", share -> share.signum() >= 0);
  }

  private double percent(String key, int max, String from, Predicate<BigDecimal> enough) {
    return read(key, text -> shareIn(text, max, from, enough));
  }

  /** A share, from a text in percent; above 0% up to {@code max} percent. */
  static double shareIn(String text, int max) throws Refused {
    return shareIn(text, max, "above 0%", share -> share.signum() > 0);
  }

  private static double shareIn(String text, int max, String from, Predicate<BigDecimal> enough)
      throws Refused {
    var stripped = text.strip();
    var number = stripped.replaceFirst("\\s*%$", "");
    var allowed = "Allowed: " + from + " to " + max + "%.";
    if (!NUMBER.matcher(number).matches()) {
      throw new Refused("Not a percentage.", "Write it like 5%. " + allowed);
    }
    if (number.equals(stripped)) {
      throw new Refused(
          "A percentage needs the percent sign.", "Write " + number + "%. " + allowed);
    }
    var percent = new BigDecimal(number);
    if (!enough.test(percent) || percent.compareTo(BigDecimal.valueOf(max)) > 0) {
      throw new Refused("Out of range.", allowed);
    }
    return percent.movePointLeft(2).doubleValue();
  }

  static boolean flagIn(String text) throws Refused {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on" -> true;
      case "false", "no", "off" -> false;
      default -> throw new Refused("Neither true nor false.", "Allowed: true, false.");
    };
  }

  private static BigDecimal decimal(String text, String min, String max) throws Refused {
    var allowed = "Allowed: %s to %s.".formatted(min, max);
    if (!NUMBER.matcher(text).matches()) {
      throw new Refused("Not a number.", allowed);
    }
    return inRange(
        new BigDecimal(text),
        new BigDecimal(min),
        new BigDecimal(max),
        "%s to %s".formatted(min, max));
  }

  private static <T extends Comparable<T>> T inRange(T value, T min, T max, String range)
      throws Refused {
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      throw new Refused("Out of range.", "Allowed: " + range + ".");
    }
    return value;
  }
}

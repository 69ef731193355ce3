package dev.onset.configured;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Spans of time as definitions write them, in seconds: {@code 60}, {@code 1m30s} (Go and NGINX),
 * {@code PT1M}, {@code minute}, {@code s}. Units are case-insensitive, except in Go's and NGINX's
 * own.
 */
final class Spans {

  private static final Pattern PARTS =
      Pattern.compile("(?:\\d{1,9}(?:\\.\\d{1,9})?\\s?(?:ms|[smhdw])\\s?){1,6}");
  private static final Pattern PART = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)\\s?(ms|[smhdw])");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}(?:\\.\\d{1,9})?");
  private static final Pattern NAMED =
      Pattern.compile("(\\d{1,9})?\\s?(second|sec|minute|min|hour|day|week|month|year)s?");
  private static final Pattern GO =
      Pattern.compile("(?:\\d{1,9}(?:\\.\\d{1,9})?(?:ms|[smh])){1,6}");
  private static final Pattern NGINX =
      Pattern.compile(
          "(?:\\d{1,9}w *)?(?:\\d{1,9}d *)?(?:\\d{1,9}h *)?(?:\\d{1,9}m *)?(?:\\d{1,9}s *)?(?:\\d{1,9}ms *)?(?<bare>\\d{1,9})?");
  private static final Map<String, Double> UNITS =
      Map.ofEntries(
          Map.entry("ms", 0.001),
          Map.entry("s", 1.0),
          Map.entry("m", 60.0),
          Map.entry("h", 3_600.0),
          Map.entry("d", 86_400.0),
          Map.entry("w", 604_800.0),
          Map.entry("second", 1.0),
          Map.entry("sec", 1.0),
          Map.entry("minute", 60.0),
          Map.entry("min", 60.0),
          Map.entry("hour", 3_600.0),
          Map.entry("day", 86_400.0),
          Map.entry("week", 604_800.0),
          Map.entry("month", 2_592_000.0),
          Map.entry("year", 31_536_000.0));

  private Spans() {}

  /** Seconds, more than 0; null when the text is no span of time. */
  static @Nullable Double seconds(String written) {
    var text = written.strip().toLowerCase(Locale.ROOT);
    if (text.startsWith("pt")) {
      text = text.substring(2);
    }
    if (NUMBER.matcher(text).matches()) {
      return positive(Double.parseDouble(text));
    }
    if (UNITS.containsKey(text)) {
      return positive(unit(text));
    }
    var named = NAMED.matcher(text);
    if (named.matches()) {
      double count = named.group(1) == null ? 1 : Double.parseDouble(named.group(1));
      return positive(count * unit(named.group(2)));
    }
    if (!PARTS.matcher(text).matches()) {
      return null;
    }
    double sum = 0;
    var part = PART.matcher(text);
    while (part.find()) {
      sum += Double.parseDouble(part.group(1)) * unit(part.group(2));
    }
    return positive(sum);
  }

  /**
   * Seconds of a Go duration such as {@code 1m30s}, as time.ParseDuration reads it; 0 for one that
   * Go cannot read, such as a number without a unit, which Tyk takes for none
   * (internal/time/duration.go, UnmarshalJSON).
   */
  static double goSeconds(String written) {
    var seconds = GO.matcher(written).matches() ? seconds(written) : null;
    return seconds == null ? 0 : seconds;
  }

  /**
   * Seconds of a time in an NGINX configuration in which milliseconds are allowed
   * (src/core/ngx_parse.c: units in descending order, the last may be missing); null when it is
   * none.
   */
  static @Nullable Double nginxSeconds(String written) {
    var time = NGINX.matcher(written);
    if (written.isEmpty() || !time.matches()) {
      return null;
    }
    var bare = time.group("bare");
    var units = bare == null ? written : written.substring(0, time.start("bare"));
    double sum = bare == null ? 0 : Double.parseDouble(bare);
    var part = PART.matcher(units);
    while (part.find()) {
      sum += Double.parseDouble(part.group(1)) * unit(part.group(2));
    }
    return sum;
  }

  private static double unit(String name) {
    return UNITS.getOrDefault(name, Double.NaN);
  }

  private static @Nullable Double positive(double seconds) {
    return seconds > 0 ? Double.valueOf(seconds) : null;
  }
}

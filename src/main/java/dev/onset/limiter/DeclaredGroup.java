package dev.onset.limiter;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Headers with one number each that belong together: limit, remaining and reset of the same thing.
 *
 * <p>Confined to one thread.
 */
final class DeclaredGroup {

  private static final Pattern NUMBER = Pattern.compile("\\d{1,15}(?:\\.\\d{1,3})?");
  private static final int LONGEST = 256;

  private final @Nullable String name;
  private final DeclaredUnit unit;
  private final @Nullable Double windowSeconds;
  private final List<DeclaredPolicy> policies = new ArrayList<>();
  private @Nullable Double limit;
  private @Nullable Double remaining;
  private @Nullable Double resetSeconds;
  private @Nullable String source;

  DeclaredGroup(@Nullable String name, DeclaredUnit unit, @Nullable Double windowSeconds) {
    this.name = name;
    this.unit = unit;
    this.windowSeconds = windowSeconds;
  }

  /**
   * Takes a limit, or a limit and a list of policies such as {@code 100, 100;w=10;burst=50}: the
   * first is the one that {@code remaining} is left of.
   */
  void limit(String field, String header) {
    for (var item : DeclaredItems.of(field)) {
      var number = item.key() == null ? item.number() : null;
      if (number == null || number <= 0 || item.spoilt("w")) {
        continue;
      }
      limit = limit == null ? number : limit;
      var window = item.positive("w");
      var called = item.parameters().get("name");
      policies.add(
          new DeclaredPolicy(
              called == null ? name : called,
              unit,
              number,
              window == null ? windowSeconds : window,
              item.positive("burst"),
              item.parameters().get("pk"),
              header));
    }
  }

  /** Takes what remains; the least when there are several numbers. */
  void remaining(String field, String header) {
    if (field.length() > LONGEST) {
      return;
    }
    for (var part : field.split(",", -1)) {
      var number = number(part);
      if (number != null) {
        remaining = remaining == null ? number : Math.min(remaining, number);
        source = header;
      }
    }
  }

  /** Takes the reset; the latest when there are several values. */
  void reset(String field, String header, @Nullable Instant now) {
    if (field.length() > LONGEST) {
      return;
    }
    var whole = ResetValue.seconds(field, now);
    if (whole != null) {
      resetAt(whole, header);
      return;
    }
    for (var part : field.split(",", -1)) {
      var seconds = ResetValue.seconds(part, now);
      if (seconds != null) {
        resetAt(seconds, header);
      }
    }
  }

  /** Takes {@code used/limit}. */
  void used(String field, String header) {
    int slash = field.length() > LONGEST ? -1 : field.indexOf('/');
    var used = slash < 0 ? null : number(field.substring(0, slash));
    var whole = slash < 0 ? null : number(field.substring(slash + 1));
    if (used == null || whole == null || whole <= 0) {
      return;
    }
    limit = whole;
    remaining = Math.max(0, whole - used);
    source = header;
    policies.add(new DeclaredPolicy(name, unit, whole, windowSeconds, null, null, header));
  }

  List<DeclaredPolicy> policies() {
    return policies;
  }

  /** What is left, or null when neither remaining nor reset was said. */
  @Nullable DeclaredState state() {
    return source == null
        ? null
        : new DeclaredState(name, unit, limit, remaining, resetSeconds, source);
  }

  /** A number of 0 or more; null when malformed. */
  static @Nullable Double number(String text) {
    var stripped = text.strip();
    return NUMBER.matcher(stripped).matches() ? Double.valueOf(stripped) : null;
  }

  private void resetAt(double seconds, String header) {
    resetSeconds = resetSeconds == null ? seconds : Math.max(resetSeconds, seconds);
    source = source == null ? header : source;
  }
}

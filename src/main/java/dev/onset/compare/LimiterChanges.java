package dev.onset.compare;

import dev.onset.compare.LimiterChange.Property;
import dev.onset.record.ExperimentRecord.Declared;
import dev.onset.record.ExperimentRecord.Limiter;
import dev.onset.record.ExperimentRecord.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What changed about the rate limiter. Pure. */
final class LimiterChanges {

  private static final String UNKNOWN = "UNKNOWN";

  /** Inferred bursts and windows are coarser than confirmed bounds. */
  private static final double SMALLEST_BURST = 0.1;

  private final Tolerances tolerances;
  private final List<LimiterChange> changes = new ArrayList<>();

  private LimiterChanges(Tolerances tolerances) {
    this.tolerances = tolerances;
  }

  static List<LimiterChange> between(
      @Nullable Limiter before, @Nullable Limiter after, Tolerances tolerances) {
    var found = new LimiterChanges(tolerances);
    found.compare(before, after);
    return List.copyOf(found.changes);
  }

  private void compare(@Nullable Limiter before, @Nullable Limiter after) {
    if (before == null && after == null) {
      return;
    }
    if (before == null || after == null) {
      add(Property.PRESENCE, presence(before), presence(after));
      return;
    }
    boolean named = !before.algorithm().equals(UNKNOWN) && !after.algorithm().equals(UNKNOWN);
    if (!name(before).equals(name(after))) {
      add(Property.ALGORITHM, name(before), name(after));
    }
    number(
        Property.RATE,
        before.ratePerSecond(),
        after.ratePerSecond(),
        "requests/s",
        tolerances.smallestChange());
    if (named && before.algorithm().equals(after.algorithm())) {
      burst(before.burst(), after.burst());
      number(
          Property.WINDOW,
          known(before.windowSeconds()),
          known(after.windowSeconds()),
          "s",
          tolerances.smallestChange());
      words(Property.REJECTED_COUNT, yesNo(before.countsRejected()), yesNo(after.countsRejected()));
    }
    tokens(before.tokens(), after.tokens());
    words(Property.DECLARED, declared(before.declared()), declared(after.declared()));
    words(
        Property.PROMISE,
        before.promise() == null ? null : before.promise().verdict(),
        after.promise() == null ? null : after.promise().verdict());
    words(
        Property.SCOPE,
        before.scope() == null ? null : before.scope().kind(),
        after.scope() == null ? null : after.scope().kind());
  }

  private void number(
      Property property, double before, double after, String unit, double smallest) {
    if (Double.isFinite(before)
        && Double.isFinite(after)
        && before > 0
        && Math.abs(after / before - 1) >= smallest) {
      add(property, Numbers.load(before) + " " + unit, Numbers.load(after) + " " + unit);
    }
  }

  private void tokens(@Nullable Tokens before, @Nullable Tokens after) {
    if (before == null || after == null) {
      return;
    }
    var one = before.perMinute();
    var other = after.perMinute();
    boolean sameUnit = before.counts().equals(after.counts());
    if (!sameUnit) {
      add(Property.TOKENS, counted(before), counted(after));
    } else if (before.counts().equals("TOKENS") && one != null && other != null) {
      number(Property.TOKENS, one, other, "tokens/min", tolerances.smallestChange());
    }
  }

  private static String counted(Tokens tokens) {
    var perMinute = tokens.perMinute();
    return switch (tokens.counts()) {
      case "TOKENS" -> perMinute == null ? "tokens" : Numbers.load(perMinute) + " tokens/min";
      case "EITHER" -> "requests or tokens, which could not be told apart";
      default -> plain(tokens.counts());
    };
  }

  /** One request more or less is within what can be inferred. */
  private void burst(double before, double after) {
    if (Math.abs(after - before) > 1) {
      number(Property.BURST, before, after, "requests", SMALLEST_BURST);
    }
  }

  private void words(Property property, @Nullable String before, @Nullable String after) {
    if (before != null && after != null && !before.equals(after)) {
      add(property, plain(before), plain(after));
    }
  }

  private void add(Property property, String before, String after) {
    changes.add(new LimiterChange(property, before, after));
  }

  private static String presence(@Nullable Limiter limiter) {
    return limiter == null
        ? "none was met"
        : "%s, %s requests/s".formatted(name(limiter), Numbers.load(limiter.ratePerSecond()));
  }

  private static String name(Limiter limiter) {
    if (limiter.algorithm().equals(UNKNOWN)) {
      return "a limiter that could not be named";
    }
    var variant = limiter.variant();
    return plain(limiter.algorithm()) + (variant == null ? "" : " (" + plain(variant) + ")");
  }

  private static @Nullable String declared(@Nullable Declared declared) {
    if (declared == null || declared.ratePerSecond() == null) {
      return "nothing";
    }
    var window = declared.windowSeconds();
    return Numbers.load(declared.ratePerSecond())
        + " requests/s"
        + (window == null ? "" : " over " + Numbers.load(window) + " s");
  }

  private static double known(@Nullable Double value) {
    return value == null ? Double.NaN : value;
  }

  private static @Nullable String yesNo(@Nullable Boolean value) {
    return value == null ? null : value ? "yes" : "no";
  }

  private static String plain(String name) {
    return name.replace('_', ' ').toLowerCase(Locale.ROOT);
  }
}

package dev.onset.report;

import dev.onset.record.ExperimentRecord.Limiter;
import java.util.ArrayList;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A rate limiter in words that need no knowledge of limiters.
 *
 * <p>Names are read from the record as text: one that a later version wrote still makes a sentence.
 */
final class LimiterWords {

  private final Limiter limiter;
  private final String variant;

  private LimiterWords(Limiter limiter) {
    this.limiter = limiter;
    this.variant = limiter.variant() == null ? "" : limiter.variant();
  }

  /**
   * What it does, how well that predicts what was seen, and what would look the same.
   *
   * @param decisions how many admissions and rejections it was inferred from; null when not known
   */
  static String of(Limiter limiter, @Nullable Long decisions) {
    var words = new LimiterWords(limiter);
    var tokens = limiter.tokens();
    return words.behaviour()
        + words.trust(decisions)
        + "."
        + words.lookalikes()
        + (tokens == null ? "" : " " + TokenWords.of(tokens, limiter.ratePerSecond()));
  }

  private String behaviour() {
    return switch (limiter.algorithm()) {
      case "TOKEN_BUCKET" -> "Token bucket: " + sustained() + bucket();
      case "LEAKY_BUCKET" -> "Leaky bucket: " + sustained() + queue();
      case "FIXED_WINDOW" -> "Fixed window: " + quota(" per ") + start();
      case "SLIDING_LOG" -> variant.equals("BLOCKING") ? block() : log();
      case "SLIDING_COUNTER" ->
          "Sliding counter: "
              + quota(" in any ")
              + ", estimated from the counts of this window and the last"
              + rejections();
      case "CONCURRENCY_CAP" -> cap();
      case "SHEDDING" ->
          isKnown(limiter.ratePerSecond())
              ? "Random shedding: it rejects at random beyond about " + rate()
              : "Random shedding: it rejects at random";
      case "UNKNOWN" -> unknown();
      default ->
          "A limiter that this version has no words for, %s: %s%s"
              .formatted(
                  limiter.algorithm().replace('_', ' ').toLowerCase(Locale.ROOT),
                  sustained(),
                  bursts());
    };
  }

  private String bucket() {
    if (!variant.equals("LUMPED_REFILL")) {
      return bursts();
    }
    var window = limiter.windowSeconds();
    return window == null
        ? bursts() + ", refilled in lumps"
        : "%s, refilled with %s every %s"
            .formatted(
                bursts(), Figures.quantity(limiter.ratePerSecond() * window), seconds(window));
  }

  private String bursts() {
    if (!isKnown(limiter.burst())) {
      return "";
    }
    return limiter.burst() > 1
        ? ", bursts of " + Figures.quantity(limiter.burst())
        : ", no bursts: what comes sooner than evenly spaced is rejected";
  }

  private String queue() {
    return limiter.burst() > 1
        ? "; it takes up to %s at once and answers them late, one after the other"
            .formatted(Figures.quantity(limiter.burst()))
        : "; what comes too soon is answered late";
  }

  private String start() {
    var window = window();
    return switch (variant) {
      case "CLOCK_ALIGNED" -> ", counted anew from each whole " + window + " on its clock";
      case "ANCHORED" -> ", counted anew from the first request after " + window + " have passed";
      default -> (limiter.windowSeconds() == null ? "" : ", counted anew every " + window);
    };
  }

  private String log() {
    var text = "Sliding log: " + quota(" in any ") + rejections();
    return Boolean.TRUE.equals(limiter.countsRejected())
        ? text
            + ": as long as a caller keeps sending more than that, almost nothing is admitted; stop"
            + " for "
            + window()
            + " to be admitted again"
        : text;
  }

  private String block() {
    return "Sliding log that blocks: %s; a request beyond that blocks everything for %s"
        .formatted(quota(" in any "), window());
  }

  private String rejections() {
    var counted = limiter.countsRejected();
    if (counted == null) {
      return "";
    }
    return counted ? "; rejected requests count too" : "; rejected requests do not count";
  }

  private String cap() {
    return "Concurrency cap: at most %s at once, however many per second%s"
        .formatted(
            isKnown(limiter.burst()) ? requests(limiter.burst()) : "a certain number of requests",
            isKnown(limiter.ratePerSecond()) ? "; that let about " + rate() + " through" : "");
  }

  private String unknown() {
    var reason = limiter.reason();
    return "No kind of limiter could be named"
        + (reason == null || reason.isBlank() ? "" : ": " + Answer.trimmed(reason))
        + (isKnown(limiter.ratePerSecond())
            ? "; "
                + rate()
                + " were admitted on average from the first rejection to the last, at whatever load"
            : "");
  }

  /** Requests per window, and what that is per second. */
  private String quota(String per) {
    var window = limiter.windowSeconds();
    if (window == null || !isKnown(limiter.burst())) {
      return sustained();
    }
    return requests(limiter.burst()) + per + seconds(window) + " (" + sustained() + ")";
  }

  private String sustained() {
    return isKnown(limiter.ratePerSecond()) ? rate() + " sustained" : "sustained rate unknown";
  }

  private String rate() {
    return Figures.quantity(limiter.ratePerSecond()) + " requests/s";
  }

  private String window() {
    var window = limiter.windowSeconds();
    return window == null ? "one window" : seconds(window);
  }

  /** How far to believe it; a guess at random and a missing name predict nothing. */
  private String trust(@Nullable Long decisions) {
    if (limiter.algorithm().equals("UNKNOWN")) {
      return "";
    }
    var parts = new ArrayList<String>();
    if (Double.isFinite(limiter.explained()) && !limiter.algorithm().equals("SHEDDING")) {
      parts.add(
          "predicts %s of %s"
              .formatted(
                  Figures.share(limiter.explained()),
                  decisions == null
                      ? "what it was seen to decide"
                      : Figures.count(decisions) + " decisions"));
    }
    if (Double.isFinite(limiter.confidence())) {
      parts.add("confidence " + Figures.percent(limiter.confidence()));
    }
    return parts.isEmpty() ? "" : " (" + String.join("; ", parts) + ")";
  }

  private String lookalikes() {
    var others = limiter.alsoFits() == null ? "" : String.join("; ", limiter.alsoFits());
    if (others.isEmpty()) {
      return "";
    }
    return limiter.algorithm().equals("UNKNOWN")
        ? " It could be: " + others + "."
        : " Would look the same: " + others + ".";
  }

  private static boolean isKnown(double value) {
    return Double.isFinite(value) && value > 0;
  }

  private static String requests(double count) {
    return Figures.quantity(count) + (count == 1 ? " request" : " requests");
  }

  private static String seconds(double seconds) {
    return Figures.quantity(seconds) + " s";
  }
}

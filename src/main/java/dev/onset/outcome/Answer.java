package dev.onset.outcome;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A response, prepared for the rules.
 *
 * @param status HTTP status code
 * @param headers header values by name, whatever its case
 * @param body the start of the body, at most {@link #LONGEST} characters
 */
record Answer(int status, Map<String, String> headers, String body) {

  /** The number of body characters that the rules look at. */
  static final int LONGEST = 2_048;

  static Answer of(Ending.Answered ending) {
    String start = ending.bodyStart();
    String body = start.length() > LONGEST ? start.substring(0, LONGEST) : start;
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    // Nothing reads the headers of a success, and successes are most of the traffic.
    if (ending.status() >= 400) {
      headers.putAll(ending.headers());
    }
    return new Answer(ending.status(), headers, body);
  }

  /** A response of which nothing but the status is known. */
  static Answer withStatus(int status) {
    return new Answer(status, Map.of(), "");
  }

  boolean statusIn(int... statuses) {
    return Arrays.stream(statuses).anyMatch(each -> each == status);
  }

  boolean says(Pattern pattern) {
    return pattern.matcher(body).find();
  }

  /** The header's value without surrounding white space, in lower case; empty when absent. */
  String header(String name) {
    return headers.getOrDefault(name, "").strip().toLowerCase(Locale.ROOT);
  }
}

package dev.onset.limiter;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One member of a header that is a list or a dictionary.
 *
 * @param key the key of a dictionary's member, null in a list
 * @param value its value, without quotes and escapes
 * @param quoted whether the value was in quotes
 * @param parameters the parameters by key; one without a value has the value {@code ?1}
 */
record DeclaredItem(
    @Nullable String key, String value, boolean quoted, Map<String, String> parameters) {

  private static final Pattern INTEGER = Pattern.compile("\\d{1,15}");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,15}(?:\\.\\d{1,3})?");

  /** A number that was sent bare; null when it is anything else. */
  @Nullable Double number() {
    return !quoted && NUMBER.matcher(value).matches() ? Double.valueOf(value) : null;
  }

  /** A parameter that is a whole number, 0 or more; null when absent or anything else. */
  @Nullable Double integer(String parameter) {
    var text = parameters.get(parameter);
    return text != null && INTEGER.matcher(text).matches() ? Double.valueOf(text) : null;
  }

  /** As {@link #integer}, but above 0. */
  @Nullable Double positive(String parameter) {
    var number = integer(parameter);
    return number != null && number > 0 ? number : null;
  }

  /** Whether a parameter is there and is no whole number above 0. */
  boolean spoilt(String parameter) {
    return parameters.containsKey(parameter) && positive(parameter) == null;
  }
}

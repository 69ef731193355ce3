package dev.onset.config;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Values that must not be shown, told by the name they are set under, and their masked form.
 *
 * <p>Errs on the side of masking: a name that merely contains {@code key} counts.
 */
final class Secrets {

  static final String MASK = "***";

  private static final String WORDS =
      "auth|cookie|key|token|secret|passw|pwd|credential|signature|session|jwt";
  private static final Pattern SECRET_NAME = Pattern.compile(WORDS);
  private static final Pattern SECRET_PARAMETER =
      Pattern.compile("(?i)([?&;][^=&;]*(?:" + WORDS + "|sig)[^=&;]*=)[^&;]*");
  private static final Pattern CREDENTIALS =
      Pattern.compile("(?is)^\\s*(bearer|basic|digest|token|apikey)\\s.*");
  private static final Pattern USER_INFO = Pattern.compile("(?s)^([^/@]*//)?.*@");

  private Secrets() {}

  /** The value as it may be shown; {@code name} is a header name or a whole configuration key. */
  static String masked(String name, String value) {
    var lower = name.toLowerCase(Locale.ROOT);
    if (value.isEmpty()) {
      return value;
    }
    if (SECRET_NAME.matcher(lower).find() || CREDENTIALS.matcher(value).matches()) {
      return MASK;
    }
    if (lower.endsWith("body")) {
      boolean suspect = SECRET_NAME.matcher(value.toLowerCase(Locale.ROOT)).find();
      return suspect ? "%s (%s characters)".formatted(MASK, value.length()) : value;
    }
    if (lower.endsWith("url")) {
      return SECRET_PARAMETER
          .matcher(USER_INFO.matcher(value).replaceFirst("$1" + MASK + "@"))
          .replaceAll("$1" + MASK);
    }
    return SECRET_PARAMETER.matcher(value).replaceAll("$1" + MASK);
  }

  /** Like {@link #masked}, and wholly masked when the value itself looks as if it held a secret. */
  static String maskedIfSuspect(String name, String value) {
    boolean suspect = SECRET_NAME.matcher(value.toLowerCase(Locale.ROOT)).find();
    return suspect || value.contains("@") ? masked(name + "-secret", value) : masked(name, value);
  }
}

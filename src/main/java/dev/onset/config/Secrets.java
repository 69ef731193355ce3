package dev.onset.config;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Values that must not be shown, told by the name they are set under, and their masked form.
 * Immutable.
 *
 * <p>Errs on the side of masking: a name that merely contains {@code key} counts.
 *
 * @param further names, in lower case, whose values are secret though they do not look like it
 */
record Secrets(Set<String> further) {

  /** What is secret by its looks. */
  static final Secrets USUAL = new Secrets(Set.of());

  static final String MASK = "***";

  /** The key that names more of them; what it holds are names, not secrets. */
  static final String NAMES = "onset.target.secret-names";

  private static final String WORDS =
      "auth|cookie|key|token|secret|passw|pwd|credential|signature|session|jwt|(?<![a-z])sign?(?![a-z])";
  private static final Pattern SECRET_NAME = Pattern.compile(WORDS);
  private static final Pattern PARAMETER = Pattern.compile("([?&;]([^=&;]*)=)[^&;]*");
  private static final Pattern CREDENTIALS =
      Pattern.compile("(?is)^\\s*(bearer|basic|digest|token|apikey)\\s.*");
  private static final Pattern USER_INFO = Pattern.compile("(?s)^([^/@]*//)?.*@");

  /** A number of tokens of a language model, and what is set about such numbers, is no secret. */
  private static final Pattern TOKEN_COUNT =
      Pattern.compile(
          "^onset\\.(?:target|sandbox)\\.tokens\\.[a-z-]+$"
              + "|\\b(?:max|min|num|total|prompt|completion|input|output|budget)"
              + "(?:[_-]?(?:completion|prompt|input|output|new))?[_-]?tokens$"
              + "|^x-ratelimit-(?:limit|remaining|reset)-tokens$");

  /** What is secret by its looks, and what a text with names between commas adds. */
  static Secrets of(String names) {
    return new Secrets(
        Pattern.compile(",")
            .splitAsStream(names.toLowerCase(Locale.ROOT))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toSet()));
  }

  Secrets {
    further = Set.copyOf(further);
  }

  /** Whether what a header, a parameter or a field of this name holds is secret. */
  boolean isSecret(String name) {
    var lower = name.toLowerCase(Locale.ROOT);
    return (SECRET_NAME.matcher(lower).find() && !TOKEN_COUNT.matcher(lower).find())
        || further.contains(lower.substring(lower.lastIndexOf('.') + 1));
  }

  /** The value as it may be shown; {@code name} is a header name or a whole configuration key. */
  String masked(String name, String value) {
    var lower = name.toLowerCase(Locale.ROOT);
    if (value.isEmpty()) {
      return value;
    }
    if (lower.equals(NAMES)) {
      return value;
    }
    if (isSecret(lower) || CREDENTIALS.matcher(value).matches()) {
      return MASK;
    }
    if (lower.endsWith("body")) {
      return isSuspect(value) ? "%s (%s characters)".formatted(MASK, value.length()) : value;
    }
    if (lower.endsWith("url")) {
      return withoutParameters(USER_INFO.matcher(value).replaceFirst("$1" + MASK + "@"));
    }
    return withoutParameters(value);
  }

  private String withoutParameters(String value) {
    return PARAMETER
        .matcher(value)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    isSecret(found.group(2)) ? found.group(1) + MASK : found.group()));
  }

  private boolean isSuspect(String value) {
    var lower = value.toLowerCase(Locale.ROOT);
    return SECRET_NAME.matcher(lower).find() || further.stream().anyMatch(lower::contains);
  }

  /** Like {@link #masked}, and wholly masked when the value itself looks as if it held a secret. */
  String maskedIfSuspect(String name, String value) {
    return isSuspect(value) || value.contains("@")
        ? masked(name + "-secret", value)
        : masked(name, value);
  }
}

package dev.onset.config;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text to be masked in whatever way a target spells it: as it is, percent-encoded, escaped as in
 * JSON, or as in HTML. Only characters other than ASCII letters and digits are spelled differently;
 * nobody escapes the others. Immutable and thread-safe.
 */
final class SecretText {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9]+");

  private final String text;
  private final String anchor;
  private final boolean plain;

  /** Made when it is needed, which for most secrets is never. */
  private volatile @Nullable Pattern spellings;

  private SecretText(String text) {
    this.text = text;
    this.plain = PLAIN.matcher(text).matches();
    this.anchor = plain ? text : longestPlain(text);
  }

  static SecretText of(String text) {
    return new SecretText(text);
  }

  /** What is secret when a value is: itself decoded, in and out of Base64. */
  static Set<String> forms(String value) {
    var forms = new HashSet<String>();
    forms.add(value);
    var bytes = value.getBytes(StandardCharsets.UTF_8);
    forms.add(Base64.getEncoder().encodeToString(bytes));
    forms.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    try {
      forms.add(URLDecoder.decode(value, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      // Not percent-encoded.
    }
    try {
      var decoded = new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
      // A user and a password: the password alone is secret too.
      int colon = decoded.indexOf(':');
      if (colon > 0 && decoded.chars().noneMatch(Character::isISOControl)) {
        forms.add(decoded);
        forms.add(decoded.substring(colon + 1));
      }
    } catch (IllegalArgumentException e) {
      // Not Base64.
    }
    return forms;
  }

  String text() {
    return text;
  }

  /** A text without this one in it. */
  String maskedIn(String said) {
    if (plain) {
      return said.replace(text, Secrets.MASK);
    }
    // Most texts do not have it, and this is a hundred times faster than the pattern.
    return said.contains(anchor)
        ? spellings().matcher(said).replaceAll(Matcher.quoteReplacement(Secrets.MASK))
        : said;
  }

  private Pattern spellings() {
    var known = spellings;
    if (known == null) {
      known = Pattern.compile(spellings(text));
      spellings = known;
    }
    return known;
  }

  private static String longestPlain(String text) {
    return PLAIN
        .matcher(text)
        .results()
        .map(found -> found.group())
        .reduce("", (one, other) -> other.length() > one.length() ? other : one);
  }

  private static String spellings(String text) {
    var pattern = new StringBuilder();
    text.codePoints()
        .forEach(
            point -> pattern.append(isPlain(point) ? Character.toString(point) : spellings(point)));
    return pattern.toString();
  }

  private static boolean isPlain(int point) {
    return point < 128 && Character.isLetterOrDigit(point);
  }

  /** The escapes come first: each begins with a character that may stand for itself. */
  private static String spellings(int point) {
    var itself = Character.toString(point);
    var ways = new StringBuilder("(?:");
    for (byte each : itself.getBytes(StandardCharsets.UTF_8)) {
      ways.append('%').append(hexadecimal("%02x".formatted(each & 0xff)));
    }
    ways.append('|');
    itself
        .chars()
        .forEach(unit -> ways.append("\\\\u").append(hexadecimal("%04x".formatted(unit))));
    ways.append("|&#0*").append(point).append(";|&#[xX]0*");
    ways.append(hexadecimal(Integer.toHexString(point))).append(';');
    var named = named(point);
    if (!named.isEmpty()) {
      ways.append('|').append(named);
    }
    return ways.append('|').append(Pattern.quote(itself)).append(')').toString();
  }

  private static String named(int point) {
    return switch (point) {
      case '"' -> "\\\\\"|&quot;";
      case '\'' -> "\\\\'|&apos;";
      case '\\' -> "\\\\\\\\";
      case '/' -> "\\\\/";
      case '&' -> "&amp;";
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      case ' ' -> "\\+";
      case '\n' -> "\\\\n";
      case '\r' -> "\\\\r";
      case '\t' -> "\\\\t";
      default -> "";
    };
  }

  /** Hexadecimal digits in either case. */
  private static String hexadecimal(String digits) {
    var either = new StringBuilder();
    for (char digit : digits.toLowerCase(Locale.ROOT).toCharArray()) {
      either.append(
          Character.isDigit(digit)
              ? String.valueOf(digit)
              : "[" + digit + Character.toUpperCase(digit) + "]");
    }
    return either.toString();
  }
}

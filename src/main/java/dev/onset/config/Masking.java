package dev.onset.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Texts without the secrets that a request carries. Targets repeat them: in error messages, in
 * headers, in redirects. Immutable and thread-safe.
 *
 * <p>Secret are the credentials and the values of headers, cookies, query parameters and body
 * fields with a {@linkplain Secrets secret name}, or below one; each as it is, without its scheme,
 * decoded, in and out of Base64, and {@linkplain SecretText however it is escaped}. Values of fewer
 * than {@value #SHORTEST} characters are left: without them texts would be full of holes, and they
 * protect nothing.
 */
public final class Masking {

  /** For a request without secrets. */
  public static final Masking NONE = new Masking(List.of(), List.of(), Secrets.USUAL);

  static final int SHORTEST = 4;

  private static final Pattern SCHEME = Pattern.compile("^\\s*[A-Za-z][A-Za-z0-9-]*\\s+(\\S.*)$");
  private static final Pattern PAIR = Pattern.compile("([^=;,\\s]+)=([^;,]*)");
  private static final Pattern PARAMETER = Pattern.compile("(?:^|[?&;])([^=&;?]*)=([^&;]*)");
  private static final Pattern FIELD =
      Pattern.compile("\"([^\"\\\\]+)\"\\s*:\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s,}\\]\"]+))");

  private static final Pattern ELEMENT =
      Pattern.compile("<([A-Za-z_][\\w.:-]{0,99})(?:\\s[^<>]*)?>([^<]+)</");
  private static final Pattern ATTRIBUTE =
      Pattern.compile("([A-Za-z_][\\w.:-]{0,99})\\s*=\\s*(?:\"([^\"<>]+)\"|'([^'<>]+)')");

  /** A part of a form whose head may say more than its name. */
  private static final Pattern PART =
      Pattern.compile(
          "(?i)form-data;[^\\r\\n]*?\\bname=\"([^\"]+)\"[^\\n]*\\n(?:[^\\r\\n]+\\r?\\n)*\\r?\\n([^\\r\\n]+)");

  /** Words that JSON has for no value of anybody's. */
  private static final Set<String> WORDS = Set.of("true", "false", "null");

  private final List<SecretText> secrets;
  private final Secrets names;

  /** Columns of a feeder whose values are secret. */
  private final List<String> columns;

  private Masking(List<SecretText> secrets, List<String> columns, Secrets names) {
    this.secrets = List.copyOf(secrets);
    this.columns = List.copyOf(columns);
    this.names = names;
  }

  /** What is secret in a request, and in the first row that it is filled with. */
  static Masking of(TargetSettings target, Secrets names) {
    var feed = target.feed();
    if (feed == null) {
      return NONE.named(names).with(ofRequest(target, names), List.of());
    }
    // In the place of each value something that is found again if that place is secret.
    var marked = ofRequest(target.filled(column -> mark(feed, column)), names);
    var columns =
        feed.rows().columns().stream()
            .filter(
                column ->
                    names.isSecret(column)
                        || marked.stream().anyMatch(secret -> secret.contains(mark(feed, column))))
            .toList();
    return NONE.named(names)
        .with(ofRequest(target.first(), names), columns)
        .ofRow(feed.rows().row(0));
  }

  private Masking named(Secrets other) {
    return new Masking(secrets, columns, other);
  }

  /** These secrets besides those that are known. */
  private Masking with(Set<String> found, List<String> secretColumns) {
    var forms = new HashSet<String>();
    found.forEach(value -> forms.addAll(SecretText.forms(value)));
    forms.removeIf(value -> value.length() < SHORTEST || WORDS.contains(value));
    secrets.forEach(known -> forms.remove(known.text()));
    var longestFirst = new ArrayList<>(secrets);
    forms.forEach(form -> longestFirst.add(SecretText.of(form)));
    longestFirst.sort(
        Comparator.<SecretText>comparingInt(secret -> secret.text().length())
            .reversed()
            .thenComparing(SecretText::text));
    return new Masking(longestFirst, secretColumns, names);
  }

  private static String mark(Feed feed, String column) {
    return "column%dof%s".formatted(feed.rows().columns().indexOf(column), feed.hash());
  }

  /** What is secret in a request for a row of its feeder. */
  public Masking ofRow(UnaryOperator<String> row) {
    if (columns.isEmpty()) {
      return this;
    }
    var found = new HashSet<String>();
    columns.forEach(column -> header(column, row.apply(column), found));
    return with(found, columns);
  }

  private static Set<String> ofRequest(TargetSettings target, Secrets names) {
    var found = new HashSet<String>();
    target.credentials().values().forEach(value -> header("Cookie", value, found));
    for (var each : target.headers().list()) {
      if (names.isSecret(each.name()) || each.value().matches("(?is)(bearer|basic|digest)\\s.*")) {
        header(each.name(), each.value(), found);
      }
    }
    collect(PARAMETER, target.path(), names, found);
    text(body(target), names, found);
    return found;
  }

  private static String body(TargetSettings target) {
    return target.body().text().orElse("");
  }

  /** A collection of further secrets, of requests that are known only when they are made. */
  public Collector more() {
    return new Collector();
  }

  /** Further secrets, by the same rules. Not thread-safe. */
  public final class Collector {

    private final Set<String> found = new HashSet<>();

    private Collector() {}

    /** A header of a request or of a response. */
    public void header(String name, String value) {
      if (name.equalsIgnoreCase("Set-Cookie")) {
        // What follows the first pair says how to keep it.
        Masking.header("Cookie", value.split(";", 2)[0], found);
      } else if (names.isSecret(name)
          || value.regionMatches(true, 0, "bearer ", 0, 7)
          || value.regionMatches(true, 0, "basic ", 0, 6)) {
        Masking.header(name, value, found);
      }
    }

    /** A value that goes by a name. */
    public void value(String name, String value) {
      if (names.isSecret(name)) {
        found.add(value);
      }
    }

    /** A URL or a body. */
    public void text(String text) {
      Masking.text(text, names, found);
    }

    /** All of these secrets, and those that were known before. */
    public Masking masking() {
      return found.isEmpty() ? Masking.this : with(found, columns);
    }
  }

  /** The text with every secret in it masked. */
  public String apply(String text) {
    var masked = text;
    for (var secret : secrets) {
      masked = secret.maskedIn(masked);
    }
    return masked;
  }

  /** The map with every secret in its values masked. */
  public Map<String, String> apply(Map<String, String> values) {
    if (secrets.isEmpty()) {
      return values;
    }
    var masked = new LinkedHashMap<String, String>();
    values.forEach((name, value) -> masked.put(name, apply(value)));
    return masked;
  }

  private static void header(String name, String value, Set<String> found) {
    found.add(value);
    var scheme = SCHEME.matcher(value);
    if (scheme.matches()) {
      found.add(scheme.group(1));
    }
    if (name.equalsIgnoreCase("Cookie") || value.contains("=")) {
      var pairs = PAIR.matcher(value);
      while (pairs.find()) {
        found.add(pairs.group(2).strip());
      }
    }
  }

  private static void text(String text, Secrets names, Set<String> found) {
    collect(PARAMETER, text, names, found);
    collect(FIELD, text, names, found);
    collect(PART, text, names, found);
    collect(ELEMENT, text, names, found);
    collect(ATTRIBUTE, text, names, found);
    JsonSecrets.collect(text, names::isSecret, found::add);
  }

  private static void collect(Pattern pattern, String text, Secrets names, Set<String> found) {
    var matcher = pattern.matcher(text);
    while (matcher.find()) {
      if (names.isSecret(matcher.group(1))) {
        for (int group = 2; group <= matcher.groupCount(); group++) {
          if (matcher.group(group) != null) {
            found.add(matcher.group(group));
          }
        }
      }
    }
  }

  /** How many texts are masked; the texts themselves are never shown. */
  @Override
  public String toString() {
    return "Masking[%d texts]".formatted(secrets.size());
  }
}

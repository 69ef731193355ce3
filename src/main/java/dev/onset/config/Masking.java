package dev.onset.config;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
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
 * fields with a {@linkplain Secrets secret name}; each as it is, without its scheme,
 * percent-encoded and decoded, and in and out of Base64. Values of fewer than {@value #SHORTEST}
 * characters are left: without them texts would be full of holes, and they protect nothing.
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

  private final List<String> secrets;
  private final Secrets names;

  /** Columns of a feeder whose values are secret. */
  private final List<String> columns;

  private Masking(List<String> secrets, List<String> columns, Secrets names) {
    this.secrets = List.copyOf(secrets);
    this.columns = List.copyOf(columns);
    this.names = names;
  }

  /** What is secret in a request, and in the first row that it is filled with. */
  static Masking of(TargetSettings target, Secrets names) {
    var feed = target.feed();
    if (feed == null) {
      return new Masking(ofRequest(target, names), List.of(), names);
    }
    // In the place of each value something that is found again if that place is secret.
    var marked = ofRequest(target.filled(column -> mark(feed, column)), names);
    var columns =
        feed.rows().columns().stream()
            .filter(column -> names.isSecret(column) || marked.contains(mark(feed, column)))
            .toList();
    return new Masking(ofRequest(target.first(), names), columns, names).ofRow(feed.rows().row(0));
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
    var forms = new HashSet<>(secrets);
    forms.addAll(longestFirst(found));
    return new Masking(sorted(forms), columns, names);
  }

  private static List<String> ofRequest(TargetSettings target, Secrets names) {
    var found = new HashSet<String>();
    target.credentials().values().forEach(value -> header("Cookie", value, found));
    for (var each : target.headers().list()) {
      if (names.isSecret(each.name()) || each.value().matches("(?is)(bearer|basic|digest)\\s.*")) {
        header(each.name(), each.value(), found);
      }
    }
    collect(PARAMETER, target.path(), names, found);
    var body = target.body().text().orElse("");
    collect(PARAMETER, body, names, found);
    collect(FIELD, body, names, found);
    return longestFirst(found);
  }

  private static List<String> longestFirst(Set<String> found) {
    var forms = new HashSet<String>();
    found.forEach(value -> forms.addAll(forms(value)));
    forms.removeIf(value -> value.length() < SHORTEST);
    return sorted(forms);
  }

  private static List<String> sorted(Set<String> forms) {
    var longestFirst = new ArrayList<>(forms);
    longestFirst.sort(
        Comparator.comparingInt(String::length)
            .reversed()
            .thenComparing(Comparator.naturalOrder()));
    return longestFirst;
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
      collect(PARAMETER, text, names, found);
      collect(FIELD, text, names, found);
    }

    /** All of these secrets, and those that were known before. */
    public Masking masking() {
      if (found.isEmpty()) {
        return Masking.this;
      }
      var all = new HashSet<>(secrets);
      all.addAll(longestFirst(found));
      return new Masking(sorted(all), columns, names);
    }
  }

  /** The text with every secret in it masked. */
  public String apply(String text) {
    var masked = text;
    for (var secret : secrets) {
      masked = masked.replace(secret, Secrets.MASK);
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

  private static Set<String> forms(String value) {
    var forms = new HashSet<String>();
    forms.add(value);
    forms.add(URLEncoder.encode(value, StandardCharsets.UTF_8));
    forms.add(URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20"));
    var bytes = value.getBytes(StandardCharsets.UTF_8);
    forms.add(Base64.getEncoder().encodeToString(bytes));
    forms.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    try {
      forms.add(URLDecoder.decode(value, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      // Not percent-encoded.
    }
    try {
      var plain = new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
      // A user and a password: the password alone is secret too.
      int colon = plain.indexOf(':');
      if (colon > 0 && plain.chars().noneMatch(Character::isISOControl)) {
        forms.add(plain);
        forms.add(plain.substring(colon + 1));
      }
    } catch (IllegalArgumentException e) {
      // Not Base64.
    }
    return forms;
  }

  /** How many texts are masked; the texts themselves are never shown. */
  @Override
  public String toString() {
    return "Masking[%d texts]".formatted(secrets.size());
  }
}

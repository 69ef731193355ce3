package dev.onset.config;

import dev.onset.request.Template;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the texts of the configuration must look like. Each rule returns the value or refuses it.
 */
final class Rules {

  private static final Set<String> FRAMING =
      Set.of("connection", "content-length", "content-type", "transfer-encoding");

  private static final String BASE_URL_FORM =
      "Write scheme, host and, if needed, port: https://api.example.com:8443.";
  private static final Set<String> STANDARD_METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE");
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  /** As the reader of such fields takes them. */
  private static final Pattern JSON_PATH =
      Pattern.compile("[^.\\s]{1,100}(?:\\.[^.\\s]{1,100}){0,15}");

  private static final Pattern FOLDER_NAME = Pattern.compile("[A-Za-z0-9_+-][A-Za-z0-9._+-]{0,99}");
  private static final Pattern INVOCATION = Pattern.compile("\\d{8}-\\d{6}");
  private static final Pattern PORT = Pattern.compile("(?s).*:(\\d+)/?");

  private Rules() {}

  /** A base URL without path; empty for the empty text. */
  static Optional<URI> baseUrl(String text) throws Refused {
    var stripped = text.strip();
    if (stripped.isEmpty()) {
      return Optional.empty();
    }
    if (stripped.contains("@")) {
      throw new Refused(
          "A base URL must not contain a user or password.",
          "Set the header onset.target.headers.Authorization instead.");
    }
    if (stripped.contains("#")) {
      throw new Refused("A base URL must not contain a fragment (#…).", "Remove it.");
    }
    URI url;
    try {
      url = new URI(stripped);
    } catch (URISyntaxException e) {
      throw new Refused("Not a URL.", BASE_URL_FORM);
    }
    var scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    if (!stripped.contains("://")) {
      throw new Refused("The scheme is missing.", BASE_URL_FORM);
    }
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new Refused("The scheme must be http or https.", BASE_URL_FORM);
    }
    if (url.getRawQuery() != null || !Set.of("", "/").contains(url.getRawPath())) {
      throw new Refused("A base URL has no path and no query.", "Move them to onset.target.path.");
    }
    var port = PORT.matcher(stripped.substring(scheme.length() + "://".length()));
    if (port.matches() && !isPort(port.group(1))) {
      throw new Refused("There is no such port.", "Allowed: 1 to 65535.");
    }
    if (url.getHost() == null) {
      throw new Refused(
          "The host is missing or not a legal host name.",
          "Host names consist of letters, digits, hyphens and dots, without underscores. "
              + BASE_URL_FORM);
    }
    var origin = scheme + "://" + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
    return Optional.of(URI.create(origin));
  }

  private static boolean isPort(String digits) {
    var number = digits.replaceFirst("^0+", "");
    return !number.isEmpty() && number.length() <= 5 && Integer.parseInt(number) <= 65535;
  }

  /** Path and query, in which placeholders may stand for values. */
  static String path(String text, boolean template) throws Refused {
    path(template ? Template.of(text).fill(name -> "x") : text);
    return text;
  }

  /** Path and query. */
  static String path(String text) throws Refused {
    if (!text.startsWith("/")) {
      throw new Refused(
          "The path must start with \"/\".", "Write it from the root: /v1/items?page=2.");
    }
    if (text.contains("#")) {
      throw new Refused(
          "A path must not contain a fragment (#…).", "Remove it, or write # as %23.");
    }
    var legal = "Percent-encode spaces, umlauts and other special characters.";
    if (!text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new Refused("Only visible ASCII characters are allowed in a path.", legal);
    }
    try {
      new URI("http://localhost" + text);
    } catch (URISyntaxException e) {
      throw new Refused("Character %s is not allowed there.".formatted(e.getIndex() - 15), legal);
    }
    return text;
  }

  static String method(String text) throws Refused {
    if (!TOKEN.matcher(text).matches()) {
      throw new Refused("Not an HTTP method.", "Write one word: GET, POST …");
    }
    var upper = text.toUpperCase(Locale.ROOT);
    if (STANDARD_METHODS.contains(upper) && !text.equals(upper)) {
      throw new Refused("HTTP methods are case-sensitive.", "Write " + upper + ".");
    }
    if (upper.equals("CONNECT")) {
      throw new Refused("CONNECT opens a tunnel through a proxy.", "Choose another method.");
    }
    return text;
  }

  static void header(String name, String value) throws Refused {
    if (!TOKEN.matcher(name).matches()) {
      throw new Refused(
          "The header name contains a character that HTTP does not allow.",
          "Use letters, digits and - _ . only.");
    }
    if (!value.chars().allMatch(c -> c == '\t' || (c >= ' ' && c != 0x7f && c <= 0xff))) {
      throw new Refused(
          "The header value contains a line break, another control character or a non-Latin letter.",
          "Remove it; a header is one line.");
    }
  }

  /** The value by which a target knows a caller; its label is only a label. */
  static void credential(String label, String value) throws Refused {
    header(label, value);
    if (value.isBlank()) {
      throw new Refused("The credential is empty.", "Set it to what the header shall hold.");
    }
  }

  /** A header of the sandbox's refusals, which must not contradict how they are sent. */
  static void sandboxHeader(String name, String value) throws Refused {
    header(name, value);
    if (FRAMING.contains(name.toLowerCase(Locale.ROOT))) {
      throw new Refused(
          "The sandbox sets this header itself.",
          "Leave it out; for Content-Type there is onset.sandbox.rate-limit.content-type.");
    }
  }

  /** The name of a header. */
  static String headerName(String text) throws Refused {
    header(text.strip(), "");
    return text.strip();
  }

  /** One of a few names. */
  static String oneOf(String text, List<String> names) throws Refused {
    var name = text.strip();
    if (!names.contains(name)) {
      throw new Refused("There is no such choice.", "Allowed: " + String.join(", ", names) + ".");
    }
    return name;
  }

  /** A name that can be a folder of its own. */
  static String jsonPath(String text) throws Refused {
    if (!text.isEmpty() && !JSON_PATH.matcher(text).matches()) {
      throw new Refused(
          "Must name a field in the JSON of answers.",
          "Write its names separated by dots, such as usage.total_tokens.");
    }
    return text;
  }

  static String folderName(String text) throws Refused {
    if (!FOLDER_NAME.matcher(text).matches()) {
      throw new Refused(
          "Must be a plain folder name.",
          "Use 1 to 100 letters (a-z), digits and . _ - +, not starting with a dot.");
    }
    return text;
  }

  static String invocation(String text) throws Refused {
    if (!INVOCATION.matcher(text).matches()) {
      throw new Refused(
          "The time of the call, set by the build.", "Form: yyyyMMdd-HHmmss; or leave it out.");
    }
    return text;
  }

  static Path folder(String text) throws Refused {
    try {
      if (!text.isBlank()) {
        return Path.of(text);
      }
    } catch (InvalidPathException e) {
      throw new Refused(
          "Not a path on this system: %s.".formatted(e.getReason()), "Name a folder.");
    }
    throw new Refused("The folder's name is empty.", "Name a folder, such as reports.");
  }

  static String headerText(String text) throws Refused {
    header("Content-Type", text);
    if (text.isBlank()) {
      throw new Refused("The content type is empty.", "Write one, such as application/json.");
    }
    return text;
  }
}

package dev.onset.curl;

import java.util.ArrayDeque;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A URL as curl reads it.
 *
 * @param scheme {@code http} or {@code https}
 * @param login {@code user:password}, decoded; null: none
 * @param host as written; an IPv6 address in brackets
 * @param port behind the host, or -1 for the scheme's own
 * @param path as it is sent, without query
 * @param query behind the question mark; null: none
 */
record CurlUrl(
    String scheme,
    @Nullable String login,
    String host,
    int port,
    String path,
    @Nullable String query) {

  private static final Pattern ABSOLUTE =
      Pattern.compile("(?s)([A-Za-z][A-Za-z0-9+.-]{0,38}):(/+)(.*)");
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9_.-]+|\\[[0-9A-Fa-f:.]+]");
  private static final Pattern NUMERIC = Pattern.compile("[0-9.]+|0[xX].*");
  private static final Pattern DOTTED_QUAD =
      Pattern.compile("((0|[1-9][0-9]{0,2})\\.){3}(0|[1-9][0-9]{0,2})");
  private static final Pattern OTHER_PROTOCOL =
      Pattern.compile("(?i)(ftp|dict|ldap|imap|smtp|pop3)\\..*");

  private static final String FORM = "Write it as https://api.example.com/path.";

  /** Says why a text is no URL that can be measured. */
  static final class Refused extends Exception {
    private final String rule;
    private final String advice;

    Refused(String rule, String advice) {
      super(rule, null, false, false);
      this.rule = rule;
      this.advice = advice;
    }

    String rule() {
      return rule;
    }

    String advice() {
      return advice;
    }
  }

  /**
   * Reads a URL.
   *
   * @param defaultScheme what a URL without scheme gets; null: curl's guess
   * @param asIs whether dots in the path stay
   */
  static CurlUrl parse(String text, @Nullable String defaultScheme, boolean asIs) throws Refused {
    if (text.isEmpty()) {
      throw new Refused("The URL is empty.", FORM);
    }
    if (text.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
      throw new Refused(
          "The URL holds a space, a line break or a control character, which curl refuses.",
          "Write them as %20 and so on.");
    }
    var absolute = ABSOLUTE.matcher(text);
    String scheme;
    String rest;
    if (absolute.matches()) {
      scheme = absolute.group(1).toLowerCase(Locale.ROOT);
      rest = absolute.group(3);
      if (absolute.group(2).length() > 3) {
        throw new Refused("There are too many slashes behind the scheme.", FORM);
      }
    } else {
      scheme = defaultScheme == null ? "http" : defaultScheme.toLowerCase(Locale.ROOT);
      rest = text;
      if (defaultScheme == null && OTHER_PROTOCOL.matcher(rest).matches()) {
        throw new Refused(
            "curl would guess from this name that another protocol than HTTP is meant.", FORM);
      }
    }
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new Refused("Only http and https can be measured.", FORM);
    }
    return inScheme(scheme, rest, asIs);
  }

  private static CurlUrl inScheme(String scheme, String rest, boolean asIs) throws Refused {
    var withoutFragment = upTo(rest, "#");
    var authority = upTo(withoutFragment, "/?");
    var target = withoutFragment.substring(authority.length());
    int at = authority.indexOf('@');
    var login = at < 0 ? null : login(authority.substring(0, at));
    var hostAndPort = authority.substring(at + 1);
    int colon = hostAndPort.indexOf(':', Math.max(0, hostAndPort.indexOf(']')));
    var host = colon < 0 ? hostAndPort : hostAndPort.substring(0, colon);
    checkHost(host);
    int port = colon < 0 ? -1 : port(hostAndPort.substring(colon + 1));
    int usual = scheme.equals("http") ? 80 : 443;
    int question = target.indexOf('?');
    var path = question < 0 ? target : target.substring(0, question);
    return new CurlUrl(
        scheme,
        login,
        host,
        port == usual ? -1 : port,
        path(path, asIs),
        question < 0 ? null : target.substring(question + 1));
  }

  private static String upTo(String text, String ends) {
    int end = 0;
    while (end < text.length() && ends.indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return text.substring(0, end);
  }

  private static String login(String encoded) {
    int colon = encoded.indexOf(':');
    var user = colon < 0 ? encoded : encoded.substring(0, colon);
    var password = colon < 0 ? "" : encoded.substring(colon + 1);
    return Octets.percentDecoded(user) + ":" + Octets.percentDecoded(password);
  }

  private static void checkHost(String host) throws Refused {
    if (host.chars().anyMatch(c -> c >= 0x80)) {
      throw new Refused(
          "The host name has letters other than a to z.", "Write it in its form with xn--.");
    }
    if (!HOST.matcher(host).matches()) {
      throw new Refused("The URL has no host, or not a legal one.", FORM);
    }
    if (NUMERIC.matcher(host).matches() && !DOTTED_QUAD.matcher(host).matches()) {
      throw new Refused("This is not a usual form of an address.", "Write it as 192.0.2.1.");
    }
  }

  private static int port(String digits) throws Refused {
    if (digits.isEmpty()) {
      return -1;
    }
    var significant = digits.replaceFirst("^0+(?=.)", "");
    boolean number = significant.chars().allMatch(c -> c >= '0' && c <= '9');
    int port = number && significant.length() <= 5 ? Integer.parseInt(significant) : 0;
    if (port < 1 || port > 65_535) {
      throw new Refused("There is no such port.", "Allowed: 1 to 65535.");
    }
    return port;
  }

  private static String path(String written, boolean asIs) {
    var encoded = new StringBuilder();
    for (int i = 0; i < written.length(); i++) {
      char c = written.charAt(i);
      encoded.append(c < 0x80 ? Character.toString(c) : "%%%02x".formatted((int) c));
    }
    var path = asIs ? encoded.toString() : withoutDots(encoded.toString());
    return path.isEmpty() ? "/" : path;
  }

  /** Without the segments {@code .} and {@code ..} (RFC 3986, section 5.2.4). */
  private static String withoutDots(String path) {
    var kept = new ArrayDeque<String>();
    var segments = path.split("/", -1);
    for (int i = 1; i < segments.length; i++) {
      boolean last = i == segments.length - 1;
      if (segments[i].equals("..")) {
        kept.pollLast();
      } else if (!segments[i].equals(".")) {
        kept.addLast(segments[i]);
        continue;
      }
      if (last) {
        kept.addLast("");
      }
    }
    return kept.isEmpty() ? "" : "/" + String.join("/", kept);
  }

  /** With more query behind the one it has, as curl adds it: percent codes in small letters. */
  CurlUrl withQuery(String more) {
    var added = new StringBuilder(more);
    for (int i = 0; i < added.length(); i++) {
      if (Octets.isPercentCode(more, i)) {
        added.replace(i, i + 3, more.substring(i, i + 3).toLowerCase(Locale.ROOT));
      }
    }
    var separator = query == null || query.isEmpty() || query.endsWith("&") ? "" : "&";
    return new CurlUrl(
        scheme, login, host, port, path, (query == null ? "" : query) + separator + added);
  }

  /** With the name of a file that is sent, where the path ends with a slash. */
  CurlUrl withFileName(String name) {
    return path.endsWith("/")
        ? new CurlUrl(scheme, login, host, port, path + Octets.percentEncoded(name), query)
        : this;
  }

  /** Host and, unless it is the usual one, port. */
  String authority() {
    return port < 0 ? host : host + ":" + port;
  }

  /** Path and query. */
  String target() {
    return query == null ? path : path + "?" + query;
  }
}

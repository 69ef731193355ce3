package dev.onset.sandbox;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The response to a request beyond the rate limit.
 *
 * @param status HTTP status, from 400 to 599
 * @param headers further response fields, by name; those that frame the message are not allowed
 * @param body sent as UTF-8
 * @param contentType the value of {@code Content-Type}
 * @param fields what responses, also those to admitted requests, declare of the limit
 */
public record Rejection(
    int status, Map<String, String> headers, String body, String contentType, Fields fields) {
  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e\\t]*");
  private static final Set<String> RESERVED =
      Set.of("connection", "content-length", "content-type", "transfer-encoding");

  /** Refuses what is no error response with an {@link IllegalArgumentException}. */
  public Rejection {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    Rules rules =
        new Rules()
            .require(
                status >= 400 && status <= 599,
                "rejection.status",
                status,
                "an HTTP error status from 400 to 599")
            .require(
                !contentType.isBlank() && VALUE.matcher(contentType).matches(),
                "rejection.contentType",
                quoted(contentType),
                "a media type in printable ASCII, as application/json");
    headers.forEach(
        (name, value) ->
            rules
                .require(
                    NAME.matcher(name).matches(),
                    "rejection.headers",
                    quoted(name),
                    "named by letters, digits and hyphens")
                .require(
                    !RESERVED.contains(name.toLowerCase(Locale.ROOT)),
                    "rejection.headers",
                    quoted(name),
                    "none of the fields the sandbox sets itself: Connection, Content-Length,"
                        + " Content-Type, Transfer-Encoding")
                .require(
                    VALUE.matcher(value).matches(),
                    "rejection.headers." + name,
                    quoted(value),
                    "printable ASCII on one line"));
    rules.check();
  }

  /** A rejection that declares the limit in the standard fields, or in none. */
  public Rejection(
      int status,
      Map<String, String> headers,
      String body,
      String contentType,
      boolean standardHeaders) {
    this(status, headers, body, contentType, standardHeaders ? Fields.STANDARD : Fields.NONE);
  }

  /** 429 with a short JSON body and the standard rate limit fields. */
  public static Rejection standard() {
    return Dialect.STANDARD.rejection(null);
  }

  /** The text in quotes, with line breaks made visible. */
  private static String quoted(String text) {
    return '"' + text.replace("\r", "\\r").replace("\n", "\\n") + '"';
  }
}

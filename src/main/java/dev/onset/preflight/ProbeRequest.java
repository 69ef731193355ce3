package dev.onset.preflight;

import dev.onset.request.Body;
import dev.onset.request.Headers;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * The one request of a preflight and how long its parts may take.
 *
 * @param url absolute, http or https, with a host
 * @param headers sent as they are, and completed unless they are complete
 * @param body empty: none
 * @param verifies whether it is sent only to a target whose certificate verifies
 * @param connectTimeout for TCP, to each address
 * @param tlsTimeout for the TLS handshake
 * @param requestTimeout from sending the request to the end of its answer, and for the name
 */
public record ProbeRequest(
    URI url,
    String method,
    Headers headers,
    Body body,
    boolean verifies,
    Duration connectTimeout,
    Duration tlsTimeout,
    Duration requestTimeout) {

  /** A request with a text as its body, whose headers have to be completed, to any target. */
  public ProbeRequest(
      URI url,
      String method,
      Map<String, String> headers,
      String body,
      Duration connectTimeout,
      Duration tlsTimeout,
      Duration requestTimeout) {
    this(
        url,
        method,
        Headers.of(headers),
        Body.of(body),
        false,
        connectTimeout,
        tlsTimeout,
        requestTimeout);
  }

  public ProbeRequest {
    if (url.getHost() == null) {
      throw new IllegalArgumentException("a URL without host");
    }
  }

  boolean overTls() {
    return "https".equalsIgnoreCase(url.getScheme());
  }

  /** The host without the brackets of an IPv6 literal. */
  String host() {
    return url.getHost().replaceAll("^\\[|]$", "");
  }

  int port() {
    if (url.getPort() > 0) {
      return url.getPort();
    }
    return overTls() ? 443 : 80;
  }

  /** Host and port as in a URL. */
  String authority() {
    return url.getHost() + ":" + port();
  }

  /** Method and URL for people: without the query, which may hold secrets. */
  public String shown() {
    return method + " " + withoutQuery(url.toString());
  }

  static String withoutQuery(String url) {
    int end = url.indexOf('?');
    return end < 0 ? url : url.substring(0, end) + "?…";
  }

  /** The request without header values, query and body, which may hold secrets. */
  @Override
  public String toString() {
    return "ProbeRequest[%s, headers=%s]".formatted(shown(), headers);
  }
}

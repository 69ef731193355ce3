package dev.onset.preflight;

import dev.onset.request.Body;
import dev.onset.request.Header;
import dev.onset.request.Headers;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

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

  private static final Set<String> METHODS_WITH_BODY = Set.of("POST", "PUT", "PATCH");

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

  /** Path and query as they are sent. */
  public String target() {
    var path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
  }

  /** The request's headers and what HTTP/1.1 demands; the connection is not used again. */
  public Headers sentHeaders() {
    boolean chosen = !headers.complete() && headers.has("Connection");
    var all = headers.complete() ? headers : completed();
    return chosen ? all : all.with("Connection", "close");
  }

  private Headers completed() {
    var added = new LinkedHashMap<String, String>();
    added.put("Host", url.getPort() < 0 ? url.getHost() : authority());
    added.put("Accept", "*/*");
    if (!body.isEmpty() || METHODS_WITH_BODY.contains(method)) {
      added.put("Content-Length", Integer.toString(body.length()));
    }
    var all = new ArrayList<Header>();
    added.forEach(
        (name, value) -> {
          if (!headers.has(name)) {
            all.add(new Header(name, value));
          }
        });
    all.addAll(headers.list());
    return new Headers(all, true);
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

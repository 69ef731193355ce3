package dev.onset.config;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The request under test and where it goes.
 *
 * @param baseUrl scheme, host and port without path; null: the sandbox
 * @param method an HTTP method, upper case for the standard ones
 * @param path path and query, starting with "/"
 * @param headers header names, as written, to values; sorted by name
 * @param body the request body; empty: none
 * @param identityHeader the header that says who calls
 * @param credentials labels to values of that header, one for each caller; sorted by label; empty:
 *     the headers say all
 */
public record TargetSettings(
    @Nullable URI baseUrl,
    String method,
    String path,
    Map<String, String> headers,
    String body,
    String identityHeader,
    Map<String, String> credentials) {

  /** A target that knows its callers by nothing but the headers. */
  public TargetSettings(
      @Nullable URI baseUrl, String method, String path, Map<String, String> headers, String body) {
    this(baseUrl, method, path, headers, body, "Authorization", Map.of());
  }

  public TargetSettings {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    credentials = Collections.unmodifiableMap(new LinkedHashMap<>(credentials));
  }

  /** How many callers there are, at least one. */
  public int callers() {
    return Math.max(1, credentials.size());
  }

  /** The value of the identity header for a caller from 0 on, or null when there are none. */
  public @Nullable String credential(int caller) {
    return credentials.values().stream().skip(caller).findFirst().orElse(null);
  }

  /** The headers of the first caller's requests. */
  public Map<String, String> headersOfFirstCaller() {
    var all = new LinkedHashMap<>(headers);
    var credential = credential(0);
    if (credential != null) {
      all.put(identityHeader, credential);
    }
    return all;
  }

  /** Whether no target is configured, so that the sandbox is measured. */
  public boolean isSandbox() {
    return baseUrl == null;
  }

  /** The same request sent to another base URL, such as the sandbox's. */
  public TargetSettings at(URI otherBaseUrl) {
    return new TargetSettings(
        otherBaseUrl, method, path, headers, body, identityHeader, credentials);
  }

  /**
   * The full URL of the request.
   *
   * @throws IllegalStateException when there is no base URL
   */
  public URI url() {
    if (baseUrl == null) {
      throw new IllegalStateException("the sandbox has no URL before it is started; use at(…)");
    }
    return URI.create(baseUrl + path);
  }

  /** The settings in one line, secrets masked. */
  @Override
  public String toString() {
    var shown = new LinkedHashMap<String, String>();
    headers.forEach((name, value) -> shown.put(name, Secrets.USUAL.masked(name, value)));
    return ("TargetSettings[baseUrl=%s, method=%s, path=%s, headers=%s, body=%s characters,"
            + " credentials=%s]")
        .formatted(
            baseUrl,
            method,
            Secrets.USUAL.masked("path", path),
            shown,
            body.length(),
            credentials.keySet());
  }
}

package dev.onset.config;

import dev.onset.request.Body;
import dev.onset.request.Headers;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The request under test and where it goes.
 *
 * @param baseUrl scheme, host and port without path; null: the sandbox
 * @param method an HTTP method, upper case for the standard ones
 * @param path path and query, starting with "/"
 * @param headers as written; from the configuration sorted by name, from a curl command complete
 * @param body the request body; empty: none
 * @param identityHeader the header that says who calls
 * @param credentials labels to values of that header, one for each caller; sorted by label; empty:
 *     the headers say all
 * @param verifies whether nothing is sent to a target whose certificate does not verify; asked
 *     before the load, not of each connection
 * @param notes what of a curl command is not done, as sentences without secrets
 * @param feed what the placeholders in path, headers and body stand for, or null when they are none
 * @param tokens where it is said what a request costs in tokens
 */
public record TargetSettings(
    @Nullable URI baseUrl,
    String method,
    String path,
    Headers headers,
    Body body,
    String identityHeader,
    Map<String, String> credentials,
    boolean verifies,
    List<String> notes,
    @Nullable Feed feed,
    TokenSettings tokens) {

  /** A target that knows its callers by nothing but the headers. */
  public TargetSettings(
      @Nullable URI baseUrl, String method, String path, Map<String, String> headers, String body) {
    this(
        baseUrl,
        method,
        path,
        Headers.of(headers),
        Body.of(body),
        "Authorization",
        Map.of(),
        false,
        List.of(),
        null,
        TokenSettings.NONE);
  }

  public TargetSettings {
    notes = List.copyOf(notes);
    credentials = Collections.unmodifiableMap(new LinkedHashMap<>(credentials));
  }

  /** The same request of callers that the target knows by a header. */
  TargetSettings knownBy(String header, Map<String, String> callers) {
    var said = new ArrayList<>(notes);
    if (headers.complete() && headers.has(header) && !callers.isEmpty()) {
      said.add("%s of the command is replaced by onset.target.credentials.".formatted(header));
    }
    return new TargetSettings(
        baseUrl, method, path, headers, body, header, callers, verifies, said, feed, tokens);
  }

  /** The same request with placeholders. */
  TargetSettings fedBy(Feed rows) {
    return new TargetSettings(
        baseUrl,
        method,
        path,
        headers,
        body,
        identityHeader,
        credentials,
        verifies,
        notes,
        rows,
        tokens);
  }

  /** The same request, of which it is said what it costs in tokens. */
  TargetSettings counting(TokenSettings where) {
    return new TargetSettings(
        baseUrl,
        method,
        path,
        headers,
        body,
        identityHeader,
        credentials,
        verifies,
        notes,
        feed,
        where);
  }

  /** The parts of the request in which placeholders may stand. */
  public RequestTemplate template() {
    return new RequestTemplate(path, headers, body);
  }

  /** The request of the first row; this request when it has no placeholders. */
  public TargetSettings first() {
    return feed == null ? this : filled(feed.rows().row(0));
  }

  /** The request with a value for each placeholder. */
  TargetSettings filled(UnaryOperator<String> row) {
    var filled = template().fill(row);
    return new TargetSettings(
        baseUrl,
        method,
        filled.path(),
        filled.headers(),
        filled.body(),
        identityHeader,
        credentials,
        verifies,
        notes,
        null,
        tokens);
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
  public Headers headersOfFirstCaller() {
    return headersOf(0);
  }

  /** The headers of the requests of a caller from 0 on. */
  public Headers headersOf(int caller) {
    return known(headers, caller);
  }

  /** Headers with the value by which a caller from 0 on is known. */
  public Headers known(Headers others, int caller) {
    var credential = credential(caller);
    return credential == null ? others : others.with(identityHeader, credential);
  }

  /** Whether no target is configured, so that the sandbox is measured. */
  public boolean isSandbox() {
    return baseUrl == null;
  }

  /** The same request sent to another base URL, such as the sandbox's. */
  public TargetSettings at(URI otherBaseUrl) {
    return new TargetSettings(
        otherBaseUrl,
        method,
        path,
        headers,
        body,
        identityHeader,
        credentials,
        verifies,
        notes,
        feed,
        tokens);
  }

  /**
   * The full URL of the request, of the first row's if it has placeholders.
   *
   * @throws IllegalStateException when there is no base URL
   */
  public URI url() {
    return URI.create(baseOrFail() + first().path());
  }

  /**
   * The full URL of the request, placeholders as they are.
   *
   * @throws IllegalStateException when there is no base URL
   */
  public String urlAsWritten() {
    return baseOrFail() + path;
  }

  private URI baseOrFail() {
    if (baseUrl == null) {
      throw new IllegalStateException("the sandbox has no URL before it is started; use at(…)");
    }
    return baseUrl;
  }

  /** The settings in one line, secrets masked. */
  @Override
  public String toString() {
    var shown =
        headers.list().stream()
            .map(
                header -> header.name() + "=" + Secrets.USUAL.masked(header.name(), header.value()))
            .toList();
    return ("TargetSettings[baseUrl=%s, method=%s, path=%s, headers=%s, body=%s,"
            + " credentials=%s]")
        .formatted(
            baseUrl, method, Secrets.USUAL.masked("path", path), shown, body, credentials.keySet());
  }
}

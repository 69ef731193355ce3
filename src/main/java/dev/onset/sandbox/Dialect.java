package dev.onset.sandbox;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The ways of gateways to turn a request away and to declare their limit. */
public enum Dialect {
  /** 429 with JSON and the fields of the IETF's draft. */
  STANDARD(429, "application/json", Fields.STANDARD, Fields.STANDARD),
  /** 429 with JSON, and no fields unless they are asked for. */
  TYK(429, "application/json", Fields.NONE, Fields.EPOCH),
  /** 403 with JSON, the fields with admitted requests only. */
  TYK_QUOTA(403, "application/json", Fields.EPOCH_WHEN_ADMITTED, Fields.EPOCH_WHEN_ADMITTED),
  /** 403 whose JSON says 429, the fields with admitted requests only. */
  APINTO(403, "application/json", Fields.UNIT_WHEN_ADMITTED, Fields.UNIT_WHEN_ADMITTED),
  /** 429 with JSON, fields of two families, and {@code Retry-After}. */
  KONG(429, "application/json", Fields.KONG, Fields.KONG),
  /** 503 with a page of HTML. */
  NGINX(503, "text/html", Fields.NONE, Fields.STANDARD),
  /** 429 with JSON, and fields whose reset is a Go duration. */
  OPENAI(429, "application/json", Fields.REQUESTS, Fields.REQUESTS),
  /** 429 with a line of text, and two fields that say when to come back. */
  TRAEFIK(429, "text/plain", Fields.RETRY, Fields.RETRY),
  /** 429 without a body, and fields that describe the bucket. */
  SPRING(429, "text/plain", Fields.REPLENISH, Fields.REPLENISH),
  /** 429 that says nothing. */
  NONE(429, "text/plain", Fields.NONE, Fields.STANDARD);

  private final int status;
  private final String contentType;
  private final Fields usual;
  private final Fields wanted;

  Dialect(int status, String contentType, Fields usual, Fields wanted) {
    this.status = status;
    this.contentType = contentType;
    this.usual = usual;
    this.wanted = wanted;
  }

  /** The name in a configuration, as {@code tyk-quota}. */
  public String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The rejection of this dialect, for a limit or for none. */
  public Rejection rejection(@Nullable RateLimit limit) {
    String unit = limit == null ? "second" : Declaration.unit(limit);
    return new Rejection(status, Map.of(), body(unit), contentType, usual);
  }

  /** The fields that are declared when that is asked for, or when the contrary is. */
  public Fields fields(boolean declared) {
    return declared ? wanted : Fields.NONE;
  }

  private String body(String unit) {
    return switch (this) {
      case STANDARD, TYK -> "{\"error\": \"API Rate Limit Exceeded\"}";
      case TYK_QUOTA -> "{\"error\": \"Quota exceeded\"}";
      case APINTO ->
          "{\"message\": \"[rate_limiting] API rate limit of "
              + unit
              + " exceeded\", \"status_code\": 429}";
      case KONG -> "{\"message\": \"API rate limit exceeded\"}";
      case NGINX ->
          """
          <html>
          <head><title>503 Service Unavailable</title></head>
          <body><h1>503 Service Unavailable</h1><p>No more requests for now.</p></body>
          </html>
          """;
      case OPENAI ->
          "{\"error\": {\"message\": \"Too many requests: please wait before the next one.\","
              + " \"type\": \"rate_limit_error\", \"code\": \"rate_limit_exceeded\"}}";
      case TRAEFIK -> "Too Many Requests";
      case SPRING, NONE -> "";
    };
  }
}

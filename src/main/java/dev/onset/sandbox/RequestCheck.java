package dev.onset.sandbox;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The decision whether a request is small and plain enough, by its {@link RequestLimits}. */
final class RequestCheck {
  private static final Reply MALFORMED = Reply.malformed();
  private static final Reply LONG_URL = Reply.json(414, "{\"error\": \"URI Too Long\"}");
  private static final Reply LARGE_HEADERS =
      Reply.json(431, "{\"error\": \"Request Header Fields Too Large\"}");
  private static final Reply LARGE_BODY = Reply.json(413, "{\"error\": \"Content Too Large\"}");

  /** What separates name and value, and ends the line. */
  private static final int MARKS = 4;

  private final RequestLimits limits;

  RequestCheck(RequestLimits limits) {
    this.limits = limits;
  }

  /** The refusal of a head, or null if it is taken. */
  @Nullable Reply ofHead(HttpRequest request) {
    if (exceeds(request.uri().length(), limits.urlBytes())) {
      return LONG_URL;
    }
    if (hasLargeHeaders(request)) {
      return LARGE_HEADERS;
    }
    // RFC 9112, 3.2: whom such a request is for is anyone's guess.
    if (request.headers().getAll(HttpHeaderNames.HOST).size() > 1) {
      return MALFORMED;
    }
    return ofBody(HttpUtil.getContentLength(request, 0L));
  }

  /** The refusal of a body with so many bytes, or null if it is taken. */
  @Nullable Reply ofBody(long bytes) {
    return exceeds(bytes, limits.bodyBytes()) ? LARGE_BODY : null;
  }

  /** The refusal of what the decoder could not make out. */
  static Reply ofUndecoded(Throwable cause) {
    if (cause instanceof TooLongHttpLineException) {
      return LONG_URL;
    }
    return cause instanceof TooLongHttpHeaderException ? LARGE_HEADERS : MALFORMED;
  }

  /** Whether such a refusal is of what is no HTTP request at all. */
  static boolean isMalformed(Reply refusal) {
    return refusal == MALFORMED;
  }

  private boolean hasLargeHeaders(HttpRequest request) {
    if (exceeds(request.headers().size(), limits.headers())) {
      return true;
    }
    long all = 0;
    Iterator<Map.Entry<CharSequence, CharSequence>> lines =
        request.headers().iteratorCharSequence();
    while (lines.hasNext()) {
      Map.Entry<CharSequence, CharSequence> line = lines.next();
      // The decoder makes one character of each byte.
      long bytes = (long) line.getKey().length() + line.getValue().length() + MARKS;
      if (exceeds(bytes, limits.headerBytes())) {
        return true;
      }
      all += bytes;
    }
    return exceeds(all, limits.headersBytes());
  }

  private static boolean exceeds(long size, int limit) {
    return limit > 0 && size > limit;
  }
}

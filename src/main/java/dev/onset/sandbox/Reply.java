package dev.onset.sandbox;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Map;

/** A response whose bytes are laid out once, but for the fields that declare a limit. */
final class Reply {
  private static final byte[] LINE_END = ascii("\r\n");

  private final boolean ok;
  private final byte[] head;
  private final byte[] body;

  private Reply(int status, Map<String, String> headers, String contentType, byte[] body) {
    this.ok = status < 400;
    this.body = body;
    StringBuilder text = new StringBuilder("HTTP/1.1 ");
    text.append(status).append(' ').append(HttpResponseStatus.valueOf(status).reasonPhrase());
    text.append("\r\nContent-Type: ").append(contentType);
    text.append("\r\nContent-Length: ").append(body.length).append("\r\n");
    headers.forEach((name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
    this.head = ascii(text.toString());
  }

  /** A response with JSON. */
  static Reply json(int status, String body) {
    return new Reply(status, Map.of(), "application/json", body.getBytes(UTF_8));
  }

  /** A response to an admitted request, with JSON that may be encoded as the headers say. */
  static Reply json(Map<String, String> headers, byte[] body) {
    return new Reply(200, headers, "application/json", body);
  }

  /** The response to an admitted request. */
  static Reply admitted() {
    return json(200, "{\"status\": \"ok\"}");
  }

  /** The response to a request beyond the limit. */
  static Reply rejected(Rejection rejection) {
    return new Reply(
        rejection.status(),
        rejection.headers(),
        rejection.contentType(),
        rejection.body().getBytes(UTF_8));
  }

  /** The response to an admitted request for which the server's queue has no room. */
  static Reply overloaded() {
    return json(503, "{\"error\": \"Service overloaded, its queue is full\"}");
  }

  /** The response to an admitted request that fails by chance. */
  static Reply failed() {
    return json(503, "{\"error\": \"Upstream failure\"}");
  }

  /** The response to what is no HTTP request. */
  static Reply malformed() {
    return json(400, "{\"error\": \"Bad Request\"}");
  }

  /** Whether it is no error. */
  boolean isOk() {
    return ok;
  }

  /** The number of bytes of the response to a request, with these further fields. */
  int wireBytes(String fields, Asked asked) {
    int head = this.head.length + asked.persistence().field.length() + fields.length();
    return head + LINE_END.length + (asked.withBody() ? body.length : 0);
  }

  /**
   * The response's bytes.
   *
   * @param fields further fields in ASCII, each with its line end
   * @param withBody false for the response to HEAD
   */
  ByteBuf toBytes(
      ByteBufAllocator allocator, String fields, boolean withBody, Persistence persistence) {
    int length = head.length + persistence.field.length() + fields.length() + body.length;
    ByteBuf out = allocator.ioBuffer(length + LINE_END.length);
    out.writeBytes(head).writeCharSequence(persistence.field, US_ASCII);
    out.writeCharSequence(fields, US_ASCII);
    out.writeBytes(LINE_END);
    return withBody ? out.writeBytes(body) : out;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }

  /** Whether the connection stays open after the response, and the field that says so. */
  enum Persistence {
    /** Stays open, as is usual in HTTP/1.1. */
    KEPT(""),
    /** Stays open because a caller of HTTP/1.0 asked for it. */
    KEPT_ON_REQUEST("Connection: keep-alive\r\n"),
    /** Closes. */
    CLOSED("Connection: close\r\n"),
    /**
     * Closes when the caller has closed, or after 2 s, and drops what it sends until then; to close
     * before all is read would reset the connection, and the response may be lost.
     */
    LINGERING("Connection: close\r\n");

    private final String field;

    Persistence(String field) {
      this.field = field;
    }

    /** Whether no further request is answered. */
    boolean closes() {
      return this == CLOSED || this == LINGERING;
    }
  }
}

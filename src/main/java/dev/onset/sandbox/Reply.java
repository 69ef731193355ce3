package dev.onset.sandbox;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A response whose bytes are laid out once, but for the two numbers of {@code RateLimit}. */
final class Reply {
  private static final byte[] REMAINING = ascii("RateLimit: \"default\";r=");
  private static final byte[] RESET = ascii(";t=");
  private static final byte[] LINE_END = ascii("\r\n");
  private static final int MAX_DIGITS = 19;

  private final byte[] head;
  private final byte[] body;
  private final boolean announcesRate;

  private Reply(
      int status,
      Map<String, String> headers,
      String contentType,
      String body,
      @Nullable RateLimit announced) {
    this.body = body.getBytes(UTF_8);
    this.announcesRate = announced != null;
    StringBuilder text = new StringBuilder("HTTP/1.1 ");
    text.append(status).append(' ').append(HttpResponseStatus.valueOf(status).reasonPhrase());
    text.append("\r\nContent-Type: ").append(contentType);
    text.append("\r\nContent-Length: ").append(this.body.length).append("\r\n");
    headers.forEach((name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
    if (announced != null) {
      text.append("RateLimit-Policy: ").append(announced.policy()).append("\r\n");
    }
    this.head = ascii(text.toString());
  }

  /** The response to an admitted request. */
  static Reply admitted(SandboxLimits limits) {
    return new Reply(200, Map.of(), "application/json", "{\"status\": \"ok\"}", limits.announced());
  }

  /** The response to a request beyond the rate. */
  static Reply rejected(SandboxLimits limits) {
    Rejection rejection = limits.rejection();
    return new Reply(
        rejection.status(),
        rejection.headers(),
        rejection.contentType(),
        rejection.body(),
        limits.announced());
  }

  /** The response to what is no HTTP request; it never carries a rate. */
  static Reply malformed() {
    return new Reply(400, Map.of(), "application/json", "{\"error\": \"Bad Request\"}", null);
  }

  /**
   * The response's bytes.
   *
   * @param decision the limiter's answer, for the tokens left and the time until the bucket is full
   * @param withBody false for the response to HEAD
   */
  ByteBuf toBytes(
      ByteBufAllocator allocator, Decision decision, boolean withBody, Persistence persistence) {
    ByteBuf out =
        allocator.ioBuffer(
            head.length
                + persistence.field.length()
                + REMAINING.length
                + RESET.length
                + 2 * (MAX_DIGITS + LINE_END.length)
                + body.length);
    out.writeBytes(head).writeCharSequence(persistence.field, US_ASCII);
    if (announcesRate) {
      writeDecimal(out.writeBytes(REMAINING), decision.remaining());
      writeDecimal(out.writeBytes(RESET), wholeSeconds(decision.resetNanos()));
      out.writeBytes(LINE_END);
    }
    out.writeBytes(LINE_END);
    return withBody ? out.writeBytes(body) : out;
  }

  /** Seconds, rounded up: a caller that waits this long finds the bucket full. */
  private static long wholeSeconds(long nanos) {
    return (nanos + TimeUnit.SECONDS.toNanos(1) - 1) / TimeUnit.SECONDS.toNanos(1);
  }

  private static void writeDecimal(ByteBuf out, long number) {
    if (number >= 10) {
      writeDecimal(out, number / 10);
    }
    out.writeByte('0' + (int) (number % 10));
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
    CLOSED("Connection: close\r\n");

    private final String field;

    Persistence(String field) {
      this.field = field;
    }
  }
}

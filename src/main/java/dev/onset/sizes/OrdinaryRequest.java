package dev.onset.sizes;

import dev.onset.request.Body;
import dev.onset.request.Header;
import dev.onset.request.Headers;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A request that the target is known to take, byte for byte as HTTP/1.1, and larger ones made of
 * it. Immutable.
 *
 * @param target path and query, as sent
 * @param headers every header line, {@code Host} among them
 */
public record OrdinaryRequest(String method, String target, Headers headers, Body body) {

  private static final String PADDING = "X-Onset-Padding";
  private static final String LINE = "X-Onset-%06d";
  private static final int LINE_END = 2;

  /** The shortest line that pads: its name, a colon, a space, one character, the line's end. */
  private static final int SHORTEST_LINE = LINE.formatted(0).length() + 3 + LINE_END;

  /** The request as bytes. */
  public byte[] bytes() {
    return bytes(target, headers.list(), body.bytes());
  }

  /** The smallest size that {@link #of} can make in a dimension. */
  public long least(Dimension dimension) {
    return switch (dimension) {
      case ONE_HEADER_BYTES -> PADDING.length() + 3L + LINE_END;
      case HEADER_COUNT -> headers.list().size() + 1L;
      case ALL_HEADERS_BYTES -> headerBytes() + SHORTEST_LINE;
      case URL_BYTES -> target.length() + parameter().length() + 1L;
      case BODY_BYTES -> Math.max(1, body.length());
    };
  }

  /**
   * The request grown to a size.
   *
   * @param size at least {@link #least}
   * @param lineBytes how long the lines are of which many headers consist, line's end included
   */
  public byte[] of(Dimension dimension, long size, int lineBytes) {
    if (size < least(dimension) || size > Integer.MAX_VALUE / 2) {
      throw new IllegalArgumentException(dimension + " of " + size);
    }
    return switch (dimension) {
      case ONE_HEADER_BYTES ->
          with(
              List.of(
                  new Header(PADDING, "a".repeat((int) size - PADDING.length() - 2 - LINE_END))));
      case HEADER_COUNT -> with(lines((int) size - headers.list().size(), SHORTEST_LINE));
      case ALL_HEADERS_BYTES -> with(filling((int) size - (int) headerBytes(), lineBytes));
      case URL_BYTES ->
          bytes(
              target
                  + parameter()
                  + "a".repeat((int) size - target.length() - parameter().length()),
              headers.list(),
              body.bytes());
      case BODY_BYTES -> withBody((int) size);
    };
  }

  /** The request with one more header line, written as it is. */
  public byte[] with(String line) {
    return bytes(target, headers.list(), List.of(line), body.bytes());
  }

  /** The request without the header of a name. */
  public byte[] without(String name) {
    return bytes(
        target, headers.list().stream().filter(each -> !each.is(name)).toList(), body.bytes());
  }

  private long headerBytes() {
    return headers.list().stream()
        .mapToLong(each -> each.name().length() + 2L + each.value().length() + LINE_END)
        .sum();
  }

  /** Padded with spaces, which JSON and forms without a last value do not mind. */
  private byte[] withBody(int size) {
    var padded = Arrays.copyOf(body.bytes(), size);
    Arrays.fill(padded, body.length(), size, (byte) ' ');
    var length = Integer.toString(size);
    return bytes(target, headers.with("Content-Length", length).list(), padded);
  }

  private String parameter() {
    return (target.contains("?") ? "&" : "?") + "onset=";
  }

  private static List<Header> filling(int bytes, int lineBytes) {
    int length = Math.max(SHORTEST_LINE, lineBytes);
    int whole = Math.max(0, bytes / length - 1);
    var lines = new ArrayList<>(lines(whole, length));
    // The last one takes what is left, so that every size can be made.
    lines.add(line(whole, bytes - whole * length));
    return lines;
  }

  private static List<Header> lines(int count, int length) {
    var lines = new ArrayList<Header>();
    for (int i = 0; i < count; i++) {
      lines.add(line(i, length));
    }
    return lines;
  }

  private static Header line(int number, int length) {
    var name = LINE.formatted(number);
    return new Header(name, "a".repeat(length - name.length() - 2 - LINE_END));
  }

  private byte[] with(List<Header> more) {
    var all = new ArrayList<>(headers.list());
    all.addAll(more);
    return bytes(target, all, body.bytes());
  }

  private byte[] bytes(String wholeTarget, List<Header> lines, byte[] content) {
    return bytes(wholeTarget, lines, List.of(), content);
  }

  private byte[] bytes(
      String wholeTarget, List<Header> lines, List<String> asTheyAre, byte[] content) {
    var head = new StringBuilder(method + " " + wholeTarget + " HTTP/1.1\r\n");
    lines.forEach(line -> head.append(line.name() + ": " + line.value() + "\r\n"));
    asTheyAre.forEach(line -> head.append(line + "\r\n"));
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    bytes.writeBytes(content);
    return bytes.toByteArray();
  }
}

package dev.onset.sandbox;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How large the answers of the server are, and how fast they leave.
 *
 * <p>All answers 200 but the health check's share one link and leave it one after the other, each
 * after {@code wire bytes / bandwidth}, where the wire bytes are those of its head and its body as
 * it is sent. So the link has a capacity of {@code bandwidth / wire bytes} answers/s. One that
 * would wait for more than 1 s for its turn is answered 503 at once and does not use it, and
 * neither do other errors.
 *
 * @param bytes of JSON in an answer, before it is compressed; 0 for the short one, or from 100 to
 *     10,000,000
 * @param gzip whether the JSON is compressed for callers who accept that
 * @param bandwidth of the link, in bytes/s, from 1,000 on; 0 for no limit
 * @param pageParameter name of the query parameter that asks for a number of rows, or empty for
 *     none
 * @param pageRows number of rows for which {@code bytes} are sent, from 1 to 1,000,000; another
 *     number gets its share, though at most 10,000,000 bytes
 */
public record LargeAnswers(
    int bytes, boolean gzip, long bandwidth, String pageParameter, int pageRows) {
  private static final int LEAST_BYTES = 100;
  private static final int MOST_BYTES = 10_000_000;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._~-]{0,100}");

  /** Short answers without delay. */
  public static final LargeAnswers NONE = new LargeAnswers(0, false, 0, "", 100);

  /** Refuses what is out of range with an {@link IllegalArgumentException}. */
  public LargeAnswers {
    new Rules()
        .require(
            bytes == 0 || (bytes >= LEAST_BYTES && bytes <= MOST_BYTES),
            "body.bytes",
            bytes,
            "0 or from 100 to 10000000")
        .require(
            bandwidth == 0 || bandwidth >= 1_000,
            "body.bandwidth",
            bandwidth,
            "0 or 1000 bytes/s and more")
        .require(
            NAME.matcher(pageParameter).matches(),
            "body.pageParameter",
            '"' + pageParameter + '"',
            "letters, digits and . _ ~ -, or empty")
        .require(
            pageRows >= 1 && pageRows <= 1_000_000,
            "body.pageRows",
            pageRows,
            "from 1 to 1000000 rows")
        .check();
  }

  /** The bytes of JSON in the answer to a request target. */
  int bytesFor(String target) {
    int query = target.indexOf('?');
    if (pageParameter.isEmpty() || query < 0) {
      return bytes;
    }
    for (String parameter : target.substring(query + 1).split("&", -1)) {
      if (parameter.startsWith(pageParameter + "=")) {
        String rows = parameter.substring(pageParameter.length() + 1);
        return rows.matches("\\d{1,9}") ? share(Long.parseLong(rows)) : bytes;
      }
    }
    return bytes;
  }

  private int share(long rows) {
    return (int) Math.min(MOST_BYTES, Math.round((double) bytes * rows / pageRows));
  }

  /** The answers in words, or the empty text if they are nothing special. */
  String describe() {
    if (bytes == 0 && bandwidth == 0) {
      return "";
    }
    LargeReplies replies = new LargeReplies(this);
    String size =
        bytes == 0
            ? "short"
            : bytes
                + " bytes of JSON"
                + (gzip ? ", gzipped on request" : "")
                + (pageParameter.isEmpty()
                    ? ""
                    : ", of which %s=N gets N/%d".formatted(pageParameter, pageRows));
    if (bandwidth == 0) {
      return size;
    }
    boolean both = bytes > 0 && gzip;
    return size
        + ", over one link of %d bytes/s, for %s requests/s"
            .formatted(bandwidth, perSecond(replies, false))
        + (both ? " or " + perSecond(replies, true) + " gzipped" : "");
  }

  private String perSecond(LargeReplies replies, boolean gzipped) {
    Asked asked = new Asked("", "/", true, Reply.Persistence.KEPT, gzipped);
    double capacity = (double) bandwidth / replies.to(asked).wireBytes("", asked);
    return String.format(Locale.ROOT, "%.1f", capacity);
  }
}

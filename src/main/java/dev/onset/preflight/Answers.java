package dev.onset.preflight;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Where an HTTP/1.1 answer ends (RFC 9112, section 6.3), as far as one needs to know to skip it.
 */
final class Answers {

  private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");
  private static final byte[] LAST_CHUNK = {'\n', '0', '\r', '\n', '\r', '\n'};

  private Answers() {}

  /** Reads the body and forgets it. */
  static void skipBody(TimedInput input, String method, int status, Map<String, String> headers)
      throws IOException {
    if (method.equals("HEAD") || status == 101 || status == 204 || status == 304) {
      return;
    }
    var encoding = headers.getOrDefault("transfer-encoding", "").toLowerCase(Locale.ROOT);
    var length = headers.getOrDefault("content-length", "");
    if (encoding.contains("chunked")) {
      skipToLastChunk(input);
    } else if (LENGTH.matcher(length).matches()) {
      skip(input, Long.parseLong(length));
    } else {
      skip(input, Long.MAX_VALUE);
    }
  }

  private static void skip(TimedInput input, long bytes) throws IOException {
    for (long i = 0; i < bytes && input.read() >= 0; i++) {}
  }

  /** Ends early when the content looks like the end, which does no harm here. */
  private static void skipToLastChunk(TimedInput input) throws IOException {
    // As if a chunk had ended just before, for an answer without any.
    int matched = 1;
    while (matched < LAST_CHUNK.length) {
      int next = input.read();
      if (next < 0) {
        return;
      }
      if (next == LAST_CHUNK[matched]) {
        matched++;
      } else {
        matched = next == '\n' ? 1 : 0;
      }
    }
  }
}

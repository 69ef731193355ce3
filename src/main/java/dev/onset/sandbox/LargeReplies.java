package dev.onset.sandbox;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;

/**
 * The answers of {@link LargeAnswers}, the last few of which are kept; for one thread.
 *
 * <p>A body is a JSON object with rows, filled up with white space to have exactly its bytes. The
 * rows are chosen so that they compress to about a quarter.
 */
final class LargeReplies {
  private static final int MOST_KEPT = 8;
  private static final String START = "{\"rows\":[";
  private static final String END = "]}";
  private static final String[] CITIES = {
    "Lisbon", "Porto", "Madrid", "Vienna", "Prague", "Warsaw", "Riga", "Oslo"
  };
  private static final int KEY_LENGTH = 18;

  private final Reply ok = Reply.admitted();
  private final LargeAnswers answers;
  private final Map<Kind, Reply> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Kind, Reply> eldest) {
          return size() > MOST_KEPT;
        }
      };

  /** What tells bodies apart. */
  private record Kind(int bytes, boolean gzipped) {}

  LargeReplies(LargeAnswers answers) {
    this.answers = answers;
  }

  /** The answer to an admitted request. */
  Reply to(Asked asked) {
    if (answers.bytes() == 0) {
      return ok;
    }
    Kind kind = new Kind(answers.bytesFor(asked.target()), answers.gzip() && asked.gzip());
    return kept.computeIfAbsent(kind, this::made);
  }

  private Reply made(Kind kind) {
    Map<String, String> fields = new LinkedHashMap<>();
    if (kind.gzipped()) {
      fields.put("Content-Encoding", "gzip");
    }
    if (answers.gzip()) {
      fields.put("Vary", "Accept-Encoding");
    }
    byte[] text = text(kind.bytes());
    return Reply.json(fields, kind.gzipped() ? gzipped(text) : text);
  }

  /** JSON of so many bytes, or of the fewest possible. */
  static byte[] text(int bytes) {
    SplittableRandom random = new SplittableRandom(1);
    StringBuilder text = new StringBuilder(Math.max(bytes, START.length() + END.length()));
    text.append(START);
    String row = row(1, random);
    for (int i = 2; text.length() + row.length() + END.length() <= bytes; i++) {
      text.append(row);
      row = "," + row(i, random);
    }
    int space = bytes - text.length() - END.length();
    return text.append(" ".repeat(Math.max(0, space))).append(END).toString().getBytes(US_ASCII);
  }

  private static String row(int id, SplittableRandom random) {
    StringBuilder row = new StringBuilder("{\"id\":").append(id);
    row.append(",\"status\":\"").append(random.nextBoolean() ? "open" : "paid");
    row.append("\",\"city\":\"").append(CITIES[random.nextInt(CITIES.length)]);
    row.append("\",\"key\":\"");
    for (int i = 0; i < KEY_LENGTH; i++) {
      row.append(Character.forDigit(random.nextInt(36), 36));
    }
    return row.append("\"}").toString();
  }

  private static byte[] gzipped(byte[] text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return bytes.toByteArray();
  }
}

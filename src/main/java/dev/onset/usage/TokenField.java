package dev.onset.usage;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * The place in a JSON body that says how many tokens a request cost, such as {@code
 * usage.total_tokens}.
 *
 * <p>Names are separated by dots; a whole number is a place in an array, from 0. The body may also
 * be a stream of server-sent events, whose last event with the field counts. At most {@value
 * #MOST_BYTES} bytes are looked at, of an event stream the last ones. Immutable and thread-safe; no
 * body makes it fail.
 */
public final class TokenField {

  /** Most bytes of a body that are looked at. */
  public static final int MOST_BYTES = 1 << 20;

  private static final Pattern PATH = Pattern.compile("[^.\\s]{1,100}(?:\\.[^.\\s]{1,100}){0,15}");
  private static final double MOST_TOKENS = 1e12;
  private static final byte[] EVENT = {'d', 'a', 't', 'a', ':'};
  private static final JsonFactory JSON = new JsonFactory();

  private final List<String> path;

  private TokenField(List<String> path) {
    this.path = path;
  }

  /** Whether a text names a field: names without spaces, separated by dots. */
  public static boolean isPath(String text) {
    return PATH.matcher(text).matches();
  }

  /**
   * The field of a path.
   *
   * @throws IllegalArgumentException when {@link #isPath} says no
   */
  public static TokenField of(String path) {
    if (!isPath(path)) {
      throw new IllegalArgumentException("no path of names separated by dots: " + path);
    }
    return new TokenField(Pattern.compile("\\.").splitAsStream(path).toList());
  }

  /** How many tokens a body says, 0 or more; empty when it does not say. */
  public OptionalDouble in(byte[] body) {
    int start = 0;
    while (start < body.length && body[start] <= ' ' && body[start] >= 0) {
      start++;
    }
    if (start == body.length) {
      return OptionalDouble.empty();
    }
    boolean json = body[start] == '{' || body[start] == '[';
    return json
        ? number(body, start, Math.min(body.length, start + MOST_BYTES))
        : lastEvent(body, Math.max(start, body.length - MOST_BYTES));
  }

  private OptionalDouble lastEvent(byte[] body, int from) {
    int end = body.length;
    for (int at = body.length - 1; at >= from; at--) {
      boolean line = at == from || body[at - 1] == '\n';
      if (line && Arrays.equals(body, at, Math.min(end, at + EVENT.length), EVENT, 0, 5)) {
        var found = number(body, at + EVENT.length, end);
        if (found.isPresent()) {
          return found;
        }
      }
      end = line ? at : end;
    }
    return OptionalDouble.empty();
  }

  private OptionalDouble number(byte[] body, int from, int to) {
    try (var parser = JSON.createParser(body, from, to - from)) {
      parser.nextToken();
      return value(parser, 0);
    } catch (IOException e) {
      // Not JSON, or cut off before the field.
      return OptionalDouble.empty();
    }
  }

  /** What the rest of the path, from {@code depth} on, finds in the value that the parser is at. */
  private OptionalDouble value(JsonParser parser, int depth) throws IOException {
    var token = parser.currentToken();
    if (depth == path.size()) {
      return token != null && token.isNumeric()
          ? plausible(parser.getDoubleValue())
          : OptionalDouble.empty();
    }
    if (token != JsonToken.START_OBJECT && token != JsonToken.START_ARRAY) {
      return OptionalDouble.empty();
    }
    var name = path.get(depth);
    boolean array = token == JsonToken.START_ARRAY;
    for (int index = 0; ; index++) {
      var next = parser.nextToken();
      if (next == null || next == JsonToken.END_OBJECT || next == JsonToken.END_ARRAY) {
        return OptionalDouble.empty();
      }
      boolean wanted = (array ? Integer.toString(index) : parser.currentName()).equals(name);
      if (!array) {
        parser.nextToken();
      }
      if (wanted) {
        return value(parser, depth + 1);
      }
      parser.skipChildren();
    }
  }

  private static OptionalDouble plausible(double tokens) {
    return tokens >= 0 && tokens <= MOST_TOKENS
        ? OptionalDouble.of(tokens)
        : OptionalDouble.empty();
  }
}

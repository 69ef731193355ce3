package dev.onset.outcome;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The short text under which an ending is counted: what the target or the client said, on one line.
 *
 * <p>White space is folded, control and direction characters are written as escapes, and what
 * differs from attempt to attempt is blanked, so that equal causes count together: the client's own
 * ports, object and query numbers, hexadecimal identifiers of 16 digits and more. The target's
 * address and durations stay. Texts may still differ in numbers that an API puts into its message
 * ({@code try again in 12 ms}), so whoever counts them must bound how many it keeps.
 *
 * <p>Pure and thread-safe; no input throws.
 */
public final class Verbatim {

  /** The most characters of a text for a response. */
  public static final int LONGEST_ANSWER = 160;

  /** The most characters of a text for a failure. */
  public static final int LONGEST_FAILURE = 240;

  /** The most characters of a request's name before its text. */
  private static final int LONGEST_NAME = 60;

  /** How much of a text is looked at before it is cut; blanking makes texts shorter. */
  private static final int WINDOW = 1_000;

  private record Noise(Pattern pattern, String replacement) {
    static Noise of(String regex, String replacement) {
      return new Noise(Pattern.compile(regex), replacement);
    }

    String blank(String text) {
      return pattern.matcher(text).replaceAll(replacement);
    }
  }

  /** Identifiers, as many gateways put one into each body: UUIDs and long hexadecimal numbers. */
  private static final Noise IDENTIFIERS =
      Noise.of(
          "(?<![\\w-])(?<!record: )(?:[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
              + "|(?=[a-fA-F]{0,64}[0-9])[0-9a-fA-F]{16,})(?![\\w-])",
          "<id>");

  private static final List<Noise> FAILURE_NOISE =
      List.of(
          // the first bytes tell what spoke instead of TLS, later ones may hold the time
          Noise.of("(SSL/TLS record: [0-9a-fA-F]{32})[0-9a-fA-F]+", "$1…"),
          // Netty's channel: [id: 0x1a2b3c4d, L:/10.0.0.1:45678 - R:api.test/10.0.0.2:443]
          Noise.of("\\bid: 0x[0-9a-fA-F]+", "id: <id>"),
          Noise.of(
              "(\\bL:[^\\s,\\[\\]]{0,120}?(?:\\[[^\\s\\]]{0,60}\\])?):\\d{1,5}(?=[\\s,\\]]|$)",
              "$1:<port>"),
          Noise.of(
              "((?i:\\blocal(?: ?address)?)[:=] ?[^\\s,\\]]{0,120}?):\\d{1,5}(?=[\\s,\\])]|$)",
              "$1:<port>"),
          // Netty's resolver: [40321: /10.0.0.53:53] … query '40321' via UDP
          Noise.of("\\[\\d{1,5}: (?=\\S{0,120}/)", "[<id>: "),
          Noise.of("\\bquery '\\d{1,5}'", "query '<id>'"),
          // an object without a toString of its own
          Noise.of("(?<=[\\w;])@[0-9a-f]{5,8}\\b", "@<id>"),
          // OutOfDirectMemoryError
          Noise.of("\\(used: \\d+", "(used: <n>"),
          IDENTIFIERS);

  private Verbatim() {}

  /** The text for {@code ending}; never blank for a failure that has a text. */
  public static String of(Ending ending) {
    if (ending instanceof Ending.Answered answered) {
      String body = IDENTIFIERS.blank(OneLine.of(answered.bodyStart(), WINDOW));
      return OneLine.cut((answered.status() + " " + body).strip(), LONGEST_ANSWER);
    }
    if (ending instanceof Ending.Unanswered unanswered) {
      String text = OneLine.of(unanswered.failure(), WINDOW);
      for (Noise noise : FAILURE_NOISE) {
        text = noise.blank(text);
      }
      return OneLine.cut(text, LONGEST_FAILURE);
    }
    if (ending instanceof Ending.Iteration iteration) {
      var decisive = iteration.decisive();
      return OneLine.cut(OneLine.of(decisive.name(), WINDOW), LONGEST_NAME)
          + ": "
          + of(decisive.ending());
    }
    return "";
  }
}

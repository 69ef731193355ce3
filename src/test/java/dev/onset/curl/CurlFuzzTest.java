package dev.onset.curl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Hostile commands: real ones cut, spliced and mixed with what matters to a shell or to curl, and
 * noise. {@code -Dfuzz.inputs=1000000} makes it a million.
 */
class CurlFuzzTest {

  private static final int INPUTS = Integer.getInteger("fuzz.inputs", 20_000);

  /** Far more than any input takes, also on a busy machine. */
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private static final String SECRET = "hunter2Xq";

  private static final List<String> PIECES =
      List.of(
          "'",
          "\"",
          "\\",
          "^",
          "`",
          "$",
          "$'",
          "$\"",
          "$(",
          "${A}",
          "$A",
          "\\\n",
          "\\ \n",
          "^\n",
          "^\r\n",
          "\r\n",
          "\n",
          "\n\n",
          "#",
          " # ",
          "|",
          "||",
          "&",
          "&&",
          ";",
          ">",
          ">>",
          "2>&1",
          "<",
          "<<EOF",
          "(",
          ")",
          "{",
          "}",
          "{a,b}",
          "{1..9}",
          "[1-3]",
          "[::1]",
          "[]",
          "~",
          "*",
          "?",
          "!",
          "%",
          "%41",
          "%zz",
          "%A%",
          "%PATH%",
          "\\x41",
          "\\u0000",
          "\\U110000",
          "\\ud800",
          "\\777",
          "\\c",
          "\0",
          "\u001b",
          "\u00e4",
          "\u2192",
          "\ud83d\ude00",
          "\ud83d",
          "\u201c",
          "\u2014",
          "\u202e",
          "\ufeff",
          " ",
          "\t",
          "-",
          "--",
          "=",
          ":",
          ";",
          ",",
          "@",
          "@-",
          "@f",
          "@missing",
          "+",
          "curl ",
          "curl.exe ",
          " http://h/",
          " h:1/a/../b?c#d ",
          "https://u:" + SECRET + "@h",
          "http:///",
          "ftp://h",
          "//h",
          "http://h:99999",
          " -",
          " -d ",
          " -d@f ",
          " -H ",
          " -H@f ",
          " -H 'A: b' ",
          " -H 'A;' ",
          " -H 'Authorization: Bearer " + SECRET + "' ",
          " -u a:" + SECRET + " ",
          " -F ",
          " -F a=@f;type=x/y ",
          " -F 'a=\"b;c\";filename=\"d\"' ",
          ";type=",
          ";filename=",
          ";headers=",
          " --form-string a=b ",
          " -G ",
          " -I ",
          " -T f ",
          " -b a=" + SECRET + " ",
          " -X ",
          " --json ",
          " --data-urlencode ",
          " --url-query ",
          " --url ",
          " -r ",
          " -e ",
          " -A ",
          " --request-target ",
          " --next ",
          " -- ",
          " --no-",
          " --data-",
          " --http2 ",
          " -k ",
          " -L ",
          " -x p ",
          " -sSfLo ",
          " --resolve a:1:b ",
          " -H 'Content-Length: 3' ",
          " -H 'Host;' ",
          " -H 'Host: a' ",
          " --max-time 5 ");

  private static final Attachments FILES =
      name -> {
        if (!name.startsWith("f")) {
          throw new IOException("there is no such file");
        }
        return new byte[] {'l', '\r', '\n', 0, -1, '=', '&', ' '};
      };

  @Test
  void no_command_hangs_fails_otherwise_than_documented_or_shows_a_secret() throws Exception {
    long seed = Long.getLong("fuzz.seed", 20_261_123L);
    System.out.println("seed " + seed);
    var random = new Random(seed);
    var corpus = Commands.all().stream().map(Commands.Case::text).toList();
    int requests = 0;
    long longestNanos = 0;
    for (int i = 0; i < INPUTS; i++) {
      var text = text(random, corpus);
      int number = i;
      long begin = System.nanoTime();
      String said;
      try {
        var request = CurlCommand.parse(text, FILES, CurlCommand.BOUNDARY);
        requests++;
        check(request);
        said = request + " " + request.notes();
      } catch (UnreadableCommand expected) {
        assertThat(expected.mistakes()).isNotEmpty();
        said = expected.getMessage();
      } catch (RuntimeException | StackOverflowError | OutOfMemoryError thrown) {
        throw new AssertionError("seed %d, input %d: %s".formatted(seed, number, text), thrown);
      }
      longestNanos = Math.max(longestNanos, System.nanoTime() - begin);
      if (said.contains(SECRET)) {
        throw new AssertionError("a secret in: " + said + "\nfor: " + text);
      }
    }
    System.out.printf(
        "%d curl commands from seed %d, of which %d are requests; the longest took %d ms%n",
        INPUTS, seed, requests, longestNanos / 1_000_000);
    assertThat(longestNanos).isLessThan(LONGEST.toNanos());
    assertThat(requests).isBetween(INPUTS / 50, INPUTS * 49 / 50);
  }

  /** What holds of every request that is read. */
  private static void check(CurlRequest request) {
    assertThat(request.base())
        .matches("https?://[A-Za-z0-9._-]+(:\\d+)?|https?://\\[[0-9A-Fa-f:.]+](:\\d+)?");
    if (!request.path().startsWith("/")
        || request.path().chars().anyMatch(c -> c <= ' ' || c == 0x7f || c > 0xff)) {
      throw new AssertionError(request.path());
    }
    assertThat(request.method()).isNotEmpty();
    for (var header : request.headers().list()) {
      if (header.value().chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7f || c > 0xff)
          || header.name().isEmpty()
          || header.name().chars().anyMatch(c -> c <= ' ' || c >= 0x7f || c == ':')) {
        throw new AssertionError(header);
      }
    }
    assertThat(request.headers().list().stream().filter(header -> header.is("Host"))).hasSize(1);
  }

  private static String text(Random random, List<String> corpus) {
    return switch (random.nextInt(8)) {
      case 0 -> noise(random);
      case 1, 2 -> made(random);
      case 3 -> shuffled(random, corpus);
      default -> mutated(random, corpus);
    };
  }

  private static String any(Random random, List<String> list) {
    return list.get(random.nextInt(list.size()));
  }

  /** Characters of all kinds, sometimes many of one. */
  private static String noise(Random random) {
    var text = new StringBuilder(random.nextBoolean() ? "curl " : "");
    for (int parts = random.nextInt(20); parts >= 0; parts--) {
      text.append((char) random.nextInt(random.nextBoolean() ? 0x80 : 0x10000));
      if (random.nextInt(200) == 0) {
        text.append(any(random, PIECES).repeat(random.nextInt(3_000)));
      }
    }
    return text.toString();
  }

  /** A command of pieces. */
  private static String made(Random random) {
    var text = new StringBuilder("curl ");
    for (int parts = random.nextInt(12); parts >= 0; parts--) {
      text.append(any(random, PIECES));
      if (random.nextInt(3) == 0) {
        text.append(" x ");
      }
    }
    return text.toString();
  }

  /** The words of two commands in another order. */
  private static String shuffled(Random random, List<String> corpus) {
    var words = new ArrayList<String>();
    Collections.addAll(words, any(random, corpus).split(" ", -1));
    Collections.addAll(words, any(random, corpus).split(" ", -1));
    Collections.shuffle(words, random);
    return "curl " + String.join(" ", words).replace("{H}", "h:1");
  }

  /** A real command with some places changed. */
  private static String mutated(Random random, List<String> corpus) {
    var text = new StringBuilder(any(random, corpus).replace("{H}", "h:1"));
    for (int changes = random.nextInt(3); changes >= 0; changes--) {
      int at = random.nextInt(text.length() + 1);
      int end = Math.min(text.length(), at + random.nextInt(6));
      switch (random.nextInt(5)) {
        case 0 -> text.delete(at, end);
        case 1 -> text.insert(at, any(random, PIECES));
        case 2 -> text.replace(at, end, any(random, PIECES));
        case 3 -> text.insert(at, (char) random.nextInt(0x10000));
        default -> {
          var other = any(random, corpus);
          text.insert(at, other, 0, random.nextInt(other.length() + 1));
        }
      }
    }
    return text.toString();
  }
}

package dev.onset.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class OutcomeFuzzTest {

  private static final int INPUTS = 20_000;

  private static final List<String> FRAGMENTS =
      List.of(
          "rate limit ",
          "rate_limit",
          "exceeded ",
          "quota ",
          "if the ",
          "Connection timed out",
          "error(-110)",
          "error(-99999)",
          "error(-",
          "finishConnect(..) failed",
          "j.n.",
          ": ",
          "Request timeout ",
          "after 1000 ms",
          "to a/1.2.3.4:5",
          "status.find.",
          "is(200), found ",
          "429",
          "[id: 0x1a2b, L:/[::1]:1 - R:/1.1.1.1:2]",
          "query '1'",
          "\r\n\t ",
          "\u0000\u001b[2J",
          "\ud83d",
          "\udca5",
          "\ud83d\udca5",
          "\u202e",
          "\ufeff",
          "连接超时",
          "İıſK",
          "$1\\",
          "(",
          "[",
          "0123456789abcdef0123",
          "0e8400e2-9b41-41d4-a716-446655440000",
          "\"code\":429",
          "e\u0301");

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    int parts = random.nextInt(100) == 0 ? 2_000 : random.nextInt(12);
    for (int part = 0; part < parts; part++) {
      if (random.nextInt(4) == 0) {
        text.append((char) random.nextInt(0x10000));
      } else {
        text.append(FRAGMENTS.get(random.nextInt(FRAGMENTS.size())));
      }
    }
    return text.toString();
  }

  private static Ending ending(Random random) {
    if (random.nextBoolean()) {
      return new Ending.Unanswered(text(random), random.nextBoolean());
    }
    Map<String, String> headers = new HashMap<>();
    for (int header = random.nextInt(4); header > 0; header--) {
      boolean known = random.nextBoolean();
      headers.put(known ? "Retry-After" : text(random), text(random));
    }
    int status = random.nextInt(10) == 0 ? random.nextInt() : 400 + random.nextInt(135);
    return new Ending.Answered(status, headers, text(random));
  }

  @Test
  void no_input_throws_and_every_text_is_one_short_printable_line() {
    long seed = 20_260_101L;
    Random random = new Random(seed);
    for (int input = 0; input < INPUTS; input++) {
      Ending ending = ending(random);
      int number = input;
      Supplier<String> where = () -> "seed %d, input %d: %s".formatted(seed, number, ending);
      String verbatim;
      Outcome outcome;
      try {
        outcome = Classifier.classify(ending);
        verbatim = Verbatim.of(ending);
      } catch (RuntimeException | StackOverflowError thrown) {
        throw new AssertionError(where.get(), thrown);
      }
      assertThat(outcome).as(where).isNotNull();
      assertThat(verbatim)
          .as(where)
          .hasSizeLessThanOrEqualTo(Verbatim.LONGEST_FAILURE)
          .doesNotContainPattern("[\\p{Cntrl}\\p{Cs}\\u202e\\ufeff]");
      if (ending instanceof Ending.Answered answered) {
        assertThat(outcome == Outcome.OK).as(where).isEqualTo(answered.status() < 400);
        assertThat(verbatim).as(where).hasSizeLessThanOrEqualTo(Verbatim.LONGEST_ANSWER);
      }
    }
  }
}

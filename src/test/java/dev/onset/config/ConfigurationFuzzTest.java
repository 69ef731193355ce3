package dev.onset.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueType;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever stands in a configuration, it is taken or all its mistakes are listed. */
class ConfigurationFuzzTest {

  private static final int INPUTS = Integer.getInteger("fuzz.inputs", 3_000);
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-03-04T12:05:06Z"), ZoneOffset.UTC);

  /** Of processor time: the host may stop whatever it likes for as long as it likes. */
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private static final List<String> KEYS =
      ConfigFactory.parseResources("reference.conf").resolve().root().unwrapped().keySet().stream()
          .flatMap(root -> keys(root).stream())
          .toList();

  private static final List<String> FRAGMENTS =
      List.of(
          "1",
          "0",
          "-1",
          "1e3",
          "1e999",
          "99999999999999999999",
          "0.5",
          "5%",
          "100%",
          "-5%",
          "%",
          "2900ms",
          "10s",
          "5m",
          "1 d",
          "1 fortnight",
          "ms",
          "190/s",
          "11400/min",
          "/h",
          "/",
          "true",
          "auto",
          "none",
          "token-bucket",
          "tyk",
          "GET",
          "get",
          "https://api.example.com:8443",
          "http://",
          "http://u:p@h",
          "http://[::1]:80",
          "http://[",
          "//x",
          "localhost:80",
          "?a=b#c",
          "/path?x=%zz",
          "Bearer abc",
          "a/b",
          "..",
          "\u0000",
          "\u202e",
          "é",
          "\ud83d",
          "\\",
          "${x}",
          "null",
          "[]",
          "{}",
          "[1, 2]",
          "{ a = 1 }",
          "\"",
          "'",
          " ",
          "\n",
          "=",
          ":",
          ",",
          "+=",
          "#");

  private static List<String> keys(String root) {
    return ConfigFactory.parseResources("reference.conf").resolve().root().entrySet().stream()
        .filter(entry -> entry.getKey().equals(root))
        .filter(entry -> entry.getValue().valueType() == ConfigValueType.OBJECT)
        .flatMap(
            entry ->
                ((com.typesafe.config.ConfigObject) entry.getValue())
                    .toConfig().entrySet().stream().map(leaf -> root + "." + leaf.getKey()))
        .sorted()
        .toList();
  }

  private static String line(Random random) {
    var key = KEYS.get(random.nextInt(KEYS.size()));
    switch (random.nextInt(8)) {
      case 0 -> key = key.substring(0, random.nextInt(key.length() + 1));
      case 1 -> key = key + "." + text(random, 2);
      case 2 -> key = "onset.target.headers." + text(random, 2);
      case 3 -> key = "onset.expect.rate." + text(random, 1) + ".at-least";
      default -> {
        // As it is.
      }
    }
    var value = text(random, 3);
    return random.nextBoolean() ? key + " = \"" + value + "\"" : key + " = " + value;
  }

  private static String text(Random random, int most) {
    var text = new StringBuilder();
    for (int part = random.nextInt(most + 1); part >= 0; part--) {
      text.append(
          random.nextInt(6) == 0
              ? String.valueOf((char) random.nextInt(0x10000))
              : FRAGMENTS.get(random.nextInt(FRAGMENTS.size())));
    }
    return text.toString();
  }

  @Test
  void it_is_taken_or_refused_with_its_mistakes() {
    assertThat(KEYS).hasSizeGreaterThan(50);
    long seed = Long.getLong("fuzz.seed", 20_261_123L);
    System.out.println("seed " + seed);
    var random = new Random(seed);
    int taken = 0;
    int refused = 0;
    for (int input = 0; input < INPUTS; input++) {
      var hocon = new StringBuilder();
      for (int lines = random.nextInt(4); lines >= 0; lines--) {
        hocon.append(line(random)).append('\n');
      }
      long start = THREADS.getCurrentThreadCpuTime();
      Config config;
      try {
        config = ConfigFactory.parseString(hocon.toString());
      } catch (ConfigException e) {
        // Not HOCON: refused when the file is read, before it gets here.
        refused++;
        continue;
      }
      try {
        assertThat(SettingsLoader.load(config, NOON).effective()).isNotEmpty();
        taken++;
      } catch (InvalidConfiguration e) {
        assertThat(e.problems()).as(hocon.toString()).isNotEmpty();
        refused++;
      } catch (RuntimeException e) {
        throw new AssertionError("input %d of seed %d: %s".formatted(input, seed, hocon), e);
      }
      assertThat(Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - start))
          .as(hocon.toString())
          .isLessThan(LONGEST);
    }
    System.out.printf("%d inputs: %d taken, %d refused%n", INPUTS, taken, refused);
    assertThat(refused).isPositive();
  }
}

package dev.onset.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.gatling.GatlingProcess;
import dev.onset.simulation.RateOnsetSimulation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How evenly 2,000 requests/s arrive, by the clock of the server that receives them.
 *
 * <p>Run it alone: {@code mvn test -DexcludedGroups= -Dgroups=benchmark}.
 */
@Tag("benchmark")
class OfferedRateBenchmark {

  private static final int RATE = 2_000;
  private static final int SECONDS = 20;

  @TempDir Path folder;

  @Test
  void every_second_of_the_last_trial_is_within_half_a_percent() throws Exception {
    var gatewayFolder = Files.createDirectory(folder.resolve("nginx"));
    try (var nginx = RealGateway.nginx(gatewayFolder, "", "")) {
      var result =
          GatlingProcess.run(
              RateOnsetSimulation.class,
              Map.of(
                  "onset.target.base-url", nginx.baseUrl(),
                  "onset.target.path", "/ok.txt",
                  "onset.rate.start", "" + RATE,
                  "onset.rate.max", "" + RATE,
                  "onset.rate.confirm", SECONDS + "s"),
              folder);
      assertThat(result.exitCode()).as(result.output()).isZero();
    }
    var arrivals = new ArrayList<Double>();
    for (var line : Files.readAllLines(gatewayFolder.resolve("access.log"))) {
      arrivals.add(Double.valueOf(line.split(" ", 2)[0]));
    }
    var last = arrivals.subList(arrivals.size() - RATE * SECONDS, arrivals.size());
    var perSecond = new int[SECONDS];
    for (double arrival : last) {
      perSecond[Math.min(SECONDS - 1, Math.max(0, (int) (arrival - last.get(0))))]++;
    }
    for (int second = 0; second < SECONDS; second++) {
      System.out.printf("second %2d: %d requests arrived%n", second, perSecond[second]);
    }
    assertThat(Arrays.stream(perSecond).boxed())
        .allSatisfy(n -> assertThat(n).isBetween(RATE * 995 / 1000, RATE * 1005 / 1000));
  }
}

package dev.onset.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.onset.config.FileReader;
import dev.onset.config.SettingsLoader;
import dev.onset.load.Axis;
import dev.onset.record.ExperimentBuilder;
import dev.onset.record.ExperimentRecord;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs compare by the request that was sent, wherever it was written. */
class CurlComparisonTest {

  private static final String COMMAND =
      "curl 'https://h/v1?page=1' -H 'X-Plan: gold' -H 'Authorization: Bearer hunter2' -d size=500";
  private static final String KEYS =
      """
      onset.target {
        base-url = "https://h"
        method = POST
        path = "/v1?page=1"
        headers {
          Accept = "*/*"
          Authorization = "Bearer hunter2"
          Content-Type = application/x-www-form-urlencoded
          User-Agent = "curl/7.88.1"
          X-Plan = gold
        }
        body = "size=500"
      }
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        COMMAND,
        "curl -k -X POST -L --url 'https://h/v1?page=1' --data-raw size=500"
            + " -H 'Authorization: Bearer hunter2' -H 'X-Plan: gold' | jq .",
        "curl --url-query page=1 h/v1 --proto-default https -H 'X-Plan: gold' --oauth2-bearer x"
            + " --data-ascii size=500",
      })
  void the_same_request_compares(String command) {
    assertThat(obstacles(byCommand(COMMAND), byCommand(command))).isEmpty();
  }

  @Test
  void a_request_of_a_curl_file_compares_with_the_same_request_of_the_other_keys() {
    assertThat(obstacles(byCommand(COMMAND), byKeys(KEYS))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "curl 'https://h/v1?page=2' -H 'X-Plan: gold' -H 'Authorization: Bearer a' -d size=500",
        "curl 'https://h/v1?page=1' -H 'X-Plan: free' -H 'Authorization: Bearer a' -d size=500",
        "curl 'https://h/v1?page=1' -H 'X-Plan: gold' -H 'Authorization: Bearer a' -d size=501",
        "curl 'https://h/v1?page=1' -H 'X-Plan: gold' -H 'Authorization: Bearer a' -H 'B: 1' -d size=500",
        "curl 'https://h/v1?page=1' -H 'X-Plan: gold' -d size=500",
        "curl 'https://h/v1?page=1' -H 'X-Plan: gold' -H 'Authorization: Bearer a' --json size=500",
        "curl 'https://h/v1?page=1' -H 'X-Plan: gold' -H 'Authorization: Bearer a' -d size=500 -X PUT",
        "curl 'https://h/v2?page=1' -H 'X-Plan: gold' -H 'Authorization: Bearer a' -d size=500",
        "curl 'https://h:8443/v1?page=1' -H 'X-Plan: gold' -H 'Authorization: Bearer a' -d size=500",
      })
  void another_request_does_not(String command) {
    assertThat(obstacles(byCommand(COMMAND), byCommand(command))).isNotEmpty();
    assertThat(obstacles(byKeys(KEYS), byCommand(command))).isNotEmpty();
  }

  @Test
  void of_a_masked_body_it_is_said_that_only_the_length_is_known() {
    var note =
        "The body is masked in the records: of another one of the same length nothing is known.";

    assertThat(notes("curl http://h -d token=a", "curl http://h -d token=b")).contains(note);
    assertThat(notes(COMMAND, COMMAND)).doesNotContain(note);
  }

  /** What about the target keeps the two apart. */
  private static List<Obstacle> obstacles(ExperimentRecord baseline, ExperimentRecord candidate) {
    return compare(baseline, candidate).obstacles().stream()
        .filter(obstacle -> obstacle.kind() == Obstacle.Kind.TARGET)
        .toList();
  }

  private static List<String> notes(String baseline, String candidate) {
    return compare(byCommand(baseline), byCommand(candidate)).notes();
  }

  private static AxisComparison compare(ExperimentRecord baseline, ExperimentRecord candidate) {
    return Comparison.of(List.of(baseline), List.of(candidate), Tolerances.DEFAULT).axes().get(0);
  }

  private static ExperimentRecord byCommand(String command) {
    return experiment(
        "onset.target.curl-file = a.txt", file -> command.getBytes(StandardCharsets.UTF_8));
  }

  private static ExperimentRecord byKeys(String hocon) {
    return experiment(hocon, file -> new byte[0]);
  }

  private static ExperimentRecord experiment(String hocon, FileReader files) {
    var settings = SettingsLoader.load(ConfigFactory.parseString(hocon), Clock.systemUTC(), files);
    var target = settings.target();
    var url = target.url().toString().replaceFirst("[?].*", "?…");
    var builder = new ExperimentBuilder(Axis.RATE).target(url, target.method(), false);
    settings.effective().forEach(builder::configuration);
    return builder.build();
  }
}

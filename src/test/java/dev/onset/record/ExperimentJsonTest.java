package dev.onset.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.onset.load.Axis;
import dev.onset.outcome.Outcome;
import dev.onset.outcome.Phase;
import dev.onset.record.ExperimentJson.UnreadableExperiment;
import dev.onset.record.ExperimentRecord.Address;
import dev.onset.record.ExperimentRecord.AdmittedLatency;
import dev.onset.record.ExperimentRecord.Cost;
import dev.onset.record.ExperimentRecord.Declared;
import dev.onset.record.ExperimentRecord.Diagnosis;
import dev.onset.record.ExperimentRecord.Distribution;
import dev.onset.record.ExperimentRecord.DroppedSyn;
import dev.onset.record.ExperimentRecord.Host;
import dev.onset.record.ExperimentRecord.Latency;
import dev.onset.record.ExperimentRecord.Limiter;
import dev.onset.record.ExperimentRecord.Machine;
import dev.onset.record.ExperimentRecord.PhaseLatency;
import dev.onset.record.ExperimentRecord.Promise;
import dev.onset.record.ExperimentRecord.Recovery;
import dev.onset.record.ExperimentRecord.RetryAfter;
import dev.onset.record.ExperimentRecord.Scope;
import dev.onset.record.ExperimentRecord.Series;
import dev.onset.record.ExperimentRecord.Tokens;
import dev.onset.record.ExperimentRecord.Trial;
import dev.onset.search.Onset;
import dev.onset.search.OnsetStatus;
import dev.onset.search.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExperimentJsonTest {

  private static final JsonMapper PLAIN = new JsonMapper();

  static Stream<ExperimentRecord> records() {
    return Stream.of(
        SampleExperiments.rate(),
        SampleExperiments.watched(),
        SampleExperiments.concurrency(),
        everyProperty(0.83));
  }

  @ParameterizedTest
  @MethodSource("records")
  void a_record_survives_its_text(ExperimentRecord experiment) throws Exception {
    assertThat(ExperimentJson.read(ExperimentJson.write(experiment))).isEqualTo(experiment);
  }

  /** Names and order of the properties are a contract; a change here breaks everyone's files. */
  @ParameterizedTest
  @ValueSource(strings = {"und", "en-US", "de-DE", "ru-RU", "ar-EG", "tr-TR"})
  void the_text_is_the_same_everywhere(String language) throws Exception {
    var before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag(language));
      assertThat(ExperimentJson.write(everyProperty(0.83))).isEqualTo(golden());
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void the_golden_file_can_be_read() throws Exception {
    assertThat(ExperimentJson.read(golden())).isEqualTo(everyProperty(0.83));
  }

  /** Written before limiters were named: no variant, promise, scope, recovery or cost. */
  @Test
  void an_earlier_file_can_be_read_and_what_it_lacks_is_unknown() throws Exception {
    var read = ExperimentJson.read(file("experiment-1.json"));

    assertThat(read.recovery()).isNull();
    assertThat(read.cost()).isNull();
    var limiter = read.limiter();
    assertThat(limiter.algorithm()).isEqualTo("TOKEN_BUCKET");
    assertThat(limiter.variant()).isNull();
    assertThat(limiter.explained()).isNaN();
    assertThat(limiter.alsoFits()).isEmpty();
    assertThat(limiter.declared()).isEqualTo(new Declared(1200.0, 1.0, "RateLimit-Policy"));
    assertThat(limiter.promise()).isNull();
    assertThat(limiter.retryAfter()).isNull();
    assertThat(limiter.scope()).isNull();
  }

  /** Written before tokens were counted. */
  @Test
  void a_file_without_tokens_can_be_read_and_they_are_unknown() throws Exception {
    assertThat(ExperimentJson.read(file("experiment-1-latencies.json")).limiter().tokens())
        .isNull();
  }

  /** Written before an experiment could ask for anything but where something begins. */
  @Test
  void a_file_without_a_study_is_of_an_experiment_along_an_axis() throws Exception {
    var read = ExperimentJson.read(file("experiment-1-tokens.json"));

    assertThat(read.study()).isNull();
    assertThat(read.slug()).isEqualTo("rate");
    assertThat(ExperimentJson.read(golden()).slug()).isEqualTo("header-limits");
  }

  @ParameterizedTest
  @CsvSource({
    "\"least\" : 20.0, \"least\" : -1.0, fewer than no tokens",
    "\"perMinute\" : 600000.0, \"perMinute\" : -1.0, fewer than no tokens",
    "\"most\" : 80.0, \"most\" : 40.0, 50.25 tokens on average"
  })
  void tokens_that_cannot_be_are_refused(String was, String is, String why) throws Exception {
    var text = golden().replace(was, is);
    assertThat(text).isNotEqualTo(golden());
    assertThatThrownBy(() -> ExperimentJson.read(text))
        .isInstanceOf(UnreadableExperiment.class)
        .hasMessageContaining(why);
  }

  /** Written before the kernel was asked: no counters, no state of the host, no budget. */
  @Test
  void a_file_without_counters_can_be_read_and_they_are_unknown() throws Exception {
    var read = ExperimentJson.read(file("experiment-1-limiter.json"));

    var trial = read.trials().get(0);
    assertThat(trial.longestPauseMillis()).isEqualTo(4.25);
    assertThat(trial.kernel()).isNull();
    assertThat(trial.kernelNote()).isNull();
    assertThat(trial.host()).isNull();
    assertThat(read.injector().budget()).isEmpty();
  }

  /** Written before there was a connection-rate axis: no dropped SYN, phases or addresses. */
  @Test
  void a_file_without_the_connection_rate_axis_can_be_read() throws Exception {
    var read = ExperimentJson.read(file("experiment-1-limiter.json"));

    assertThat(read.cost()).isNotNull();
    assertThat(read.droppedSyn()).isNull();
    assertThat(read.phases()).isEmpty();
    assertThat(read.addresses()).isEmpty();
  }

  /** Written before latencies were kept by phase: no distributions, nothing of the machine. */
  @Test
  void a_file_without_distributions_can_be_read() throws Exception {
    var read = ExperimentJson.read(file("experiment-1-connections.json"));

    assertThat(read.droppedSyn()).isNotNull();
    assertThat(read.phaseLatencies()).isEmpty();
    assertThat(read.distributions()).isEmpty();
    assertThat(read.trials().get(0).host()).isNotNull();
    assertThat(read.trials().get(0).admitted()).isNull();
    assertThat(read.injector().budget()).isNotEmpty();
    assertThat(read.injector().machine()).isNull();
  }

  /** Written before requests could be filled with rows. */
  @Test
  void a_file_without_a_feeder_can_be_read() throws Exception {
    assertThat(ExperimentJson.read(file("experiment-1-latencies.json")).feeder()).isNull();
  }

  @Test
  void a_number_that_is_not_known_is_null_in_json_and_stays_unknown() throws Exception {
    var text = ExperimentJson.write(everyProperty(Double.NaN));

    var trial = PLAIN.readTree(text).path("trials").get(0);
    assertThat(trial.path("cpuIdleShare").isNull()).isTrue();
    assertThat(text).doesNotContain("NaN");
    assertThat(ExperimentJson.read(text).trials().get(0).cpuIdleShare()).isNaN();
    assertThat(ExperimentJson.read(text)).isEqualTo(everyProperty(Double.NaN));
  }

  @Test
  void properties_of_a_later_version_are_ignored() throws Exception {
    var tree = (ObjectNode) PLAIN.readTree(golden());
    tree.put("colour", "green");
    ((ObjectNode) tree.path("target")).putArray("addresses").add("127.0.0.1");
    ((ObjectNode) tree.path("trials").get(0)).put("weather", 7);

    assertThat(ExperimentJson.read(tree.toString())).isEqualTo(everyProperty(0.83));
  }

  @Test
  void a_record_from_before_definitions_were_read_has_none() throws Exception {
    var read = ExperimentJson.read(file("experiment-1-latencies.json"));
    assertThat(read.configured()).isNull();
    assertThat(read.distributions()).isEqualTo(everyProperty(0.83).distributions());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'limits': null, 'notes': []} | not an experiment file: it has no limits",
        "{'limits': []} | not an experiment file: it has no notes",
        "{'limits': [null], 'notes': []} | not an experiment file: a value is missing in line",
        "{'limits': [], 'notes': [null]} | not an experiment file: a value is missing in line",
        "{'limits': [{}], 'notes': []} | not an experiment file: it has no configured.limits[0].kind",
        "{'limits': [{'kind': 'SPELL'}], 'notes': []} | not an experiment file: Cannot deserialize",
        "{'limits': [@-1], 'notes': []} | it contradicts itself: a configured limit is of -1.0",
        "{'limits': [@1e999], 'notes': []} | it contradicts itself: a configured limit is of Infinity",
        "{'limits': [@0], 'notes': []} | it contradicts itself: a configured limit is for no time"
      })
  void definitions_that_cannot_be_true_are_refused(String configured, String reason)
      throws Exception {
    var limit =
        "{'kind': 'QUOTA', 'name': 'a', 'value': 'b', 'source': 'c', 'scope': 'ADDRESS',"
            + " 'windowSeconds': ";
    var tree = (ObjectNode) PLAIN.readTree(golden());
    var text = configured.replaceAll("@([^]]+)", limit + "$1}").replace('\'', '"');
    tree.set("configured", PLAIN.readTree("null"));
    var json = tree.toString().replace("\"configured\":null", "\"configured\":" + text);
    assertThatThrownBy(() -> ExperimentJson.read(json))
        .isInstanceOf(UnreadableExperiment.class)
        .hasMessageStartingWith(reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"schema\": \"onset.experiment/2\"}",
        "{\"schema\": \"other\"}",
        "{\"schema\": null}",
        "{}",
        "[]",
        "null",
        "7",
        ""
      })
  void a_text_of_another_schema_is_refused(String text) {
    assertThatThrownBy(() -> ExperimentJson.read(text))
        .isInstanceOf(UnreadableExperiment.class)
        .hasMessageContaining("onset.experiment/1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "<html>",
        "{\"schema\": \"onset.experiment/1\"",
        "{\"schema\": \"onset.experiment/1\"}",
        "{\"schema\": \"onset.experiment/1\", \"axis\": \"SIDEWAYS\"}",
        "{\"schema\": \"onset.experiment/1\", \"onsets\": 7}"
      })
  void a_broken_text_is_refused(String text) {
    assertThatThrownBy(() -> ExperimentJson.read(text))
        .isInstanceOf(UnreadableExperiment.class)
        .hasMessageStartingWith("not an experiment file: ");
  }

  private static String golden() throws IOException {
    return file("experiment-1-study.json");
  }

  private static String file(String name) throws IOException {
    try (var file = ExperimentJsonTest.class.getResourceAsStream(name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static ExperimentRecord everyProperty(double cpuIdleShare) {
    return new ExperimentBuilder(Axis.RATE)
        .status(ExperimentRecord.Status.STOPPED, "the budget of 5 min is spent")
        .onset(
            new Onset(
                Outcome.RATE_LIMITED, OnsetStatus.FOUND, 1195.5, 1204.25, 1200.0, 1250.0, 0.98))
        .onset(
            new Onset(Outcome.CONNECT_TIMEOUT, OnsetStatus.NOT_REACHED, 1e7, null, null, null, 0.9))
        .definitions(
            List.of("api.json: $.x is disabled."),
            new Configured.Limit(
                Configured.Kind.RATE_LIMIT,
                "Tyk's global_rate_limit",
                "1200 in 60 s (20/s)",
                "api.json: $.global_rate_limit",
                Configured.Scope.EVERYONE,
                1200.0,
                60.0,
                null))
        .limiter(
            new Limiter(
                "FIXED_WINDOW",
                "CLOCK_ALIGNED",
                1200,
                1200,
                1.0,
                false,
                0.97,
                0.9995,
                List.of("a token bucket of 1200 that gets 1200 every 1 s"),
                null,
                new Declared(1200.0, 1.0, "RateLimit-Policy"),
                new Promise("KEPT", "the headers promise 1200 requests/s: kept"),
                new RetryAfter(3, 2, 1, "2 of 3"),
                new Scope("PER_CREDENTIAL", 0.0025, 1920),
                new Tokens("TOKENS", 600_000.0, 20_000.0, 50.25, 20, 80, 0.999, 0.912)))
        .recovery(new Recovery(Outcome.RATE_LIMITED, 1800, 1195.5, 0.25, false))
        .cost(new Cost(1_234_612, 45, 987.25, 20_000, 300))
        .droppedSyn(
            new DroppedSyn(
                OnsetStatus.FOUND, 49.5, 50.25, 49.875, 75.9, 0.99, Map.of(1, 40L, 2, 12L), 3, 70L))
        .phases(Map.of(Phase.CONNECT, 3L, Phase.WAITING, 1L))
        .addresses(
            new Address("192.0.2.1", 500, Map.of(Outcome.OK, 497L, Outcome.CONNECT_TIMEOUT, 3L)))
        .outcomes(Map.of(Outcome.RATE_LIMITED, 45L, Outcome.OK, 1_234_567L))
        .message(Outcome.RATE_LIMITED, "HTTP 429 · {\"error\":\"zu schnell, Ümläut\"}", 45)
        .trials(
            List.of(
                new Trial(
                    1250,
                    2,
                    2500,
                    2499,
                    Verdict.BAD,
                    "45 of 2499 attempts ended as RATE_LIMITED",
                    Map.of(Outcome.RATE_LIMITED, 45L, Outcome.OK, 2454L),
                    12.345,
                    "LADDER",
                    1.5,
                    cpuIdleShare,
                    4.25,
                    Map.of("TCPSynRetrans", 3L, "ActiveOpens", 4L),
                    "all programs of this network namespace together",
                    new Host(12, 0.02, Double.NaN, 27_000L, 19_500L, null),
                    new AdmittedLatency(2454, 1.42, 2.3, 4.875))))
        .series(
            new Series(
                List.of(0, 1),
                List.of(1250L, 1249L),
                Map.of(
                    Outcome.RATE_LIMITED, List.of(0L, 45L),
                    Outcome.OVERLOADED, List.of(0L, 0L),
                    Outcome.OK, List.of(1250L, 1204L))))
        .diagnosis(new Diagnosis("Rate limiter", 0.97, List.of("why"), List.of("what to do")))
        .latency(new Latency(Outcome.OK, 1_234_567, 1.42, 2.3, 4.87, 18.6))
        .note("a remark")
        .budget("descriptors: 20,000")
        .machine(new Machine("Linux", "6.8.0", "17.0.13+11", 4, 8_589_934_592L, null))
        .phaseLatency(new PhaseLatency(Outcome.OK, Phase.CONNECT, 500, 0.25, 0.5, 1003.5, 2005.25))
        .phaseLatency(
            new PhaseLatency(Outcome.CONNECT_TIMEOUT, Phase.CONNECT, 3, 2900, 2901, 2901, 2901))
        .distribution(
            new Distribution(
                "CONNECT", Outcome.OK, List.of(0.2512, 0.3162, 0.3981), List.of(400L, 0L, 100L)))
        .distribution(new Distribution("LATENCY", Outcome.OK, List.of(1.585), List.of(1_234_567L)))
        .feeder(
            new FeederRecord(
                "keys.csv",
                List.of("user", "key"),
                4,
                "circular",
                2499,
                4,
                624,
                625,
                List.of(new FeederRecord.Failure(Outcome.RATE_LIMITED, 45, 2, List.of(3, 1))),
                true))
        .seconds(1234.5)
        .build()
        .with(
            new HeaderLimits(
                List.of(
                    new HeaderLimits.SizeLimit(
                        "URL_BYTES",
                        HeaderLimits.Found.FOUND,
                        8177L,
                        8178L,
                        414,
                        "STATUS",
                        "414 Request-URI Too Large",
                        31,
                        null)),
                List.of(new HeaderLimits.Oddity("TWO_HOSTS", "REFUSED", 400, "400 Bad Request"))));
  }
}

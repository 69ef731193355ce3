package dev.onset.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.onset.load.Axis;
import dev.onset.outcome.Outcome;
import dev.onset.record.ExperimentBuilder;
import dev.onset.record.ExperimentRecord.Distribution;
import dev.onset.record.ExperimentRecord.Machine;
import dev.onset.record.ExperimentRecord.Trial;
import dev.onset.record.SampleExperiments;
import dev.onset.search.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresOfARunTest {

  @ParameterizedTest(name = "{0} s: a row sums {1} s")
  @CsvSource({"0, 1", "1, 1", "1800, 1", "1801, 2", "7200, 5", "9001, 10", "108001, 120"})
  void a_table_has_no_more_rows_than_anybody_reads(int seconds, int step) {
    assertThat(TimelineFigure.step(seconds)).isEqualTo(step);
  }

  @Test
  void points_are_trials_that_counted_and_held_one_load_in_the_order_of_their_load()
      throws Exception {
    var experiment =
        new ExperimentBuilder(Axis.RATE)
            .trials(
                List.of(
                    trial(200, Verdict.BAD, "BRACKET", 25),
                    trial(100, Verdict.GOOD, "LADDER", 0),
                    trial(150, Verdict.INVALID, "BRACKET", 50),
                    trial(180, Verdict.BAD, "WATCH", 50),
                    trial(320, Verdict.BAD, "SCOPE", 50),
                    trial(90, Verdict.GOOD, "RECOVERY", 0)))
            .build();

    var figure = LoadFigure.of(experiment);

    var data = data(figure);
    assertThat(data.at("/outcomes/0/name").asText()).isEqualTo("RATE_LIMITED");
    assertThat(data.at("/outcomes/0/points").toString())
        .isEqualTo(
            "[{\"load\":100.0,\"percent\":0.0,\"verdict\":\"GOOD\"},"
                + "{\"load\":200.0,\"percent\":25.0,\"verdict\":\"BAD\"}]");
    assertThat(data.at("/log").asBoolean()).isFalse();
    assertThat(figure.chart().table().rows())
        .containsExactly(
            List.of("100", "ladder", "GOOD", "0%"), List.of("200", "bracket", "BAD", "25%"));
  }

  @Test
  void bounds_that_were_confirmed_are_drawn_and_described() throws Exception {
    var figure = LoadFigure.of(SampleExperiments.rate());

    assertThat(data(figure).at("/bounds").toString())
        .isEqualTo("[{\"name\":\"RATE_LIMITED\",\"look\":0,\"lower\":195.0,\"upper\":204.0}]");
    assertThat(data(figure).at("/log").asBoolean()).isTrue();
    assertThat(figure.chart().description())
        .contains("confirmed clean at 195, confirmed to fail at 204");
  }

  @Test
  void where_no_load_was_held_there_is_a_sentence_instead_of_a_chart() {
    assertThat(LoadFigure.of(new ExperimentBuilder(Axis.RATE).build()))
        .isEqualTo(Figure.absent("rate-load", "No trial that counted held one load."));
  }

  @Test
  void connect_times_have_the_steps_at_which_a_syn_is_sent_again() throws Exception {
    var figure = SpreadFigures.connect(SampleExperiments.droppedSyns());

    assertThat(data(figure).at("/steps").toString())
        .isEqualTo(
            "[{\"seconds\":1,\"connections\":212},{\"seconds\":2,\"connections\":61},"
                + "{\"seconds\":3,\"connections\":17}]");
    assertThat(figure.chart().description())
        .contains("only when a SYN was sent again: 212 after 1 s, 61 after 2 s, 17 after 3 s.");
    assertThat(figure.chart().table().columns())
        .containsExactly("Up to, ms", "connected", "CONNECT_TIMEOUT");
    assertThat(figure.chart().table().rows()).contains(List.of("3,162", "17", "9"));
  }

  @Test
  void connections_that_all_came_at_once_are_said_to_have_done_so() {
    var experiment =
        new ExperimentBuilder(Axis.CONCURRENCY)
            .distribution(new Distribution("CONNECT", Outcome.OK, List.of(0.2512), List.of(40L)))
            .build();

    assertThat(SpreadFigures.connect(experiment).chart().description())
        .contains("None took until the first retry of a SYN, 1 s.");
  }

  @Test
  void an_axis_that_keeps_its_connections_has_no_chart_of_connect_times() {
    assertThat(SpreadFigures.connect(SampleExperiments.rate())).isNull();
  }

  @Test
  void a_distribution_that_does_not_fit_together_is_left_out() {
    var experiment =
        new ExperimentBuilder(Axis.CONCURRENCY)
            .distribution(new Distribution("LATENCY", Outcome.OK, List.of(1.0, 2.0), List.of(40L)))
            .distribution(new Distribution("LATENCY", Outcome.DENIED, List.of(), List.of()))
            .distribution(new Distribution("WEIGHT", Outcome.OK, List.of(1.0), List.of(1L)))
            .outcomes(Map.of(Outcome.OK, 40L))
            .build();

    assertThat(SpreadFigures.latency(experiment).chart()).isNull();
  }

  @Test
  void a_latency_with_its_phase_is_a_row() {
    assertThat(LatencyTables.phases(SampleExperiments.droppedSyns()))
        .contains(
            new RunPage.PhaseRow(
                "connecting", "connected", "1,905", "0.2", "1,001", "2,002", "3,004"));
  }

  @Test
  void the_machine_is_named_without_what_is_not_known_of_it() {
    var known = new Machine("Linux", "6.8", "17.0.13", 4, 8L << 30, 6);
    var unknown = new Machine("Darwin", "23", "21", 1, null, null);

    assertThat(ranOn(known))
        .isEqualTo("Linux 6.8, Java 17.0.13, 4 processors, 8 GiB, SYN sent again up to 6 times");
    assertThat(ranOn(unknown)).isEqualTo("Darwin 23, Java 21, 1 processor");
  }

  @Test
  void no_two_outcomes_look_the_same() {
    // The script takes one of 8 colours and one of 7 dashes by the number.
    assertThat(
            Arrays.stream(Outcome.values()).skip(1).map(o -> Look.of(o) % 8 + " " + Look.of(o) % 7))
        .doesNotHaveDuplicates();
  }

  private static String ranOn(Machine machine) {
    return GeneratorFacts.of(new ExperimentBuilder(Axis.RATE).machine(machine).build()).stream()
        .filter(fact -> fact.name().equals("Ran on"))
        .findFirst()
        .orElseThrow()
        .value();
  }

  private static JsonNode data(@Nullable Figure figure) throws Exception {
    return new ObjectMapper().readTree(figure.chart().json());
  }

  private static Trial trial(double load, Verdict verdict, String purpose, long limited) {
    var outcomes =
        limited == 0
            ? Map.of(Outcome.OK, 100L)
            : Map.of(Outcome.OK, 100 - limited, Outcome.RATE_LIMITED, limited);
    return new Trial(load, 1, 100, 100, verdict, null, outcomes, 0, purpose, 1, 0.9, 1);
  }
}

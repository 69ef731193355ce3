package dev.onset.gatling;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.onset.config.SettingsLoader;
import dev.onset.injector.PortBudget;
import dev.onset.load.Axis;
import dev.onset.search.Step;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectionRateExperimentTest {

  private final Tally tally = new Tally();

  @Test
  void a_budget_above_the_highest_load_changes_nothing() {
    var experiment = with(28_232, 60);

    assertThat(experiment.prepare(List.of(InetAddress.getLoopbackAddress()), 80)).isEmpty();
    assertThat(experiment.plan().max()).isEqualTo(200);
    assertThat(experiment.plan().axis()).isEqualTo(Axis.CONNECTION_RATE);
  }

  @Test
  void a_budget_below_it_lowers_it_and_says_so() {
    var experiment = with(10_000, 60);

    assertThat(experiment.prepare(List.of(InetAddress.getLoopbackAddress()), 80))
        .singleElement()
        .asString()
        .contains("No more than 150.0 new connections/s")
        .contains("instead of the 200.0 of onset.connection-rate.max")
        .contains("10,000 local ports, each taken for 60 s after its connection")
        .contains("net.ipv4.ip_local_port_range");
    assertThat(experiment.plan().max()).isEqualTo(150);
  }

  @Test
  void two_addresses_have_twice_the_ports() throws Exception {
    var experiment = with(6_000, 60);

    experiment.prepare(
        List.of(InetAddress.getByName("192.0.2.1"), InetAddress.getByName("192.0.2.2")), 80);

    assertThat(experiment.plan().max()).isEqualTo(180);
  }

  @Test
  void a_budget_below_the_lowest_load_is_the_end_before_anything_is_sent() throws Exception {
    var experiment = with(20, 60);
    experiment.prepare(List.of(InetAddress.getLoopbackAddress()), 80);

    var findings =
        experiment.run(
            new Reach(
                "http://127.0.0.1:80", "127.0.0.1:80", 80, List.of(), List.of(), null, null, true),
            Oversight.NONE);

    assertThat(findings.done().end()).isEqualTo(Step.End.LIMITED);
    assertThat(findings.isAnswer()).isFalse();
    assertThat(findings.shortfall())
        .contains("local ports for 0.3 new connections/s")
        .contains("onset.connection-rate.start is 10.0")
        .contains("net.ipv4.ip_local_port_range");
    assertThat(findings.trials()).isEmpty();
    assertThat(findings.onsets()).isEmpty();
    assertThat(experiment.dispatcher().next(1, System.nanoTime())).isInstanceOf(Order.Leave.class);
  }

  private ConnectionRateExperiment with(int ports, double heldSeconds) {
    var settings = SettingsLoader.load(ConfigFactory.empty(), Clock.systemUTC());
    var out = new PrintStream(new ByteArrayOutputStream());
    return new ConnectionRateExperiment(
        settings,
        tally,
        new Progress(Axis.CONNECTION_RATE, tally, out, false),
        (addresses, port) -> new PortBudget(ports, heldSeconds, 0, true));
  }
}

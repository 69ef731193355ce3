package dev.onset.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.preflight.ProbedAddress.State;
import dev.onset.preflight.Tracer.Ending;
import dev.onset.preflight.Tracer.Trace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PathCheckTest {

  private static final ProbedAddress WORKING = probed("192.0.2.1", State.WORKS);
  private static final ProbedAddress SILENT = probed("192.0.2.2", State.SILENT);

  private final List<String> traced = new ArrayList<>();

  @Test
  void the_target_that_answers_is_the_end_of_the_way() {
    var finding =
        check(
            List.of(WORKING),
            Ending.FINISHED,
            "traceroute to 192.0.2.1 (192.0.2.1), 30 hops max, 60 byte packets",
            " 1  10.0.0.1  0.512 ms",
            " 2  *",
            " 3  192.0.2.1  4.031 ms");

    assertThat(finding.severity()).isEqualTo(Severity.OK);
    assertThat(finding.text())
        .isEqualTo("192.0.2.1 itself answers traceroute, as hop 3: packets get there.");
  }

  @Test
  void of_a_silent_target_the_last_router_that_answers_is_where_to_look() {
    var finding =
        check(
            List.of(WORKING, SILENT),
            Ending.FINISHED,
            " 1  10.0.0.1  0.5 ms",
            " 2  10.0.1.1  2 ms",
            " 3  *");

    assertThat(traced).containsExactly("192.0.2.2");
    assertThat(finding.text())
        .startsWith(
            "The last hop of the way to 192.0.2.2 that answers traceroute is number 2, 10.0.1.1:"
                + " connections, too, end between it and the target.");
  }

  @Test
  void of_a_working_target_routers_that_do_not_answer_are_harmless() {
    assertThat(check(List.of(WORKING), Ending.FINISHED, " 1  10.0.0.1  0.5 ms", " 2  *").text())
        .endsWith("is common and harmless.");
  }

  @Test
  void a_silent_port_of_a_host_that_answers_is_told_from_a_silent_host() {
    assertThat(check(List.of(SILENT), Ending.FINISHED, " 1  192.0.2.2  0.5 ms").text())
        .endsWith("packets get there, so it is the port that is filtered or not served.");
  }

  @Test
  void a_router_that_refuses_is_named_with_what_it_says() {
    assertThat(
            check(List.of(SILENT), Ending.FINISHED, " 1  10.0.0.1  0.5 ms", " 2  10.0.1.1  2 ms !X")
                .text())
        .startsWith("Hop 2 of the way to 192.0.2.2, 10.0.1.1, answers traceroute that")
        .contains("(!X)");
  }

  @Test
  void tracepath_and_ipv6_are_understood() {
    assertThat(
            Hop.of(
                List.of(
                    " 1?: [LOCALHOST]                      pmtu 1500",
                    " 1:  10.0.0.1                                              0.312ms ",
                    " 2:  no reply",
                    " 3:  2001:db8::1                                           1.1ms reached",
                    "     Too many hops: pmtu 1500",
                    " 4  * 2001:db8::2%eth0  1.1 ms !N",
                    "     Resume: pmtu 1500 hops 3 back 3")))
        .containsExactly(
            new Hop(1, "10.0.0.1", ""),
            new Hop(3, "2001:db8::1", ""),
            new Hop(4, "2001:db8::2", "!N"));
  }

  @Test
  void a_loopback_target_is_never_traced() {
    var finding =
        check(
            List.of(probed("127.0.0.1", State.WORKS), probed("::1", State.SILENT)),
            Ending.FINISHED);

    assertThat(finding.severity()).isEqualTo(Severity.NOT_CHECKED);
    assertThat(traced).isEmpty();
  }

  @Test
  void without_a_tool_or_an_answer_nothing_is_claimed() {
    assertThat(new PathCheck(address -> null).check(List.of(WORKING)))
        .isEqualTo(
            Finding.notChecked(
                "path",
                "Neither traceroute nor tracepath is installed, so the way to 192.0.2.1 is not known; install one of them for a hint at where packets end."));
    assertThat(check(List.of(WORKING), Ending.STOPPED, " 1  *", " 2  *").text())
        .startsWith("No hop to 192.0.2.1 answers traceroute (it was stopped before it ended)");
    assertThat(new PathCheck(address -> null).check(List.of()).text())
        .isEqualTo("There is no address to trace.");
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void a_tool_is_run_with_numbers_only_and_stopped_when_it_does_not_end(@TempDir Path folder)
      throws IOException {
    install(folder, "traceroute", "printf '%s\\n' \"$*\"", "exec sleep 60");
    var tracer =
        new InstalledTracer(List.of(folder.resolve("missing"), folder), Duration.ofMillis(500));

    var trace = tracer.trace(WORKING.address().getAddress());

    assertThat(trace).isNotNull();
    assertThat(trace.ending()).isEqualTo(Ending.STOPPED);
    assertThat(trace.lines()).containsExactly("-n -q1 -w1 -m30 192.0.2.1");
    assertThat(new InstalledTracer(List.of(), Duration.ofSeconds(1)).trace(address("192.0.2.1")))
        .isNull();
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void a_tool_that_refuses_an_option_is_run_without_it(@TempDir Path folder) throws IOException {
    install(folder, "traceroute", "test \"$1\" != -n || exit 64", "echo ' 1   10.0.0.1  0.006ms '");

    var trace =
        new InstalledTracer(List.of(folder), Duration.ofSeconds(30)).trace(address("192.0.2.1"));

    assertThat(trace)
        .isEqualTo(new Trace("traceroute", List.of(" 1   10.0.0.1  0.006ms "), Ending.FINISHED));
    assertThat(Hop.of(trace.lines())).containsExactly(new Hop(1, "10.0.0.1", ""));
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void a_tool_that_fails_is_not_taken_for_a_filter(@TempDir Path folder) throws IOException {
    install(folder, "tracepath", "echo socket: not permitted", "exit 1");

    var finding =
        new PathCheck(new InstalledTracer(List.of(folder), Duration.ofSeconds(30)))
            .check(List.of(WORKING));

    assertThat(finding.severity()).isEqualTo(Severity.NOT_CHECKED);
    assertThat(finding.text())
        .startsWith("tracepath is installed and failed (socket: not permitted)");
  }

  private static void install(Path folder, String name, String... script) throws IOException {
    var tool = folder.resolve(name);
    Files.writeString(tool, "#!/bin/sh\n" + String.join("\n", script) + "\n");
    Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwx------"));
  }

  private Finding check(List<ProbedAddress> probed, Ending ending, String... lines) {
    return new PathCheck(
            address -> {
              traced.add(address.getHostAddress());
              return new Trace("traceroute", List.of(lines), ending);
            })
        .check(probed);
  }

  private static ProbedAddress probed(String address, State state) {
    return new ProbedAddress(
        new InetSocketAddress(address(address), 80),
        state,
        state == State.WORKS ? Duration.ofMillis(3) : null,
        "text");
  }

  private static InetAddress address(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }
}

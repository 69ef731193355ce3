package dev.onset.preflight;

import dev.onset.preflight.ProbedAddress.State;
import dev.onset.record.ExperimentRecord.Check;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a preflight found.
 *
 * @param findings one line each, in the order in which the checks were made
 * @param probed every address of the target's name with what it did, in the order of the name
 *     resolution; empty when the name does not resolve
 * @param clock how far the target's clock is ahead; null: it could not be told
 * @param passed whether the target can be measured: at least one address works
 * @param verdict what is wrong and what to check, or what the target answered
 */
public record PreflightReport(
    List<Finding> findings,
    List<ProbedAddress> probed,
    @Nullable ClockOffset clock,
    boolean passed,
    String verdict) {

  public PreflightReport {
    findings = List.copyOf(findings);
    probed = List.copyOf(probed);
  }

  /** The findings as records keep them. */
  public List<Check> checks() {
    return findings.stream().map(Finding::toCheck).toList();
  }

  /** The addresses of the target's name; empty when it does not resolve. */
  public List<InetAddress> addresses() {
    return probed.stream().map(each -> each.address().getAddress()).toList();
  }

  /** The addresses that work. */
  public List<InetAddress> working() {
    return probed.stream()
        .filter(each -> each.state() == State.WORKS)
        .map(each -> each.address().getAddress())
        .toList();
  }

  /** The addresses that do not work; also in a report that passed. */
  public List<ProbedAddress> failing() {
    return probed.stream().filter(each -> each.state() != State.WORKS).toList();
  }

  /** The report with one more finding, which may turn it down. */
  public PreflightReport and(Finding finding) {
    var all = new ArrayList<>(findings);
    all.add(finding);
    boolean turnedDown = passed && finding.severity() == Severity.FAILED;
    return new PreflightReport(
        all, probed, clock, passed && !turnedDown, turnedDown ? finding.text() : verdict);
  }

  /** The same in other words: every text by way of a function, such as one that masks secrets. */
  public PreflightReport inWords(UnaryOperator<String> words) {
    return new PreflightReport(
        findings.stream()
            .map(each -> new Finding(each.check(), each.severity(), words.apply(each.text())))
            .toList(),
        probed,
        clock,
        passed,
        words.apply(verdict));
  }
}

package dev.onset.diagnosis;

import dev.onset.outcome.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;

/**
 * What explains an experiment's failures, most likely first. A pure function of the evidence.
 *
 * <p>Every rule is asked; each speaks for one mechanism and grades itself (see {@link Confidence}).
 * Findings are ordered by that grade; equal ones by where an attempt meets the mechanism, the load
 * generator first and the application last, because what fails earlier hides what comes later.
 * Rules that exclude each other look at the same distinguishing sign and not at each other's
 * result, so that their order does not matter.
 *
 * <p>Failures that no finding accounts for end the list as {@link Mechanism#UNKNOWN}, with what was
 * seen and which measurement would tell more. A mechanism is not forced on them.
 *
 * @param findings the mechanisms; empty when there is nothing to explain
 * @param reason why there is no finding, in a sentence; empty when there is one
 */
public record Diagnosis(List<Finding> findings, String reason) {

  private static final List<Rule> RULES =
      List.of(
          new LoadGenerator(),
          new NameResolution(),
          new BlackHole(),
          new NothingListening(),
          new Rejects(),
          new ConnectionRate(),
          new ConnectionCount(),
          new AcceptQueueFull(),
          new AcceptedThenClosed(),
          new TlsHandshake(),
          new BadBackend(),
          new RequestRefused(),
          new RateLimited(),
          new QuotaUsedUp(),
          new ConcurrencyCap(),
          new GatewaySettings(),
          new GatewayOverload(),
          new SlowApplication(),
          new ApplicationErrors());

  /** Copies the list. */
  public Diagnosis {
    findings = List.copyOf(findings);
  }

  /** The diagnosis for some evidence. Thread-safe; never throws for evidence that is missing. */
  public static Diagnosis of(Signs signs) {
    var reading = new Reading(signs);
    var findings = new ArrayList<Finding>();
    for (var rule : RULES) {
      rule.apply(reading).ifPresent(findings::add);
    }
    findings.sort(
        Comparator.comparing(Finding::confidence).reversed().thenComparing(Finding::mechanism));
    var open = EnumSet.noneOf(Outcome.class);
    open.addAll(reading.failures());
    findings.forEach(finding -> open.removeAll(finding.explains()));
    boolean unchecked =
        findings.isEmpty()
            && reading.failedCheck().filter(check -> check != FailedCheck.SETTINGS).isPresent();
    if (!open.isEmpty() || unchecked) {
      findings.add(Unexplained.of(reading, open));
    }
    return new Diagnosis(findings, findings.isEmpty() ? nothing(reading) : "");
  }

  private static String nothing(Reading reading) {
    return reading.attempts() == 0
        ? "No attempt was made, so there is nothing to diagnose."
        : "No failure was seen beyond what a healthy target shows: nothing to diagnose.";
  }
}

package dev.onset.preflight;

import dev.onset.record.ExperimentRecord.Check;
import java.net.InetAddress;
import java.util.List;

/**
 * What a preflight found.
 *
 * @param checks one line each, in the order they were made; nothing was checked after a failed one
 * @param addresses the addresses of the target's name; empty when it does not resolve
 * @param passed whether the target can be measured
 * @param verdict what is wrong and what to check, or what the target answered
 */
public record PreflightReport(
    List<Check> checks, List<InetAddress> addresses, boolean passed, String verdict) {

  public PreflightReport {
    checks = List.copyOf(checks);
    addresses = List.copyOf(addresses);
  }
}

package dev.onset.preflight;

import dev.onset.preflight.AddressProbe.Probe;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Checks whether a target can be measured, before any load: its name, then each of its addresses by
 * itself with a connection, the TLS handshake and one request, then what the answer tells of the
 * server and its clock, and the proxies that are configured here.
 *
 * <p>The target can be measured when one address works, as the load generator goes on to the next
 * address when one fails; the ones that do not work are named all the same, since every new
 * connection that begins with a silent one loses a connect timeout there. Thread-safe.
 */
public final class Preflight {

  static final String NAME = "name resolution";

  /** What the first working address shows for all; of the others only what is wrong with it. */
  private static final Set<String> ONCE = Set.of(TlsProbe.TLS, TlsProbe.CERTIFICATE);

  private final Resolver resolver;
  private final AddressProbe probe;
  private final ProxySettings proxies;

  /**
   * @param now tells which certificates have expired, and what the target's clock is compared to
   */
  public Preflight(
      Resolver resolver, Connector connector, InstantSource now, ProxySettings proxies) {
    this.resolver = resolver;
    this.probe = new AddressProbe(connector, now, true);
    this.proxies = proxies;
  }

  /** The preflight with the JDK's name resolution, sockets and clock, and this process' proxies. */
  public static Preflight ofJdk() {
    return new Preflight(
        Resolver.ofJdk(), Connector.ofJdk(), InstantSource.system(), ProxySettings.ofProcess());
  }

  /**
   * Makes the checks; takes no longer than the timeouts of the request add up to, for each address.
   */
  public PreflightReport check(ProbeRequest request) {
    return check(request, () -> {});
  }

  /**
   * As above.
   *
   * @param resolved called once, after the name is resolved and before the first connection
   */
  public PreflightReport check(ProbeRequest request, Runnable resolved) {
    var findings = new ArrayList<Finding>();
    List<InetAddress> addresses;
    try {
      long start = System.nanoTime();
      addresses = resolve(request);
      findings.add(Finding.ok(NAME, resolvedText(request, addresses, Millis.since(start))));
    } catch (Unfit unfit) {
      findings.add(Finding.failed(unfit.check(), unfit.verdict()));
      findings.add(proxies.finding(request, List.of()));
      return new PreflightReport(findings, List.of(), null, false, unfit.verdict());
    }
    resolved.run();
    var probes = new ArrayList<Probe>();
    for (var address : addresses) {
      var target = new InetSocketAddress(address, request.port());
      probes.add(probe.probe(request, target, addresses.size() == 1));
    }
    var working = probes.stream().filter(Probe::works).findFirst().orElse(null);
    findings.addAll(ofAll(probes, working, request));
    ClockOffset clock = null;
    if (working != null && working.answer() != null) {
      var answer = working.answer();
      findings.add(ServerHeaders.finding(answer, request));
      findings.add(ClockOffset.finding(answer));
      clock = ClockOffset.of(answer);
    }
    findings.add(proxies.finding(request, addresses));
    return new PreflightReport(
        findings,
        probes.stream().map(Probe::address).toList(),
        clock,
        working != null,
        working == null ? refusal(probes) : working.address().text());
  }

  /** Resolves in a thread of its own: a broken DNS may block for longer than anyone waits. */
  private List<InetAddress> resolve(ProbeRequest request) throws Unfit {
    var task = new FutureTask<>(() -> resolver.resolve(request.host()));
    var thread = new Thread(task, "onset-preflight-resolver");
    thread.setDaemon(true);
    thread.start();
    try {
      var addresses = task.get(request.requestTimeout().toNanos(), TimeUnit.NANOSECONDS);
      if (addresses.isEmpty()) {
        throw new Unfit(
            NAME,
            "The name %s has no address. Check its records in DNS.".formatted(request.host()));
      }
      return addresses;
    } catch (TimeoutException e) {
      throw new Unfit(
          NAME,
          "The name %s was not resolved within %s. Check that the DNS servers of this machine answer."
              .formatted(request.host(), Millis.text(request.requestTimeout())));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownHostException) {
        throw new Unfit(
            NAME,
            "The name %s does not resolve. Check the spelling, DNS or /etc/hosts, and VPN."
                .formatted(request.host()));
      }
      throw new Unfit(NAME, "Resolving %s failed: %s.".formatted(request.host(), e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unfit(NAME, "The preflight was interrupted.");
    }
  }

  private static String resolvedText(
      ProbeRequest request, List<InetAddress> addresses, String millis) {
    var list =
        addresses.stream().map(InetAddress::getHostAddress).collect(Collectors.joining(", "));
    return addresses.size() == 1
        ? "%s is %s (%s).".formatted(request.host(), list, millis)
        : "%s is %s (%s); each of the %d addresses is tried by itself."
            .formatted(request.host(), list, millis, addresses.size());
  }

  /** The findings about all addresses, without those that only say the same again. */
  private static List<Finding> ofAll(
      List<Probe> probes, @Nullable Probe working, ProbeRequest request) {
    var findings = new LinkedHashSet<Finding>();
    for (var each : probes) {
      for (var finding : each.findings()) {
        boolean again =
            working != null
                && !each.equals(working)
                && finding.severity() == Severity.OK
                && ONCE.contains(finding.check());
        if (!again) {
          findings.add(
              working == null
                  ? finding
                  : finding.besideWorkingAddress(consequence(each.address(), working, request)));
        }
      }
    }
    return List.copyOf(findings);
  }

  private static String consequence(ProbedAddress bad, Probe working, ProbeRequest request) {
    var other = working.address().shown();
    return switch (bad.state()) {
      case SILENT ->
          "%s works, so the target is measured; but the load generator tries the addresses in turn, and a connection that begins with %s loses %s there. Take it out of DNS, or measure each address by itself."
              .formatted(other, bad.shown(), Millis.text(request.connectTimeout()));
      case NO_ANSWER ->
          "%s works, so the target is measured; but the requests that come to %s fail. Repair it or take it out of DNS, or measure each address by itself."
              .formatted(other, bad.shown());
      default ->
          "%s works and is used instead; clients that try one address only fail.".formatted(other);
    };
  }

  private static String refusal(List<Probe> probes) {
    var first = probes.get(0).address().text();
    return probes.size() == 1
        ? first
        : "%s None of the %d addresses works.".formatted(first, probes.size());
  }
}

package dev.onset.preflight;

import dev.onset.record.ExperimentRecord.Check;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * Checks whether a target can be measured, before any load: its name, a connection to each of its
 * addresses, the TLS handshake, and one request. Stops at the first check that fails.
 *
 * <p>Opens a connection to each address, one more for the single request it sends, and closes all.
 * An address that refuses at once is passed when another one connects, as the load generator goes
 * on to the next; one that does not answer is not, as its timeouts would be taken for the target's
 * limit. Thread-safe.
 */
public final class Preflight {

  static final String NAME = "name resolution";
  static final String TCP = "TCP connection";

  private final Resolver resolver;
  private final Connector connector;
  private final TlsProbe tls;

  /**
   * @param now tells which certificates have expired
   */
  public Preflight(Resolver resolver, Connector connector, InstantSource now) {
    this.resolver = resolver;
    this.connector = connector;
    this.tls = new TlsProbe(now);
  }

  /** The preflight with the JDK's name resolution, sockets and clock. */
  public static Preflight ofJdk() {
    return new Preflight(Resolver.ofJdk(), Connector.ofJdk(), InstantSource.system());
  }

  /** Makes the checks; takes no longer than the timeouts of the request add up to. */
  public PreflightReport check(ProbeRequest request) {
    var checks = new ArrayList<Check>();
    var addresses = new ArrayList<InetAddress>();
    try {
      long start = System.nanoTime();
      addresses.addAll(resolve(request));
      checks.add(new Check(NAME, true, resolvedText(request, addresses, Millis.since(start))));
      var reachable = connectToEach(request, addresses, checks);
      var answer = exchange(request, reachable, checks);
      return new PreflightReport(checks, addresses, true, answer);
    } catch (Unfit unfit) {
      checks.add(new Check(unfit.check(), false, unfit.verdict()));
      return new PreflightReport(checks, addresses, false, unfit.verdict());
    }
  }

  /** Resolves in a thread of its own: a broken DNS may block for longer than anyone waits. */
  private List<InetAddress> resolve(ProbeRequest request) throws Unfit {
    var task = new FutureTask<>(() -> resolver.resolve(request.host()));
    var thread = new Thread(task, "onset-preflight-resolver");
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(request.requestTimeout().toNanos(), TimeUnit.NANOSECONDS);
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
    return "%s is %s (%s).".formatted(request.host(), list, millis);
  }

  /** Connects to each address and gives the first one that could be reached. */
  private InetSocketAddress connectToEach(
      ProbeRequest request, List<InetAddress> addresses, List<Check> checks) throws Unfit {
    var reachable = new ArrayList<InetSocketAddress>();
    var passedOver = new ArrayList<String>();
    for (var address : addresses) {
      var target = new InetSocketAddress(address, request.port());
      long start = System.nanoTime();
      try {
        connector.connect(target, request.connectTimeout()).close();
        reachable.add(target);
        checks.add(
            new Check(
                TCP, true, "%s accepted in %s.".formatted(shown(target), Millis.since(start))));
      } catch (IOException e) {
        var failure = ConnectFailure.of(e);
        var verdict = failure.verdict(shown(target), request.connectTimeout(), e);
        if (failure == ConnectFailure.TIMEOUT) {
          throw new Unfit(TCP, verdict);
        }
        passedOver.add(verdict);
      }
    }
    if (reachable.isEmpty()) {
      throw new Unfit(TCP, passedOver.isEmpty() ? "The name has no address." : passedOver.get(0));
    }
    for (var verdict : passedOver) {
      checks.add(new Check(TCP, true, "Warning: " + verdict + " Another address is used."));
    }
    return reachable.get(0);
  }

  private String exchange(ProbeRequest request, InetSocketAddress target, List<Check> checks)
      throws Unfit {
    try (var plain = connector.connect(target, request.connectTimeout())) {
      if (!request.overTls()) {
        return answered(request, plain, target, checks);
      }
      try (var secured = tls.handshake(plain, request)) {
        checks.add(new Check(TlsProbe.TLS, true, secured.text()));
        return answered(request, secured.socket(), target, checks);
      }
    } catch (IOException e) {
      var failure = ConnectFailure.of(e);
      throw new Unfit(TCP, failure.verdict(shown(target), request.connectTimeout(), e));
    }
  }

  private String answered(
      ProbeRequest request, Socket socket, InetSocketAddress target, List<Check> checks)
      throws Unfit {
    try {
      var answer = HttpProbe.exchange(request, socket);
      if (answer.status() == 400 && speaksTls(request, target)) {
        throw speaksTlsVerdict(request);
      }
      checks.add(new Check(HttpProbe.HTTP, true, answer.text(request)));
      return answer.text(request);
    } catch (HttpProbe.NotHttp e) {
      if (speaksTls(request, target)) {
        throw speaksTlsVerdict(request);
      }
      throw new Unfit(HttpProbe.HTTP, e.verdict(request));
    }
  }

  private static Unfit speaksTlsVerdict(ProbeRequest request) {
    return new Unfit(
        HttpProbe.HTTP,
        "%s speaks TLS, and was asked in plain HTTP. Write https:// in the base URL, or the port that speaks plain HTTP."
            .formatted(request.authority()));
  }

  /** Whether a port that does not get along with plain HTTP would take a TLS handshake. */
  private boolean speaksTls(ProbeRequest request, InetSocketAddress target) {
    if (request.overTls()) {
      return false;
    }
    try (var plain = connector.connect(target, request.connectTimeout());
        var secured = tls.handshake(plain, request)) {
      return secured.socket().isConnected();
    } catch (IOException | Unfit e) {
      return false;
    }
  }

  private static String shown(InetSocketAddress address) {
    var host = address.getAddress().getHostAddress();
    return (address.getAddress() instanceof Inet6Address ? "[" + host + "]" : host)
        + ":"
        + address.getPort();
  }
}

package dev.onset.preflight;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request on a connection of its own, to see whether a target that failed under load answers
 * again without it. Thread-safe.
 *
 * <p>An answer of any status below 500 will do: being turned away is an answer.
 */
public final class Pulse {

  private static final int FIRST_SERVER_ERROR = 500;

  private final ProbeRequest request;
  private final List<InetSocketAddress> addresses;
  private final AddressProbe probe;

  /**
   * The pulse of a target.
   *
   * @param addresses those of its addresses that worked before any load
   */
  public Pulse(ProbeRequest request, List<InetAddress> addresses) {
    this(request, addresses, Connector.ofJdk());
  }

  Pulse(ProbeRequest request, List<InetAddress> addresses, Connector connector) {
    this.request = request;
    this.addresses =
        addresses.stream().map(each -> new InetSocketAddress(each, request.port())).toList();
    this.probe = new AddressProbe(connector, InstantSource.system(), false);
  }

  /** What ails the target, as a sentence; null when one of its addresses answers. */
  public @Nullable String ailment() {
    String ailment = null;
    for (var address : addresses) {
      var tried = probe.probe(request, address, addresses.size() == 1);
      var answer = tried.answer();
      if (answer != null && answer.status() < FIRST_SERVER_ERROR) {
        return null;
      }
      ailment = tried.address().text();
    }
    return ailment;
  }
}

package dev.onset.preflight;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One address of the target and how it behaved when it was tried by itself.
 *
 * @param connectTime from the first SYN to the established connection; null: there was none
 * @param text what was seen and what to do about it; what was answered when it works
 */
public record ProbedAddress(
    InetSocketAddress address, State state, @Nullable Duration connectTime, String text) {

  /** How an address behaves. */
  public enum State {
    /** It answers in HTTP, whatever the status. */
    WORKS,
    /** It takes connections, but the TLS handshake or the request fails. */
    NO_ANSWER,
    /** Nothing comes back within the connect timeout. */
    SILENT,
    /** The host answers that nothing listens. */
    REFUSED,
    /** There is no route, or a router says that the host cannot be reached. */
    UNREACHABLE,
    /** The injector's own host does not let the connection out. */
    FORBIDDEN,
    /** Connecting fails in another way. */
    FAILED
  }

  /** Address and port as in a URL, such as {@code [::1]:80}. */
  public String shown() {
    return shown(address);
  }

  static String shown(InetSocketAddress address) {
    var host = address.getAddress().getHostAddress();
    return (address.getAddress() instanceof Inet6Address ? "[" + host + "]" : host)
        + ":"
        + address.getPort();
  }
}

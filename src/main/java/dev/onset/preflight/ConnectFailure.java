package dev.onset.preflight;

import dev.onset.preflight.ProbedAddress.State;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Locale;

/** Why no TCP connection came about, told apart by what to do about it. */
enum ConnectFailure {
  REFUSED(State.REFUSED),
  TIMEOUT(State.SILENT),
  UNREACHABLE(State.UNREACHABLE),
  FORBIDDEN(State.FORBIDDEN),
  OTHER(State.FAILED);

  private final State state;

  ConnectFailure(State state) {
    this.state = state;
  }

  /** What it says about the address. */
  State state() {
    return state;
  }

  static ConnectFailure of(IOException e) {
    var message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    if (e instanceof SocketTimeoutException || message.contains("timed out")) {
      return TIMEOUT;
    }
    if (e instanceof NoRouteToHostException || message.contains("unreachable")) {
      return UNREACHABLE;
    }
    if (message.contains("not permitted") || message.contains("permission denied")) {
      return FORBIDDEN;
    }
    return e instanceof ConnectException && message.contains("refused") ? REFUSED : OTHER;
  }

  /** What is wrong with the address and what to check. */
  String verdict(String address, Duration timeout, IOException e) {
    return switch (this) {
      case REFUSED ->
          "Nothing listens on %s: the host refused the connection. Check that the service is started, the port, and that no firewall rejects it."
              .formatted(address);
      case TIMEOUT ->
          "%s did not answer within %s. Check that the host is up, and that no firewall or allow-list drops connections from here."
              .formatted(address, Millis.text(timeout));
      case UNREACHABLE ->
          "There is no route to %s (%s). Check VPN, routes and, for an IPv6 address, that this machine has IPv6."
              .formatted(address, e.getMessage());
      case FORBIDDEN ->
          "This machine does not allow connections to %s (%s). Check its own firewall and sandboxing."
              .formatted(address, e.getMessage());
      case OTHER ->
          "Connecting to %s failed: %s. Check host, port and network.".formatted(address, e);
    };
  }
}

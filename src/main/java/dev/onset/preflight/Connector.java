package dev.onset.preflight;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.time.Duration;

/** Opens TCP connections. */
@FunctionalInterface
public interface Connector {

  /**
   * A connected socket, to be closed by the caller.
   *
   * @throws java.net.SocketTimeoutException when the timeout expired first
   * @throws IOException when connecting failed otherwise
   */
  Socket connect(InetSocketAddress address, Duration timeout) throws IOException;

  /** The JDK's sockets, without any proxy. */
  static Connector ofJdk() {
    return (address, timeout) -> {
      var socket = new Socket(Proxy.NO_PROXY);
      try {
        socket.connect(address, Math.toIntExact(Math.max(1, timeout.toMillis())));
        return socket;
      } catch (IOException e) {
        socket.close();
        throw e;
      }
    };
  }
}

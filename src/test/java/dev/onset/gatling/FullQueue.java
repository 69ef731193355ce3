package dev.onset.gatling;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/**
 * A port that nobody accepts on and whose accept queue is full, so that Linux drops every further
 * SYN.
 */
final class FullQueue implements AutoCloseable {

  private static final int MOST_CALLERS = 20;
  private static final int PATIENCE_MILLIS = 150;

  private final ServerSocket socket;
  private final List<Socket> callers = new ArrayList<>();

  /**
   * A full queue.
   *
   * @param port which one; 0: any that is free
   */
  FullQueue(String address, int port) throws IOException {
    socket = new ServerSocket(port, 1, InetAddress.getByName(address));
    fill();
  }

  int port() {
    return socket.getLocalPort();
  }

  private void fill() throws IOException {
    for (int i = 0; i < MOST_CALLERS; i++) {
      var caller = new Socket();
      try {
        caller.connect(
            new InetSocketAddress(socket.getInetAddress(), socket.getLocalPort()), PATIENCE_MILLIS);
        callers.add(caller);
      } catch (SocketTimeoutException e) {
        caller.close();
        return;
      }
    }
    throw new IllegalStateException("the accept queue took " + MOST_CALLERS + " connections");
  }

  @Override
  public void close() {
    try {
      for (var caller : callers) {
        caller.close();
      }
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package dev.onset.preflight;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A server on loopback that reads the first bytes of each connection and sends a fixed text; null:
 * it stays silent, empty: it just closes.
 */
final class OneAnswer implements AutoCloseable {

  private final ServerSocket listener;
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  OneAnswer(@Nullable String answer) throws IOException {
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    var thread = new Thread(() -> serve(answer), "one-answer");
    thread.setDaemon(true);
    thread.start();
  }

  private void serve(@Nullable String answer) {
    try {
      while (true) {
        var socket = listener.accept();
        open.add(socket);
        var buffer = new byte[4096];
        int length = socket.getInputStream().read(buffer);
        if (length > 0) {
          requests.add(new String(buffer, 0, length, StandardCharsets.ISO_8859_1));
        }
        if (answer != null) {
          if (length > 0) {
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
          }
          socket.shutdownOutput();
        }
      }
    } catch (IOException e) {
      // The end of the test.
    }
  }

  int port() {
    return listener.getLocalPort();
  }

  /** What was received, a text for each connection on which anything was. */
  List<String> requests() {
    return requests;
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (var socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

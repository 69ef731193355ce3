package dev.onset.curl;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A server on loopback that keeps what it is sent, byte for byte, and answers 200. */
public final class EchoServer implements AutoCloseable {

  private static final Pattern LENGTH = Pattern.compile("(?im)^content-length:\\s*(\\d+)");
  private static final Pattern EXPECT = Pattern.compile("(?im)^expect:\\s*100-continue");

  /** More than a test's connections at once: the kernel cuts some of those that find no room. */
  private static final int BACKLOG = 1_024;

  private final ServerSocket listener;
  private final LinkedBlockingQueue<String> received = new LinkedBlockingQueue<>();

  public EchoServer() throws IOException {
    listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    var thread = new Thread(this::serve, "echo");
    thread.setDaemon(true);
    thread.start();
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** The next request, one character for each byte; null when none came within the time. */
  public @Nullable String next(long seconds) throws InterruptedException {
    return received.poll(seconds, TimeUnit.SECONDS);
  }

  private void serve() {
    while (!listener.isClosed()) {
      try {
        var socket = listener.accept();
        var thread = new Thread(() -> serve(socket), "echo connection");
        thread.setDaemon(true);
        thread.start();
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      while (true) {
        var request = read(socket);
        if (request == null) {
          return;
        }
        // Before the answer, so that whoever has the answer finds the request.
        received.add(request);
        socket
            .getOutputStream()
            .write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      // The client is done.
    }
  }

  private static @Nullable String read(Socket socket) throws IOException {
    var in = socket.getInputStream();
    var head = head(in);
    if (head == null) {
      return null;
    }
    if (EXPECT.matcher(head).find()) {
      socket
          .getOutputStream()
          .write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.UTF_8));
    }
    var length = LENGTH.matcher(head);
    int bytes = length.find() ? Integer.parseInt(length.group(1)) : 0;
    return head + new String(in.readNBytes(bytes), StandardCharsets.ISO_8859_1);
  }

  private static @Nullable String head(InputStream in) throws IOException {
    var head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        return null;
      }
      head.write(next);
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}

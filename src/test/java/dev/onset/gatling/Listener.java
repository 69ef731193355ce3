package dev.onset.gatling;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** A port on loopback that treats all its callers alike, and counts them. */
final class Listener implements AutoCloseable {

  /** What is done to a caller; the connection stays open until the end, unless this closes it. */
  interface Treatment {
    void of(Socket caller, Listener listener) throws IOException;
  }

  private final ServerSocket socket;
  private final Treatment treatment;
  private final List<Socket> callers = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  Listener(Treatment treatment) throws IOException {
    this.socket = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    this.treatment = treatment;
    start(this::accept);
  }

  int port() {
    return socket.getLocalPort();
  }

  /** Connections that were accepted. */
  int connections() {
    return callers.size();
  }

  /** Requests that were received, head and body. */
  List<String> requests() {
    return requests;
  }

  /** Receives one request; empty when the caller closed its connection. */
  String receive(Socket caller) throws IOException {
    var in = caller.getInputStream();
    var bytes = new ByteArrayOutputStream();
    while (!text(bytes).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        return "";
      }
      bytes.write(next);
    }
    bytes.write(in.readNBytes(contentLength(text(bytes))));
    requests.add(text(bytes));
    return text(bytes);
  }

  /** Sends what is given, and nothing after it. */
  static void send(Socket caller, String text) throws IOException {
    caller.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    caller.getOutputStream().flush();
  }

  private void accept() {
    try {
      while (true) {
        var caller = socket.accept();
        callers.add(caller);
        start(() -> treat(caller));
      }
    } catch (IOException e) {
      // The listener was closed.
    }
  }

  private void treat(Socket caller) {
    try {
      treatment.of(caller, this);
    } catch (IOException e) {
      // The caller went away, which some causes are about.
    }
  }

  private static int contentLength(String head) {
    return head.lines()
        .map(line -> line.toLowerCase(Locale.ROOT))
        .filter(line -> line.startsWith("content-length:"))
        .mapToInt(line -> Integer.parseInt(line.substring("content-length:".length()).strip()))
        .findFirst()
        .orElse(0);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static void start(Runnable task) {
    var thread = new Thread(task, "listener");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      socket.close();
      for (var caller : callers) {
        caller.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package dev.onset.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.util.NetUtil;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** One plain socket to a sandbox, speaking HTTP by hand. */
final class Caller implements AutoCloseable {
  static final String GET = "GET /any HTTP/1.1\r\nHost: sandbox\r\n\r\n";

  private static final int CONNECT_MILLIS = 700;
  private static final int READ_MILLIS = 10_000;
  private static final int SILENT_MILLIS = 150;

  private final Socket socket;
  private final InputStream in;

  /** A response: status, head lines in order, body. */
  record Response(int status, List<String> head, String body) {
    Optional<String> header(String name) {
      String start = name.toLowerCase(Locale.ROOT) + ": ";
      return head.stream()
          .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
          .map(line -> line.substring(start.length()))
          .findFirst();
    }
  }

  private Caller(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  static Caller connect(int port) throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(NetUtil.LOCALHOST4, port), CONNECT_MILLIS);
      socket.setSoTimeout(READ_MILLIS);
      socket.setTcpNoDelay(true);
      return new Caller(socket);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  static Caller connect(Sandbox sandbox) throws IOException {
    return connect(sandbox.port());
  }

  Caller send(String text) throws IOException {
    return send(text.getBytes(UTF_8));
  }

  Caller send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    return this;
  }

  Response get() throws IOException {
    return send(GET).read();
  }

  Response read() throws IOException {
    List<String> head = readHead();
    Response bare = new Response(Integer.parseInt(head.get(0).substring(9, 12)), head, "");
    int length = Integer.parseInt(bare.header("Content-Length").orElse("0"));
    byte[] body = in.readNBytes(length);
    return new Response(bare.status(), head, new String(body, UTF_8));
  }

  /** The status line and the fields of a response. */
  List<String> readHead() throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(UTF_8).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("closed after: " + head.toString(UTF_8));
      }
      head.write(next);
    }
    return head.toString(UTF_8).lines().filter(line -> !line.isEmpty()).toList();
  }

  /** So many bytes of a body. */
  byte[] readBytes(int length) throws IOException {
    return in.readNBytes(length);
  }

  /** Whether the other side closed without sending any more. */
  boolean closedByPeer() throws IOException {
    return in.read() < 0;
  }

  /** Whether nothing arrives for a moment. */
  boolean silent() throws IOException {
    socket.setSoTimeout(SILENT_MILLIS);
    try {
      in.mark(1);
      in.read();
      in.reset();
      return false;
    } catch (SocketTimeoutException nothing) {
      return true;
    } finally {
      socket.setSoTimeout(READ_MILLIS);
    }
  }

  /** Waits for what another thread brings about soon; false if it does not. */
  static boolean soon(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        return false;
      }
      Thread.onSpinWait();
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

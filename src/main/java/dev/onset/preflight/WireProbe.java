package dev.onset.preflight;

import dev.onset.request.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.regex.Pattern;

/**
 * Bytes written to a fresh connection, and the beginning of what comes back. Thread-safe.
 *
 * <p>Reads while it writes: a server that refuses a request for its size answers before it has read
 * all of it, and may not read the rest.
 */
public final class WireProbe {

  private static final int MOST_BYTES = 64 * 1024;
  private static final int SHOWN = 120;
  private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] ((\\d{3})(?: .*)?)");

  private final ProbeRequest target;
  private final InetSocketAddress address;
  private final Connector connector;
  private final TlsProbe tls = new TlsProbe(InstantSource.system());

  /**
   * A probe of one address of a target.
   *
   * @param target where to, and how long it may take; what it says of headers and body is not sent
   */
  public WireProbe(ProbeRequest target, InetAddress address) {
    this(target, address, Connector.ofJdk());
  }

  WireProbe(ProbeRequest target, InetAddress address, Connector connector) {
    this.target = target;
    this.address = new InetSocketAddress(address, target.port());
    this.connector = connector;
  }

  /** Sends the bytes and waits for the head of an answer. */
  public Reply send(byte[] request) {
    try (var plain = connector.connect(address, target.connectTimeout())) {
      if (!target.overTls()) {
        return exchange(plain, request);
      }
      try (var secured = tls.handshake(plain, target, target.authority())) {
        return exchange(secured.socket(), request);
      }
    } catch (Unfit unfit) {
      return new Reply.Unconnected(unfit.verdict());
    } catch (IOException e) {
      return new Reply.Unconnected(
          ConnectFailure.of(e).verdict(ProbedAddress.shown(address), target.connectTimeout(), e));
    }
  }

  private Reply exchange(Socket socket, byte[] request) {
    long start = System.nanoTime();
    var writer = new Thread(() -> write(socket, request), "onset-wire");
    writer.setDaemon(true);
    writer.start();
    var head = new ByteArrayOutputStream();
    try {
      var input = new TimedInput(socket, start + target.requestTimeout().toNanos());
      var reply = read(input, head);
      while (reply instanceof Reply.Answered answer && answer.status() < 200) {
        head.reset();
        reply = read(input, head);
      }
      return reply;
    } catch (SocketTimeoutException e) {
      return new Reply.Silent(Duration.ofNanos(System.nanoTime() - start));
    } catch (SocketException e) {
      return new Reply.Closed(true, TlsProbe.rootMessage(e));
    } catch (IOException e) {
      return new Reply.Closed(false, TlsProbe.rootMessage(e));
    } finally {
      close(socket);
    }
  }

  /** The head of one answer, to its empty line. */
  private static Reply read(TimedInput input, ByteArrayOutputStream head) throws IOException {
    int newlines = 0;
    while (newlines < 2 && head.size() < MOST_BYTES) {
      int next = input.read();
      if (next < 0) {
        break;
      }
      head.write(next);
      newlines = next == '\n' ? newlines + 1 : next == '\r' ? newlines : 0;
    }
    var text = head.toString(StandardCharsets.ISO_8859_1);
    var matcher = STATUS_LINE.matcher(text.lines().findFirst().orElse(""));
    if (matcher.matches()) {
      return new Reply.Answered(Integer.parseInt(matcher.group(2)), shown(matcher.group(1)));
    }
    return new Reply.Closed(
        false, text.isEmpty() ? "the connection was closed" : "not an HTTP answer: " + shown(text));
  }

  private static String shown(String text) {
    return text.substring(0, Math.min(SHOWN, text.length())).replaceAll("[^ -~]", ".");
  }

  /** Fails when the server does not read on; what it has answered by then is read all the same. */
  private static void write(Socket socket, byte[] request) {
    try {
      var output = socket.getOutputStream();
      output.write(request);
      output.flush();
    } catch (IOException e) {
      // The reading side sees what became of the connection.
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // What was to be learnt is known by then.
    }
  }
}

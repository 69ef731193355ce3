package dev.onset.preflight;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * One HTTP/1.1 exchange over an open connection.
 *
 * <p>Written out by hand, because the JDK's client chooses among the addresses itself, leaves out
 * headers such as Host, and keeps its connection open afterwards, where it would count against the
 * limit that is to be measured.
 */
final class HttpProbe {

  static final String HTTP = "HTTP request";

  private static final int MAX_HEAD_BYTES = 64 * 1024;
  private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] (\\d{3})(?: .*)?");

  private HttpProbe() {}

  /** Says that what came back is not an HTTP answer, or that nothing came. */
  static final class NotHttp extends Exception {
    private final String what;

    NotHttp(String what) {
      super(what, null, false, false);
      this.what = what;
    }

    /** The reproach to whoever was asked. */
    String verdict(String name) {
      return name + " " + what;
    }
  }

  /** Sends the request and reads its answer to the end, within the request timeout. */
  static HttpAnswer exchange(ProbeRequest request, Socket socket, InstantSource now)
      throws NotHttp {
    long start = System.nanoTime();
    var sent = now.instant();
    var limit = Millis.text(request.requestTimeout());
    int status = 0;
    try {
      send(request, socket);
      var input = new TimedInput(socket, start + request.requestTimeout().toNanos());
      Map<String, String> headers;
      do {
        var lines = readHead(input).split("\r?\n");
        status = status(lines[0]);
        headers = headers(lines);
      } while (status < 200 && status != 101);
      var received = now.instant();
      Answers.skipBody(input, request.method(), status, headers);
      return new HttpAnswer(status, headers, sent, received, Millis.since(start));
    } catch (SocketTimeoutException e) {
      throw new NotHttp(
          status < 200
              ? "accepted the connection and sent no answer within %s. Check that the service behind it works; an accept queue without a program that takes from it looks the same."
                  .formatted(limit)
              : "answered %s and did not finish the answer within %s. Check whether the path is a stream, and onset.timeouts.request."
                  .formatted(status, limit));
    } catch (IOException e) {
      throw new NotHttp(
          "ended the connection instead of answering (%s). Check the port, and whether a gateway or firewall turns this request away."
              .formatted(TlsProbe.rootMessage(e)));
    }
  }

  /**
   * Writes the request. A write has no timeout of its own, so a socket that takes none is closed.
   */
  private static void send(ProbeRequest request, Socket socket) throws IOException {
    var output = socket.getOutputStream();
    var written = new CompletableFuture<Boolean>();
    long limitMillis = Math.max(1, request.requestTimeout().toMillis());
    var guarded =
        written
            .copy()
            .completeOnTimeout(false, limitMillis, TimeUnit.MILLISECONDS)
            .thenAccept(inTime -> closeUnless(inTime, socket));
    try {
      output.write(head(request).getBytes(StandardCharsets.ISO_8859_1));
      output.write(request.body().bytes());
      output.flush();
    } catch (IOException e) {
      if (guarded.isDone()) {
        throw new SocketTimeoutException("the request was not taken in time");
      }
      throw e;
    } finally {
      written.complete(true);
    }
  }

  private static void closeUnless(boolean inTime, Socket socket) {
    if (!inTime) {
      try {
        socket.close();
      } catch (IOException e) {
        // Closing is all that was wanted.
      }
    }
  }

  private static String head(ProbeRequest request) {
    var head = new StringBuilder(request.method() + " " + request.target() + " HTTP/1.1\r\n");
    for (var header : request.sentHeaders().list()) {
      head.append(header.name() + ": " + header.value() + "\r\n");
    }
    return head.append("\r\n").toString();
  }

  private static String readHead(TimedInput input) throws IOException, NotHttp {
    var head = new ByteArrayOutputStream();
    int newlines = 0;
    while (newlines < 2) {
      int next = input.read();
      if (next < 0) {
        if (head.size() == 0) {
          throw new IOException("closed without an answer");
        }
        throw new NotHttp(notHttp(head.toString(StandardCharsets.ISO_8859_1)));
      }
      head.write(next);
      if (next == '\n') {
        newlines++;
      } else if (next != '\r') {
        newlines = 0;
      }
      boolean foreign =
          head.size() == 5 && !head.toString(StandardCharsets.ISO_8859_1).equals("HTTP/");
      if (head.size() > MAX_HEAD_BYTES) {
        throw new NotHttp(
            "began an answer whose head is longer than %,d bytes. Look at what headers the target or its gateway adds."
                .formatted(MAX_HEAD_BYTES));
      }
      if (foreign) {
        throw new NotHttp(notHttp(head.toString(StandardCharsets.ISO_8859_1)));
      }
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  private static int status(String line) throws NotHttp {
    var matcher = STATUS_LINE.matcher(line);
    if (!matcher.matches()) {
      throw new NotHttp(notHttp(line));
    }
    return Integer.parseInt(matcher.group(1));
  }

  private static Map<String, String> headers(String[] lines) {
    var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    for (var line : lines) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.merge(
            line.substring(0, colon).strip(),
            line.substring(colon + 1).strip(),
            (one, other) -> one.equals(other) ? one : one + ", " + other);
      }
    }
    return headers;
  }

  private static String notHttp(String beginning) {
    var shown = beginning.substring(0, Math.min(20, beginning.length())).replaceAll("[^ -~]", ".");
    return "did not answer in HTTP/1.1 but with \"%s\". Check the port: it belongs to another protocol."
        .formatted(shown);
  }
}

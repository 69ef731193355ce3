package dev.onset.gatling;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Servers on loopback that make requests end in every way that can be provoked without root. */
final class FaultyTarget implements AutoCloseable {

  /** A name with two addresses in {@link #hostsFile}. */
  static final String TWO_ADDRESSES = "two-addresses.test";

  /** A name that is not in {@link #hostsFile}. */
  static final String UNKNOWN_NAME = "no-such-host.invalid";

  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final Map<Cause, Listener> listeners = new EnumMap<>(Cause.class);
  private final Map<Cause, String> urls = new EnumMap<>(Cause.class);
  private final Listener bystander;

  FaultyTarget() throws IOException {
    bystander = opened(new Listener((caller, listener) -> {}));
    for (var cause : Cause.values()) {
      urls.put(cause, provoke(cause));
    }
  }

  /** All names that a caller may resolve: without it, a name could lead out of this machine. */
  static String hostsFile() {
    return "127.0.0.1 localhost\n127.0.0.2 %1$s\n127.0.0.3 %1$s\n".formatted(TWO_ADDRESSES);
  }

  String url(Cause cause) {
    return urls.get(cause);
  }

  /** What a server received, head and body. */
  List<String> requests(Cause cause) {
    return listeners.get(cause).requests();
  }

  /** Connections that a server accepted. */
  int connections(Cause cause) {
    return listeners.get(cause).connections();
  }

  /** Connections to a server that nobody was asked to call; the redirect points there. */
  int strayConnections() {
    return bystander.connections();
  }

  private String provoke(Cause cause) throws IOException {
    return switch (cause) {
      case SERVED -> answering(cause, "200 OK", "", "fine");
      case REDIRECTED ->
          answering(
              cause,
              "302 Found",
              "Location: http://127.0.0.1:%d/elsewhere\r\n".formatted(bystander.port()),
              "");
      case TURNED_AWAY_BY_A_RATE_LIMIT ->
          answering(
              cause, "429 Too Many Requests", "Retry-After: 7\r\n", "API rate limit exceeded");
      case OUT_OF_QUOTA -> answering(cause, "403 Forbidden", "", "{\"error\": \"Quota exceeded\"}");
      case UNAUTHORIZED -> answering(cause, "401 Unauthorized", "", "who are you");
      case TOO_LARGE -> answering(cause, "413 Content Too Large", "", "too much");
      case FAILED_INSIDE -> answering(cause, "500 Internal Server Error", "", "oops");
      case BAD_GATEWAY -> answering(cause, "502 Bad Gateway", "", "no upstream");
      case WITHOUT_CAPACITY ->
          answering(
              cause,
              "503 Service Unavailable",
              "RateLimit: \"second\";r=0;t=1\r\nRateLimit: \"minute\";r=0;t=9\r\n",
              "overloaded");
      case GATEWAY_WAITED_TOO_LONG ->
          answering(cause, "504 Gateway Timeout", "", "upstream timeout");

      case NOTHING_LISTENS -> "http://127.0.0.1:" + portWithoutListener() + "/";
      case ACCEPT_QUEUE_FULL, GIVEN_UP_WHILE_CONNECTING ->
          "http://127.0.0.1:" + opened(new FullQueue("127.0.0.1", 0)).port() + "/";
      case ACCEPT_QUEUE_FULL_ON_TWO_ADDRESSES -> {
        int port = opened(new FullQueue("127.0.0.2", 0)).port();
        opened(new FullQueue("127.0.0.3", port));
        yield "http://" + TWO_ADDRESSES + ":" + port + "/";
      }
      case NAME_UNKNOWN -> "http://" + UNKNOWN_NAME + "/";

      case PLAIN_TEXT_INSTEAD_OF_TLS ->
          overTls(
              cause,
              caller -> Listener.send(caller, "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n"));
      case TLS_NEVER_ANSWERED -> overTls(cause, caller -> {});
      case CLOSED_DURING_TLS -> overTls(cause, Socket::close);

      case NEVER_ANSWERED -> afterOneRequest(cause, caller -> {});
      case STALLED_IN_THE_BODY -> afterOneRequest(cause, FaultyTarget::sendHalf);
      case CLOSED_WITHOUT_ANSWER -> afterOneRequest(cause, Socket::close);
      case CLOSED_ON_REUSE ->
          listening(
              cause,
              "http",
              (caller, listener) -> {
                listener.receive(caller);
                Listener.send(caller, "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nonce");
                listener.receive(caller);
                caller.close();
              });
      case CLOSED_IN_THE_BODY ->
          afterOneRequest(
              cause,
              caller -> {
                sendHalf(caller);
                caller.close();
              });
      case RESET_WITHOUT_ANSWER ->
          afterOneRequest(
              cause,
              caller -> {
                caller.setSoLinger(true, 0);
                caller.close();
              });
      case NOT_HTTP ->
          afterOneRequest(cause, caller -> Listener.send(caller, "SSH-2.0-OpenSSH_9.6\r\n"));
    };
  }

  private interface Reaction {
    void to(Socket caller) throws IOException;
  }

  private String answering(Cause cause, String status, String headers, String body)
      throws IOException {
    var answer =
        "HTTP/1.1 %s\r\n%sContent-Type: text/plain\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(status, headers, body.length(), body);
    return listening(
        cause,
        "http",
        (caller, listener) -> {
          while (!listener.receive(caller).isEmpty()) {
            Listener.send(caller, answer);
          }
        });
  }

  private String afterOneRequest(Cause cause, Reaction reaction) throws IOException {
    return listening(
        cause,
        "http",
        (caller, listener) -> {
          listener.receive(caller);
          reaction.to(caller);
        });
  }

  /** Reacts to the first bytes of the handshake. */
  private String overTls(Cause cause, Reaction reaction) throws IOException {
    return listening(
        cause,
        "https",
        (caller, listener) -> {
          if (caller.getInputStream().read(new byte[8_192]) > 0) {
            reaction.to(caller);
          }
        });
  }

  private String listening(Cause cause, String scheme, Listener.Treatment treatment)
      throws IOException {
    var listener = opened(new Listener(treatment));
    listeners.put(cause, listener);
    return scheme + "://127.0.0.1:" + listener.port() + "/";
  }

  private static void sendHalf(Socket caller) throws IOException {
    Listener.send(caller, "HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nhalf");
  }

  /** A port that is bound, so that no other process listens on it either. */
  private int portWithoutListener() throws IOException {
    var socket = opened(new Socket());
    socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0));
    return socket.getLocalPort();
  }

  private <T extends AutoCloseable> T opened(T closeable) {
    open.push(closeable);
    return closeable;
  }

  @Override
  public void close() {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}

package dev.onset.lab;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** An HTTP server without any limit of its own, on all addresses; runs until it is killed. */
public final class AnsweringServer {

  private static final int BACKLOG = 4_096;

  private AnsweringServer() {}

  /** Serves on the port that is the only argument. */
  public static void main(String[] arguments) throws IOException {
    var body = "ok".getBytes(StandardCharsets.US_ASCII);
    var server = HttpServer.create(new InetSocketAddress(Integer.parseInt(arguments[0])), BACKLOG);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
  }
}

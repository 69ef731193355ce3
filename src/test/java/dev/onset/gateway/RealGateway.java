package dev.onset.gateway;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A real gateway program on a free port, with a configuration that the test wrote.
 *
 * <p>Where the program is missing the test is skipped with the reason, unless {@code
 * ONSET_REQUIRE_GATEWAYS=true}: then it fails.
 */
public final class RealGateway implements AutoCloseable {

  private static final int CONNECTIONS = 2_048;

  private final Host host;
  private final Process process;
  private final Path log;
  private final int port;

  private RealGateway(Host host, Process process, Path log, int port) {
    this.host = host;
    this.process = process;
    this.log = log;
    this.port = port;
  }

  /** The configuration of a gateway that is to listen on a port. */
  interface Configuration {
    String on(int port);
  }

  /** NGINX on loopback, serving the files of a folder. */
  static RealGateway nginx(Path folder, String http, String location) throws Exception {
    return nginx(Host.LOOPBACK, folder, CONNECTIONS, http, location);
  }

  /** NGINX with so many {@code worker_connections}, serving the files of a folder. */
  public static RealGateway nginx(
      Host host, Path folder, int connections, String http, String location) throws Exception {
    var program = find("nginx");
    Files.writeString(folder.resolve("ok.txt"), "ok");
    return start(
        host,
        folder,
        port ->
            """
            daemon off;
            user root;
            pid %1$s/nginx.pid;
            error_log %1$s/error.log warn;
            worker_processes 1;
            events { worker_connections %6$d; }
            http {
              log_format arrivals '$msec $status';
              access_log %1$s/access.log arrivals;
              client_body_temp_path %1$s/body;
              proxy_temp_path %1$s/proxy;
              fastcgi_temp_path %1$s/fastcgi;
              uwsgi_temp_path %1$s/uwsgi;
              scgi_temp_path %1$s/scgi;
              %3$s
              server {
                listen %5$s:%2$d backlog=511;
                root %1$s;
                location / { %4$s }
              }
            }
            """
                .formatted(folder, port, http, location, host.address(), connections),
        List.of(program, "-p", folder.toString(), "-c", folder.resolve("gateway.conf").toString()));
  }

  /** HAProxy on loopback, with a frontend that answers by itself. */
  static RealGateway haproxy(Path folder, String frontend) throws Exception {
    return haproxy(Host.LOOPBACK, folder, frontend);
  }

  /** HAProxy with a frontend that answers by itself. */
  public static RealGateway haproxy(Host host, Path folder, String frontend) throws Exception {
    var program = find("haproxy");
    return start(
        host,
        folder,
        port ->
            """
            global
              maxconn 2000
            defaults
              mode http
              timeout client 120s
              timeout server 120s
              timeout connect 5s
              timeout http-keep-alive 120s
            frontend target
              bind %s:%d
              %s
              http-request return status 200 content-type text/plain string ok
            """
                .formatted(host.address(), port, frontend),
        List.of(program, "-db", "-f", folder.resolve("gateway.conf").toString()));
  }

  private static RealGateway start(
      Host host, Path folder, Configuration configuration, List<String> command) throws Exception {
    int port = host.freePort();
    Files.writeString(folder.resolve("gateway.conf"), configuration.on(port));
    var log = folder.resolve("gateway.log");
    var process =
        new ProcessBuilder(host.command(command))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    var gateway = new RealGateway(host, process, log, port);
    gateway.awaitStart();
    return gateway;
  }

  private void awaitStart() throws Exception {
    for (int tries = 0; tries < 100; tries++) {
      if (!process.isAlive()) {
        fail("the gateway ended: " + Files.readString(log));
      }
      if (host.listens(process, port)) {
        return;
      }
      process.waitFor(50, TimeUnit.MILLISECONDS);
    }
    close();
    fail("the gateway does not listen: " + Files.readString(log));
  }

  public int port() {
    return port;
  }

  public String baseUrl() {
    return "http://" + host.address() + ":" + port;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static String find(String program) {
    var folders =
        (System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/usr/local/sbin")
            .split(File.pathSeparator, -1);
    var found =
        Arrays.stream(folders)
            .map(folder -> Path.of(folder, program))
            .filter(Files::isExecutable)
            .findFirst();
    if (found.isEmpty() && "true".equals(System.getenv("ONSET_REQUIRE_GATEWAYS"))) {
      fail(program + " is not installed, and ONSET_REQUIRE_GATEWAYS is true");
    }
    assumeTrue(found.isPresent(), program + " is not installed; install it to run this test");
    return found.orElseThrow().toString();
  }
}

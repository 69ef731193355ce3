package dev.onset.gatling;

import io.gatling.http.client.HttpListener;
import io.gatling.http.client.resolver.InetAddressNameResolver;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.util.List;

/**
 * A name resolver for one worker that gives the address which its attempt goes to.
 *
 * <p>Gatling asks for addresses when it needs a new connection, so that this is also when one
 * begins. Name, Host header and TLS server name stay those of the URL.
 */
final class ChosenAddress implements InetAddressNameResolver {

  private final Worker worker;

  ChosenAddress(Worker worker) {
    this.worker = worker;
  }

  @Override
  public Future<List<InetAddress>> resolveAll(
      String host, Promise<List<InetAddress>> promise, HttpListener listener) {
    worker.connects();
    var address = worker.address();
    return address == null
        ? JAVA_RESOLVER.resolveAll(host, promise, listener)
        : promise.setSuccess(List.of(address));
  }

  @Override
  public void close() {
    // There is nothing to close.
  }
}

package dev.onset.preflight;

import dev.onset.preflight.ProbedAddress.State;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One address tried by itself: connect, TLS handshake, one request. Opens one connection, and, if
 * it is to explain what it finds, a second one to an address that does not get along with plain
 * HTTP. Thread-safe.
 */
final class AddressProbe {

  static final String TCP = "TCP connection";

  private final Connector connector;
  private final TlsProbe tls;
  private final InstantSource now;
  private final boolean explains;

  /**
   * A probe.
   *
   * @param explains whether to look why an address does not get along with plain HTTP
   */
  AddressProbe(Connector connector, InstantSource now, boolean explains) {
    this.explains = explains;
    this.connector = connector;
    this.tls = new TlsProbe(now);
    this.now = now;
  }

  /**
   * What an address did.
   *
   * @param findings the checks made, in order; the last one has failed unless there is an answer
   */
  record Probe(ProbedAddress address, List<Finding> findings, @Nullable HttpAnswer answer) {
    boolean works() {
      return answer != null;
    }
  }

  /**
   * Tries an address.
   *
   * @param alone whether the name has no other one, so that it need not be named
   */
  Probe probe(ProbeRequest request, InetSocketAddress target, boolean alone) {
    var shown = ProbedAddress.shown(target);
    var name = alone ? request.authority() : request.authority() + " at " + shown;
    var findings = new ArrayList<Finding>();
    long start = System.nanoTime();
    Duration connectTime;
    HttpAnswer answer;
    try (var plain = connector.connect(target, request.connectTimeout())) {
      connectTime = Duration.ofNanos(System.nanoTime() - start);
      findings.add(
          Finding.ok(
              TCP,
              "%s accepted in %d ms: one round trip, and the least that a new connection costs."
                  .formatted(shown, connectTime.toMillis())));
      try {
        answer = answer(request, plain, target, name, findings);
      } catch (Unfit unfit) {
        findings.add(Finding.failed(unfit.check(), unfit.verdict()));
        return new Probe(
            new ProbedAddress(target, State.NO_ANSWER, connectTime, unfit.verdict()),
            findings,
            null);
      }
    } catch (IOException e) {
      var failure = ConnectFailure.of(e);
      var verdict = failure.verdict(shown, request.connectTimeout(), e);
      findings.add(Finding.failed(TCP, verdict));
      return new Probe(new ProbedAddress(target, failure.state(), null, verdict), findings, null);
    }
    var answered = answer.finding(request, alone ? "" : shown);
    findings.add(answered);
    return new Probe(
        new ProbedAddress(target, State.WORKS, connectTime, answered.text()), findings, answer);
  }

  private HttpAnswer answer(
      ProbeRequest request,
      Socket plain,
      InetSocketAddress target,
      String name,
      List<Finding> findings)
      throws Unfit {
    if (request.overTls()) {
      try (var secured = tls.handshake(plain, request, name)) {
        findings.addAll(secured.findings());
        return HttpProbe.exchange(request, secured.socket(), now);
      } catch (HttpProbe.NotHttp e) {
        throw new Unfit(HttpProbe.HTTP, e.verdict(name));
      }
    }
    try {
      var answer = HttpProbe.exchange(request, plain, now);
      if (answer.status() == 400 && explains && speaksTls(request, target, name)) {
        throw speaksTlsVerdict(name);
      }
      return answer;
    } catch (HttpProbe.NotHttp e) {
      if (explains && speaksTls(request, target, name)) {
        throw speaksTlsVerdict(name);
      }
      throw new Unfit(HttpProbe.HTTP, e.verdict(name));
    }
  }

  private static Unfit speaksTlsVerdict(String name) {
    return new Unfit(
        HttpProbe.HTTP,
        "%s speaks TLS, and was asked in plain HTTP. Write https:// in the base URL, or the port that speaks plain HTTP."
            .formatted(name));
  }

  /** Whether a port that does not get along with plain HTTP would take a TLS handshake. */
  private boolean speaksTls(ProbeRequest request, InetSocketAddress target, String name) {
    try (var plain = connector.connect(target, request.connectTimeout());
        var secured = tls.handshake(plain, request, name)) {
      return secured.socket().isConnected();
    } catch (IOException | Unfit e) {
      return false;
    }
  }
}

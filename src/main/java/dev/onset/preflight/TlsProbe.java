package dev.onset.preflight;

import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * TLS handshakes that accept every certificate, as the load generator does, but say when it would
 * not verify or soon expires. Thread-safe.
 */
final class TlsProbe {

  static final String TLS = "TLS handshake";
  static final String CERTIFICATE = "certificate";

  private static final Duration SOON = Duration.ofDays(14);

  private final InstantSource now;

  TlsProbe(InstantSource now) {
    this.now = now;
  }

  /** A connection after its handshake, and what there is to say about it. */
  record Secured(SSLSocket socket, List<Finding> findings) implements AutoCloseable {
    @Override
    public void close() {
      try {
        socket.close();
      } catch (IOException e) {
        // What was to be learnt is known by then.
      }
    }
  }

  /**
   * Shakes hands over a connected socket, which the result then owns.
   *
   * @param name who is spoken to
   */
  Secured handshake(Socket plain, ProbeRequest request, String name) throws Unfit {
    long start = System.nanoTime();
    try {
      var trust = new WitnessTrustManager();
      var context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {trust}, null);
      plain.setSoTimeout(Math.toIntExact(Math.max(1, request.tlsTimeout().toMillis())));
      var socket =
          (SSLSocket)
              context
                  .getSocketFactory()
                  .createSocket(plain, request.host(), request.port(), /* autoClose= */ true);
      var parameters = socket.getSSLParameters();
      // Only makes the witness check the host name too; it accepts whatever it sees.
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      var shaken =
          "%s with %s in %s: what a new connection costs on top of connecting."
              .formatted(
                  socket.getSession().getProtocol(),
                  socket.getSession().getCipherSuite(),
                  Millis.since(start));
      if (request.verifies() && trust.objection() != null) {
        socket.close();
        throw new Unfit(CERTIFICATE, unverified(name, trust.objection()));
      }
      var findings = new ArrayList<>(List.of(Finding.ok(TLS, shaken)));
      findings.addAll(certificate(trust));
      return new Secured(socket, findings);
    } catch (IOException e) {
      throw new Unfit(TLS, verdict(name, request, e));
    } catch (GeneralSecurityException e) {
      throw new Unfit(
          TLS, "This Java cannot speak TLS: %s. Check its security settings.".formatted(e));
    }
  }

  private static String unverified(String name, String objection) {
    return "The certificate of %s does not verify (%s), so the request was not sent: the curl command has no -k. Add -k to measure all the same; or check the certificate's names and its chain, or have this Java trust its authority."
        .formatted(name, objection);
  }

  private List<Finding> certificate(WitnessTrustManager trust) {
    var findings = new ArrayList<Finding>();
    var certificate = trust.certificate();
    if (certificate != null) {
      findings.add(expiry(certificate));
    }
    var objection = trust.objection();
    if (objection != null) {
      findings.add(
          Finding.warning(
              CERTIFICATE,
              "The certificate does not verify (%s); the load generator accepts it, clients may not. Check its names and its chain, or add its authority to the clients."
                  .formatted(objection)));
    }
    return findings;
  }

  private Finding expiry(X509Certificate certificate) {
    var end = certificate.getNotAfter().toInstant();
    var left = Duration.between(now.instant(), end);
    if (left.isNegative()) {
      return Finding.warning(
          CERTIFICATE,
          "The certificate expired at %s: the load generator accepts it, clients do not. Renew it."
              .formatted(end));
    }
    long days = left.toDays();
    var text = "The certificate expires in %d day%s, at %s".formatted(days, plural(days), end);
    return left.compareTo(SOON) < 0
        ? Finding.warning(CERTIFICATE, text + ": clients refuse it then. Renew it.")
        : Finding.ok(CERTIFICATE, text + ".");
  }

  private static String plural(long count) {
    return count == 1 ? "" : "s";
  }

  private static String verdict(String target, ProbeRequest request, IOException e) {
    var message = rootMessage(e);
    var lower = message.toLowerCase(Locale.ROOT);
    if (e instanceof SocketTimeoutException || lower.contains("timed out")) {
      return "%s accepted the connection and did not answer the TLS handshake within %s. Check that the port speaks TLS, and that the service is not overloaded."
          .formatted(target, Millis.text(request.tlsTimeout()));
    }
    if (lower.contains("unrecognized ssl message") || lower.contains("unsupported or unrecog")) {
      return "%s does not speak TLS: its answer to the handshake was something else. Write http:// in the base URL, or the port that speaks TLS."
          .formatted(target);
    }
    if (e instanceof EOFException || lower.contains("terminated") || lower.contains("reset")) {
      return "%s ended the connection during the TLS handshake (%s). Check that the port speaks TLS, and that the host name is the one the gateway serves."
          .formatted(target, message);
    }
    return "The TLS handshake with %s failed: %s. Check host name, TLS versions, and whether the gateway demands a client certificate."
        .formatted(target, message);
  }

  static String rootMessage(Throwable e) {
    Throwable root = e;
    for (@Nullable Throwable cause = e; cause != null; cause = cause.getCause()) {
      root = cause;
    }
    return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
  }
}

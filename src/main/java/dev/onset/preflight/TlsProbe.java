package dev.onset.preflight;

import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
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

  private static final Duration SOON = Duration.ofDays(14);

  private final InstantSource now;

  TlsProbe(InstantSource now) {
    this.now = now;
  }

  /** A connection after its handshake, and what there is to say about it. */
  record Secured(SSLSocket socket, String text) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  /** Shakes hands over a connected socket, which the result then owns. */
  Secured handshake(Socket plain, ProbeRequest request) throws Unfit {
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
      var text =
          "%s with %s in %s.%s"
              .formatted(
                  socket.getSession().getProtocol(),
                  socket.getSession().getCipherSuite(),
                  Millis.since(start),
                  warnings(trust));
      return new Secured(socket, text);
    } catch (IOException e) {
      throw new Unfit(TLS, verdict(request, e));
    } catch (GeneralSecurityException e) {
      throw new Unfit(
          TLS, "This Java cannot speak TLS: %s. Check its security settings.".formatted(e));
    }
  }

  private String warnings(WitnessTrustManager trust) {
    var warnings = new StringBuilder();
    var certificate = trust.certificate();
    if (certificate != null) {
      warnings.append(expiry(certificate));
    }
    var objection = trust.objection();
    if (objection != null) {
      warnings
          .append(" Warning: the certificate does not verify (")
          .append(objection)
          .append("); the load generator accepts it, clients may not.");
    }
    return warnings.toString();
  }

  private String expiry(X509Certificate certificate) {
    var end = certificate.getNotAfter().toInstant();
    var left = Duration.between(now.instant(), end);
    if (left.isNegative()) {
      return " Warning: the certificate expired at " + end + ".";
    }
    return left.compareTo(SOON) < 0
        ? " Warning: the certificate expires in " + left.toDays() + " days, at " + end + "."
        : "";
  }

  private static String verdict(ProbeRequest request, IOException e) {
    var target = request.authority();
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

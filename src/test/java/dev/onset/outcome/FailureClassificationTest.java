package dev.onset.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureClassificationTest {

  private static Outcome plain(String failure) {
    return Classifier.classify(new Ending.Unanswered(failure, false));
  }

  private static Outcome https(String failure) {
    return Classifier.classify(new Ending.Unanswered(failure, true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
"""
# ports: epoll, NIO, io_uring, Windows, macOS
INJECTOR_EXHAUSTED | j.n.ConnectException: connect(..) failed with error(-99): Cannot assign requested address
INJECTOR_EXHAUSTED | j.n.BindException: Cannot assign requested address
INJECTOR_EXHAUSTED | j.n.ConnectException: io_uring connect(..) failed with error(-99): Cannot assign requested address
INJECTOR_EXHAUSTED | java.net.BindException: Address already in use: connect
INJECTOR_EXHAUSTED | java.net.BindException: Can't assign requested address
INJECTOR_EXHAUSTED | j.n.ConnectException: connect(..) failed with error(-99): 无法指定被请求的地址
# descriptors
INJECTOR_EXHAUSTED | i.n.c.u.Errors$NativeIoException: newSocketStream(..) failed with error(-24): Too many open files
INJECTOR_EXHAUSTED | io.netty.channel.unix.Errors$NativeIoException: newSocketStream(..) failed with error(-24): Too many open files
INJECTOR_EXHAUSTED | j.n.SocketException: Too many open files
INJECTOR_EXHAUSTED | i.n.c.ChannelException: Unable to create Channel from class: Too many open files
# memory, threads, buffers
INJECTOR_EXHAUSTED | java.lang.OutOfMemoryError: Java heap space
INJECTOR_EXHAUSTED | i.n.u.i.OutOfDirectMemoryError: failed to allocate 16777216 byte(s) of direct memory (used: 1056964608, max: 1073741824)
INJECTOR_EXHAUSTED | java.lang.OutOfMemoryError: unable to create native thread: possibly out of memory or process/resource limits reached
INJECTOR_EXHAUSTED | java.net.SocketException: No buffer space available (maximum connections reached?): connect
INJECTOR_EXHAUSTED | java.util.concurrent.RejectedExecutionException: event executor terminated
# names
DNS_FAILURE | j.n.UnknownHostException: nowhere.test: Temporary failure in name resolution
DNS_FAILURE | java.net.UnknownHostException: nowhere.test: Name or service not known
DNS_FAILURE | java.net.UnknownHostException
DNS_FAILURE | i.n.r.d.DnsNameResolverTimeoutException: [24523: /127.0.0.1:53] DefaultDnsQuestion(two.test. IN A) query '24523' via UDP timed out after 5000 milliseconds (no stack trace available)
DNS_FAILURE | i.n.r.d.DnsErrorCauseException: Query failed with NXDOMAIN
DNS_FAILURE | java.nio.channels.UnresolvedAddressException
# connect timeout, client's timer
CONNECT_TIMEOUT | i.n.c.ConnectTimeoutException: connection timed out after 2000 ms: /127.0.0.1:57693
CONNECT_TIMEOUT | io.netty.channel.ConnectTimeoutException: connection timed out after 2900 ms: /127.0.0.1:1
CONNECT_TIMEOUT | i.n.c.ConnectTimeoutException: connection timed out after 2000 ms: two.test/127.0.0.2:57693
CONNECT_TIMEOUT | i.n.c.ConnectTimeoutException: connection timed out: /127.0.0.1:57693
CONNECT_TIMEOUT | java.net.SocketTimeoutException: Connect timed out
CONNECT_TIMEOUT | java.net.SocketTimeoutException: connect timed out
CONNECT_TIMEOUT | java.net.http.HttpConnectTimeoutException: HTTP connect timed out
CONNECT_TIMEOUT | java.net.ConnectException: HTTP connect timed out
# connect timeout, kernel: epoll, NIO, io_uring, Windows, Windows with Java 8, older Netty, macOS, other locales
CONNECT_TIMEOUT | j.n.ConnectException: finishConnect(..) failed with error(-110): Connection timed out
CONNECT_TIMEOUT | j.n.ConnectException: Connection timed out
CONNECT_TIMEOUT | j.n.ConnectException: io_uring connect(..) failed with error(-110): Connection timed out
CONNECT_TIMEOUT | io_uring connect(..) failed with error(-110): Connection timed out
CONNECT_TIMEOUT | java.net.ConnectException: Connection timed out: getsockopt
CONNECT_TIMEOUT | Connection timed out: getsockopt
CONNECT_TIMEOUT | java.net.ConnectException: Connection timed out: no further information
CONNECT_TIMEOUT | java.net.ConnectException: syscall:getsockopt(..) failed: Connection timed out
CONNECT_TIMEOUT | java.net.ConnectException: finishConnect(..) failed: Connection timed out
CONNECT_TIMEOUT | java.net.ConnectException: Operation timed out
CONNECT_TIMEOUT | j.n.ConnectException: finishConnect(..) failed with error(-110): 连接超时
CONNECT_TIMEOUT | j.n.ConnectException: finishConnect(..) failed with error(-110): Die Wartezeit für die Verbindung ist abgelaufen
CONNECT_TIMEOUT | j.n.ConnectException: 连接超时
# the request timer while connecting
CONNECT_TIMEOUT | Request timeout after 1000 ms
CONNECT_TIMEOUT | Request timeout after 3000 ms
CONNECT_TIMEOUT | io.gatling.http.client.impl.RequestTimeoutException: Request timeout after 1000 ms
CONNECT_TIMEOUT | i.g.h.c.i.RequestTimeoutException: Request timeout after 1000 ms
# refused: epoll, NIO, io_uring, Windows, older Netty
CONNECTION_REFUSED | j.n.ConnectException: finishConnect(..) failed with error(-111): Connection refused
CONNECTION_REFUSED | j.n.ConnectException: Connection refused
CONNECTION_REFUSED | j.n.ConnectException: io_uring connect(..) failed with error(-111): Connection refused
CONNECTION_REFUSED | java.net.ConnectException: Connection refused: getsockopt
CONNECTION_REFUSED | java.net.ConnectException: Connection refused: no further information
CONNECTION_REFUSED | java.net.ConnectException: Connection refused (Connection refused)
CONNECTION_REFUSED | java.net.ConnectException: syscall:getsockopt(..) failed: Connection refused
CONNECTION_REFUSED | java.net.ConnectException: finishConnect(..) failed: Connection refused
CONNECTION_REFUSED | j.n.ConnectException: finishConnect(..) failed with error(-111): 拒绝连接
# unreachable
UNREACHABLE | j.n.NoRouteToHostException
UNREACHABLE | java.net.NoRouteToHostException
UNREACHABLE | j.n.NoRouteToHostException: No route to host
UNREACHABLE | java.net.NoRouteToHostException: No route to host: getsockopt
UNREACHABLE | j.n.SocketException: Network is unreachable
UNREACHABLE | j.n.ConnectException: io_uring connect(..) failed with error(-113): No route to host
UNREACHABLE | j.n.ConnectException: io_uring connect(..) failed with error(-101): Network is unreachable
# local policy: prohibit route, blackhole route
UNREACHABLE | j.n.ConnectException: connect(..) failed with error(-13): Permission denied
UNREACHABLE | j.n.BindException: Permission denied
UNREACHABLE | j.n.ConnectException: connect(..) failed with error(-22): Invalid argument
UNREACHABLE | j.n.SocketException: Invalid argument
UNREACHABLE | j.n.ConnectException: io_uring connect(..) failed with error(-13): Permission denied
# reset
CONNECTION_RESET | j.n.ConnectException: finishConnect(..) failed with error(-104): Connection reset by peer
CONNECTION_RESET | j.n.SocketException: Connection reset by peer
CONNECTION_RESET | java.net.SocketException: Connection reset
CONNECTION_RESET | i.n.c.u.Errors$NativeIoException: recvAddress(..) failed with error(-104): Connection reset by peer
CONNECTION_RESET | java.io.IOException: Broken pipe
CONNECTION_RESET | i.n.c.u.Errors$NativeIoException: writevAddresses(..) failed with error(-32): Broken pipe
CONNECTION_RESET | java.io.IOException: An existing connection was forcibly closed by the remote host
CONNECTION_RESET | java.io.IOException: An established connection was aborted by the software in your host machine
CONNECTION_RESET | i.n.c.u.Errors$NativeIoException: recvAddress(..) failed with error(-104): 连接被对方重置
# closed
CLOSED_EARLY | i.g.h.c.i.PrematureCloseException: Premature close
CLOSED_EARLY | io.gatling.http.client.impl.PrematureCloseException: Premature close
CLOSED_EARLY | java.net.SocketException: Unexpected end of file from server
CLOSED_EARLY | java.io.IOException: HTTP/1.1 header parser received no bytes
CLOSED_EARLY | java.io.EOFException: EOF reached while reading
CLOSED_EARLY | io.netty.channel.StacklessClosedChannelException
# answered too late
REQUEST_TIMEOUT | Request timeout to 127.0.0.1/127.0.0.1:34093 after 1000 ms
REQUEST_TIMEOUT | io.gatling.http.client.impl.RequestTimeoutException: Request timeout to api.test/10.0.0.2:443 after 60000 ms
REQUEST_TIMEOUT | java.net.SocketTimeoutException: Read timed out
REQUEST_TIMEOUT | java.net.http.HttpTimeoutException: request timed out
REQUEST_TIMEOUT | java.io.IOException: Connection timed out
REQUEST_TIMEOUT | java.net.SocketException: Connection timed out (Read failed)
REQUEST_TIMEOUT | i.n.c.u.Errors$NativeIoException: recvAddress(..) failed with error(-110): Connection timed out
# not HTTP
PROTOCOL_ERROR | j.l.IllegalArgumentException: invalid version format: SSH-2.0-OPENSSH_9.6
PROTOCOL_ERROR | java.lang.IllegalArgumentException: invalid version format
PROTOCOL_ERROR | i.n.h.c.h.TooLongHttpHeaderException: HTTP header is larger than 8192 bytes.
PROTOCOL_ERROR | io.netty.handler.codec.TooLongFrameException: too long
PROTOCOL_ERROR | i.n.h.c.DecoderException: bad
PROTOCOL_ERROR | io.netty.handler.codec.http2.Http2Exception: HTTP/2 client preface string missing or corrupt
# a check's message
RATE_LIMITED | status.find.in([200, 209], 304), found 429
RATE_LIMITED | status.find.is(200), found 429
RATE_LIMITED | status.find.in(200,201), found 429
RATE_LIMITED | status.find.not(429), unexpectedly found 429
OVERLOADED | status.find.is(200), found 503
DENIED | status.find.in([200, 209], 304), found 403
CHECK_FAILED | status.find.is(200), found 201
CHECK_FAILED | header(X).find.is(0), found nothing
CHECK_FAILED | jsonPath($.state).find.is(ready), found Connection refused
CHECK_FAILED | jsonPath($.items[*]).findAll.exists, found nothing
CHECK_FAILED | regex(a(b)c).count.is(2), found 3
# nothing known
OTHER | java.net.ConnectException: null
OTHER | java.net.ConnectException
OTHER | java.nio.channels.ClosedChannelException
OTHER | java.nio.file.AccessDeniedException: Permission denied
OTHER | java.lang.IllegalStateException: Request timeout after lunch
OTHER | something new
""")
  void each_transport_s_words_for_a_cause_give_one_outcome(Outcome outcome, String failure) {
    assertThat(plain(failure)).isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
"""
i.n.h.s.SslHandshakeTimeoutException: handshake timed out after 2000ms
io.netty.handler.ssl.SslHandshakeTimeoutException: handshake timed out after 10000ms
i.n.h.s.NotSslRecordException: not an SSL/TLS record: 485454502f312e3120343030
i.n.h.s.ReferenceCountedOpenSslEngine$OpenSslHandshakeException: error:10000410:SSL routines:OPENSSL_internal:SSLV3_ALERT_HANDSHAKE_FAILURE
j.n.s.SSLHandshakeException: Received fatal alert: handshake_failure
javax.net.ssl.SSLHandshakeException: Received fatal alert: protocol_version
javax.net.ssl.SSLException: Unsupported or unrecognized SSL message
sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification path to requested target
java.io.EOFException: SSL peer shut down incorrectly
i.n.c.StacklessClosedChannelException
io.netty.channel.StacklessClosedChannelException
""")
  void a_handshake_that_fails_or_times_out_is_a_tls_failure(String failure) {
    assertThat(https(failure)).isEqualTo(Outcome.TLS_FAILURE);
  }

  @Test
  void a_request_timeout_without_a_peer_is_a_connect_timeout_with_https_too() {
    assertThat(https("Request timeout after 1000 ms")).isEqualTo(Outcome.CONNECT_TIMEOUT);
  }

  @Test
  void a_reset_under_tls_is_a_reset() {
    assertThat(https("javax.net.ssl.SSLException: Connection reset"))
        .isEqualTo(Outcome.CONNECTION_RESET);
  }

  @Test
  void an_unknown_cause_far_behind_a_huge_text_is_other() {
    assertThat(plain("x".repeat(5_000_000) + "Connection refused")).isEqualTo(Outcome.OTHER);
  }

  @Test
  void every_rule_has_a_failure_that_no_earlier_rule_takes() {
    List<String> unreached =
        new ArrayList<>(FailureRules.RULES.stream().map(Rule<Failure>::name).toList());
    for (String failure :
        List.of(
            "j.n.BindException: Cannot assign requested address",
            "j.n.SocketException: Too many open files",
            "java.lang.OutOfMemoryError: Java heap space",
            "j.n.UnknownHostException: nowhere.test",
            "i.n.c.ConnectTimeoutException: connection timed out after 1 ms: /127.0.0.1:1",
            "j.n.ConnectException: Connection timed out",
            "Request timeout after 1000 ms",
            "j.n.ConnectException: Connection refused",
            "j.n.NoRouteToHostException",
            "j.n.BindException: Permission denied",
            "j.n.SocketException: Connection reset by peer",
            "i.g.h.c.i.PrematureCloseException: Premature close",
            "i.n.h.s.NotSslRecordException",
            "Request timeout to a/127.0.0.1:1 after 1 ms",
            "j.l.IllegalArgumentException: invalid version format")) {
      Rule.first(FailureRules.RULES, Failure.of(new Ending.Unanswered(failure, false)))
          .ifPresent(rule -> unreached.remove(rule.name()));
    }
    assertThat(unreached).isEmpty();
  }
}

package dev.onset.outcome;

import static dev.onset.outcome.Outcome.CLOSED_EARLY;
import static dev.onset.outcome.Outcome.CONNECTION_REFUSED;
import static dev.onset.outcome.Outcome.CONNECTION_RESET;
import static dev.onset.outcome.Outcome.CONNECT_TIMEOUT;
import static dev.onset.outcome.Outcome.DNS_FAILURE;
import static dev.onset.outcome.Outcome.INJECTOR_EXHAUSTED;
import static dev.onset.outcome.Outcome.PROTOCOL_ERROR;
import static dev.onset.outcome.Outcome.REQUEST_TIMEOUT;
import static dev.onset.outcome.Outcome.TLS_FAILURE;
import static dev.onset.outcome.Outcome.UNREACHABLE;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The ordered rules for failures without a response.
 *
 * <p>One cause has many spellings: each Netty transport and the JDK's own clients word it
 * differently, Windows appends {@code : getsockopt}, older Netty prepends {@code syscall:}, class
 * names come in full or as initials, and the operating system's part follows the locale. So a rule
 * asks for the error number where there is one (Linux and BSD numbers; no two socket errors listed
 * collide), and otherwise for the part of the text that all spellings share.
 *
 * <p>The load generator's own limits come first, because their exceptions also look like failed
 * connects. A JDK client's {@code ConnectException: null} is left unrecognised: a refusal and a
 * kernel timeout both end as that.
 */
final class FailureRules {

  private FailureRules() {}

  static final List<Rule<Failure>> RULES =
      List.of(
          // Linux EADDRINUSE 98, EADDRNOTAVAIL 99; BSD 48, 49.
          rule(
              "the injector has no free port",
              errno(98, 99, 48, 49)
                  .or(says("(?:Cannot|Can't) assign requested address|Address already in use")),
              INJECTOR_EXHAUSTED),
          // ENFILE 23, EMFILE 24.
          rule(
              "the injector has no free file descriptor",
              errno(23, 24).or(says("Too many open files")),
              INJECTOR_EXHAUSTED),
          // ENOMEM 12, ENOBUFS 105; BSD 55.
          rule(
              "the injector has no memory, thread or buffer left",
              errno(12, 105, 55)
                  .or(
                      says(
                          "OutOfMemoryError|OutOfDirectMemoryError|unable to create native thread"
                              + "|No buffer space available|Cannot allocate memory"
                              + "|RejectedExecution")),
              INJECTOR_EXHAUSTED),
          rule(
              "the name did not resolve",
              says(
                  "UnknownHostException|UnresolvedAddressException"
                      + "|DnsNameResolver(?:Timeout)?Exception|DnsErrorCauseException"),
              DNS_FAILURE),
          rule(
              "the client's connect timer ran out",
              says("ConnectTimeoutException|(?i:\\bconnect timed out)"),
              CONNECT_TIMEOUT),
          // Linux ETIMEDOUT 110; BSD 60. Chinese as glibc has it, where NIO gives no number.
          rule(
              "the kernel gave up connecting",
              noAnswerFromTheKernel().and(failure -> !failure.established()),
              CONNECT_TIMEOUT),
          // Only a request that has a connection says to whom; with https, TLS may be pending.
          rule(
              "the request timed out before it had a connection",
              says("^(?:[\\w.$]+: )?Request timeout after \\d+ ms$"),
              CONNECT_TIMEOUT),
          // Linux ECONNREFUSED 111; BSD 61.
          rule(
              "the target refused the connection",
              errno(111, 61).or(says("(?i)Connection refused|actively refused|拒绝连接|连接被拒绝")),
              CONNECTION_REFUSED),
          // Linux ENETDOWN 100, ENETUNREACH 101, EHOSTDOWN 112, EHOSTUNREACH 113; BSD 51, 65.
          rule(
              "there is no route to the target",
              errno(100, 101, 112, 113, 51, 65)
                  .or(
                      says(
                          "NoRouteToHostException|Network is (?:unreachable|down)"
                              + "|No route to host|Host is (?:unreachable|down)")),
              UNREACHABLE),
          // EPERM 1, EACCES 13, EINVAL 22: a prohibit or blackhole route, a local filter.
          rule(
              "a local route or filter forbids the connection",
              errno(1, 13, 22)
                  .or(says("Permission denied|Operation not permitted|Invalid argument"))
                  .and(Failure::connecting),
              UNREACHABLE),
          // Linux EPIPE 32, ECONNABORTED 103, ECONNRESET 104; BSD 53, 54.
          rule(
              "the connection was reset",
              errno(32, 103, 104, 53, 54)
                  .or(
                      says(
                          "(?i)Connection reset|Broken pipe|forcibly closed by the remote host"
                              + "|Software caused connection abort|connection was aborted")),
              CONNECTION_RESET),
          rule(
              "the connection was closed before the response was complete",
              says("PrematureCloseException|PrematureChannelClosureException"
                      + "|Unexpected end of file from server|header parser received no bytes"
                      + "|\\bEOFException\\b(?!: SSL)")
                  .or(closedChannel().and(failure -> !failure.tls())),
              CLOSED_EARLY),
          rule(
              "the TLS handshake failed",
              says("SslHandshake(?:Timeout)?Exception|NotSslRecordException"
                      + "|SSL(?:Handshake|Protocol|PeerUnverified|Key)?Exception"
                      + "|SslClosedEngineException|SSL peer shut down|ValidatorException"
                      + "|CertPath\\w*Exception|Certificate\\w*Exception")
                  .or(closedChannel().and(Failure::tls)),
              TLS_FAILURE),
          rule(
              "no response came in time",
              says("^(?:[\\w.$]+: )?Request timeout to .+ after \\d+ ms$"
                      + "|SocketTimeoutException: (?i:read timed out)|\\bReadTimeoutException"
                      + "|\\bHttpTimeoutException: request timed out")
                  .or(noAnswerFromTheKernel().and(Failure::established)),
              REQUEST_TIMEOUT),
          rule(
              "the response was not understandable HTTP",
              says(
                  "invalid version format|TooLong\\w*Exception|DecoderException|Http2Exception"
                      + "|CorruptedFrameException|DecompressionException|ZipException"
                      + "|Invalid status line|\\bjava\\.net\\.ProtocolException"
                      + "|\\bj\\.n\\.ProtocolException"),
              PROTOCOL_ERROR));

  /** The outcome of the first rule that recognises {@code failure}. */
  static Outcome outcome(Failure failure) {
    return Rule.first(RULES, failure).map(Rule::outcome).orElse(Outcome.OTHER);
  }

  private static Predicate<Failure> noAnswerFromTheKernel() {
    return errno(110, 60).or(says("(?i)connection timed out|operation timed out|连接超时"));
  }

  // Netty's own: the JDK's plain ClosedChannelException also ends a refused connect.
  private static Predicate<Failure> closedChannel() {
    return says("(?:Stackless|Extended)ClosedChannelException");
  }

  private static Predicate<Failure> says(String regex) {
    Pattern pattern = Pattern.compile(regex);
    return failure -> failure.says(pattern);
  }

  private static Predicate<Failure> errno(int... numbers) {
    return failure -> failure.errnoIn(numbers);
  }

  private static Rule<Failure> rule(String name, Predicate<Failure> matches, Outcome outcome) {
    return new Rule<>(name, matches, outcome);
  }
}

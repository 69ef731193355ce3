package dev.onset.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How long an attempt may take.
 *
 * @param connect for one TCP connection attempt to one address
 * @param request for the whole request: name resolution, connecting, TLS and the answer
 * @param tls for the TLS handshake
 */
public record TimeoutSettings(Duration connect, Duration request, Duration tls) {

  /**
   * When Linux sends a lost SYN again, in seconds after the first one: 1, 3, 7 … doubling, and 1,
   * 2, 3, 4, 5, 7 … on kernels with linear SYN timeouts ({@code net.ipv4.tcp_syn_linear_timeouts}).
   */
  private static final List<Integer> SYN_STEPS_SECONDS =
      List.of(1, 2, 3, 4, 5, 7, 11, 15, 19, 31, 35, 63, 67);

  private static final Duration STEP_MARGIN = Duration.ofMillis(100);

  /**
   * What is wrong with these timeouts for a target, if anything.
   *
   * <p>The rule is {@code connect × addresses + tls < request} (without {@code tls} for plain
   * HTTP). Otherwise the request timeout fires while the connection is still being opened, and a
   * connect timeout cannot be told from a slow answer.
   *
   * @param addresses number of addresses the target's name resolves to, at least 1
   * @param overTls whether the target is spoken to over TLS
   * @return a sentence with the numbers and what to change
   */
  public Optional<String> problemWith(int addresses, boolean overTls) {
    var needed = connect.multipliedBy(addresses);
    if (overTls) {
      needed = needed.plus(tls);
    }
    if (needed.compareTo(request) < 0) {
      return Optional.empty();
    }
    return Optional.of(
        ("Opening a connection may take %s (connect %s x %s address%s%s), which is not less than the"
                + " request timeout of %s: the request timer would hide connect timeouts."
                + " Lower onset.timeouts.connect%s or raise onset.timeouts.request above %s.")
            .formatted(
                Durations.text(needed),
                Durations.text(connect),
                addresses,
                addresses == 1 ? "" : "es",
                overTls ? " + TLS " + Durations.text(tls) : "",
                Durations.text(request),
                overTls ? " or onset.timeouts.tls" : "",
                Durations.text(needed)));
  }

  /** Why the connect timeout is too close to a SYN retransmission, if it is. */
  Optional<String> problemWithConnect() {
    return SYN_STEPS_SECONDS.stream()
        .map(Duration::ofSeconds)
        .filter(step -> connect.minus(step).abs().compareTo(STEP_MARGIN) < 0)
        .findFirst()
        .map(
            step ->
                ("Linux sends a lost SYN again after about %s; a timeout within 100 ms of that makes"
                        + " it chance whether the second try counts. Choose a value between two"
                        + " steps: 0.9s, 1.9s, 2.9s, 6s, 10s; nearest here: %s.")
                    .formatted(Durations.text(step), Durations.text(step.minus(STEP_MARGIN))));
  }
}

package dev.onset.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhaseTest {

  @ParameterizedTest(name = "{0}, https {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          j.n.UnknownHostException: api.test: Name or service not known                             | false | RESOLVE
          i.n.c.ConnectTimeoutException: connection timed out after 2900 ms: /10.0.0.1:80           | false | CONNECT
          j.n.ConnectException: finishConnect(..) failed with error(-110): Connection timed out     | true  | CONNECT
          j.n.ConnectException: finishConnect(..) failed with error(-111): Connection refused       | false | CONNECT
          j.n.NoRouteToHostException                                                                | false | CONNECT
          j.n.ConnectException: finishConnect(..) failed with error(-104): Connection reset by peer | false | CONNECT
          i.n.c.u.Errors$NativeIoException: recvAddress(..) failed with error(-104): Connection reset by peer | false | WAITING
          i.n.c.u.Errors$NativeIoException: recvAddress(..) failed with error(-104): Connection reset by peer | true  |
          i.n.h.s.SslHandshakeTimeoutException: handshake timed out after 2000ms                    | true  | TLS
          Request timeout after 10000 ms                                                            | false |
          Request timeout after 10000 ms                                                            | true  |
          Request timeout to api.test/10.0.0.1:80 after 10000 ms                                    | false | WAITING
          i.g.h.c.i.PrematureCloseException: Premature close                                        | false | WAITING
          j.l.IllegalArgumentException: invalid version format: HELLO                               | false | RECEIVING
          j.n.ConnectException: connect(..) failed with error(-99): Cannot assign requested address | false |
          something new                                                                             | false |
          """)
  void a_failure_tells_in_which_phase_it_happened(String failure, boolean tls, Phase phase) {
    var ending = new Ending.Unanswered(failure, tls);

    assertThat(Phase.of(ending, Classifier.classify(ending))).isEqualTo(phase);
  }

  @Test
  void an_answer_ends_in_no_phase() {
    var answer = new Ending.Answered(503, Map.of(), "");

    assertThat(Phase.of(answer, Classifier.classify(answer))).isNull();
  }

  @ParameterizedTest(name = "{0}, ready {1}, https {2}: {3}")
  @CsvSource({
    // Nothing but the TCP connection can have been missing.
    ",          false, false, CONNECT",
    // That, or the handshake.
    ",          false, true,",
    "TLS,       false, true,  TLS",
    "CONNECT,   false, false, CONNECT",
    "CONNECT,   true,  false, WAITING",
    ",          true,  true,  WAITING",
    "RECEIVING, true,  false, RECEIVING",
  })
  void a_connection_that_was_watched_settles_what_the_failure_leaves_open(
      Phase told, boolean ready, boolean tls, Phase phase) {
    assertThat(Phase.seen(told, ready, tls)).isEqualTo(phase);
  }
}

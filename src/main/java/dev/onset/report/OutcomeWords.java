package dev.onset.report;

import dev.onset.load.Axis;
import dev.onset.outcome.Outcome;
import java.util.Locale;

/**
 * An outcome in the words of a sentence.
 *
 * @param many its name as the subject of a sentence, lower case unless an abbreviation
 * @param none what did not occur when it did not: goes behind "no"
 * @param begin the verb behind {@code many}
 * @param clean what the connections below it were
 */
record OutcomeWords(String many, String none, String begin, String clean) {

  static OutcomeWords of(Outcome outcome, Axis axis) {
    return switch (outcome) {
      case OK -> plural("successful answer");
      case RATE_LIMITED -> new OutcomeWords("rate limiting", "rate limiting", "begins", "clean");
      case QUOTA_EXCEEDED -> plural("quota refusal");
      case CONNECT_TIMEOUT -> plural("connect timeout");
      case CONNECTION_REFUSED -> plural("refused connection");
      case UNREACHABLE -> plural("unreachable-host error");
      case CONNECTION_RESET -> plural("connection reset");
      case CLOSED_EARLY -> plural("early close");
      case DNS_FAILURE -> plural("name resolution failure");
      case TLS_FAILURE -> plural("TLS failure");
      case REQUEST_TIMEOUT ->
          axis == Axis.CONCURRENCY
              ? new OutcomeWords("requests stop being answered", "request timeout", "", "answered")
              : plural("request timeout");
      case OVERLOADED -> plural("overload answer");
      case GATEWAY_TIMEOUT -> plural("gateway timeout");
      case UPSTREAM_FAILURE -> plural("upstream failure");
      case DENIED -> plural("access denial");
      case TOO_LARGE -> plural("too-large answer");
      case APPLICATION_ERROR -> plural("application error");
      case CHECK_FAILED -> plural("failed check");
      case PROTOCOL_ERROR -> plural("protocol error");
      case INJECTOR_EXHAUSTED -> plural("load generator failure");
      case OTHER -> plural("unclassified failure");
    };
  }

  private static OutcomeWords plural(String one) {
    return new OutcomeWords(one + "s", one, "begin", "clean");
  }

  /** Subject and verb at the start of a sentence: "Rate limiting begins". */
  String begins() {
    return capital(begin.isEmpty() ? many : many + " " + begin);
  }

  /** Where it begins, as a subject: "Where rate limiting begins". */
  String whereItBegins() {
    return "Where " + (begin.isEmpty() ? many : many + " " + begin);
  }

  /** The short name: "Rate limiting". */
  String name() {
    return capital(begin.isEmpty() ? "unanswered requests" : many);
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}

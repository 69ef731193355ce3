package dev.onset.report;

import dev.onset.outcome.Outcome;

/** How an outcome is told apart from the others in charts. */
final class Look {

  private Look() {}

  /**
   * Its number, the same in every chart of every run, from which a chart takes colour and line
   * style; -1 for {@link Outcome#OK}.
   */
  static int of(Outcome outcome) {
    return switch (outcome) {
      case OK -> -1;
      case RATE_LIMITED -> 0;
      case QUOTA_EXCEEDED -> 1;
      case CONNECT_TIMEOUT -> 2;
      case CONNECTION_REFUSED -> 3;
      case UNREACHABLE -> 4;
      case CONNECTION_RESET -> 5;
      case CLOSED_EARLY -> 6;
      case DNS_FAILURE -> 7;
      case TLS_FAILURE -> 8;
      case REQUEST_TIMEOUT -> 9;
      case OVERLOADED -> 10;
      case GATEWAY_TIMEOUT -> 11;
      case UPSTREAM_FAILURE -> 12;
      case DENIED -> 13;
      case TOO_LARGE -> 14;
      case APPLICATION_ERROR -> 15;
      case CHECK_FAILED -> 16;
      case PROTOCOL_ERROR -> 17;
      case INJECTOR_EXHAUSTED -> 18;
      case OTHER -> 19;
    };
  }
}

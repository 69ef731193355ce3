package dev.onset.diagnosis;

import dev.onset.record.ExperimentRecord.Check;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a preflight's failed check means; read from its name and its sentence. */
enum FailedCheck {
  NAME,
  REFUSED,
  SILENT,
  UNREACHABLE,
  FORBIDDEN,
  TLS,
  NO_ANSWER,
  CLOSED,
  /** Timeouts that do not fit together: nothing is wrong with the target. */
  SETTINGS,
  OTHER;

  /** What the first failed check means. */
  static Optional<FailedCheck> of(List<Check> checks) {
    return first(checks).map(check -> of(check.name(), check.text()));
  }

  /** The first failed check. */
  static Optional<Check> first(List<Check> checks) {
    return checks.stream().filter(check -> !check.passed()).findFirst();
  }

  private static FailedCheck of(String name, String text) {
    var what = name.toLowerCase(Locale.ROOT);
    var said = text.toLowerCase(Locale.ROOT);
    if (what.contains("name") || what.contains("dns") || what.contains("resol")) {
      return NAME;
    }
    if (what.contains("tls") || said.contains("speaks tls")) {
      return TLS;
    }
    if (what.contains("timeouts")) {
      return SETTINGS;
    }
    if (what.contains("tcp") || what.contains("connect")) {
      return connecting(said);
    }
    if (what.contains("http") || what.contains("request")) {
      return said.contains("no answer") || said.contains("did not finish")
          ? NO_ANSWER
          : said.contains("ended the connection") ? CLOSED : OTHER;
    }
    return OTHER;
  }

  private static FailedCheck connecting(String said) {
    if (said.contains("refused the connection") || said.contains("nothing listens")) {
      return REFUSED;
    }
    if (said.contains("did not answer") || said.contains("timed out")) {
      return SILENT;
    }
    if (said.contains("no route") || said.contains("unreachable")) {
      return UNREACHABLE;
    }
    return said.contains("does not allow") ? FORBIDDEN : OTHER;
  }
}

package dev.onset.config;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Says everything that is wrong with the configuration at once. Carries no stack trace: the mistake
 * is in a file or on the command line, not in the program. Secrets are masked.
 */
public final class InvalidConfiguration extends RuntimeException {

  private final transient List<Problem> problems;

  InvalidConfiguration(List<Problem> problems) {
    super(message(problems), null, false, false);
    this.problems = List.copyOf(problems);
  }

  /** The problems, sorted by key. */
  public List<Problem> problems() {
    return problems;
  }

  private static String message(List<Problem> problems) {
    var heading =
        problems.size() == 1
            ? "The configuration has a problem; nothing was sent."
            : "The configuration has " + problems.size() + " problems; nothing was sent.";
    return IntStream.range(0, problems.size())
        .mapToObj(i -> "%3s. %s".formatted(i + 1, problems.get(i).text()))
        .collect(Collectors.joining("\n", heading + "\n", ""));
  }
}

package dev.onset.report;

import dev.onset.record.ExperimentRecord.Diagnosis;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What explains an experiment, in words.
 *
 * <p>Mechanisms are read from the record as text: one that a later version wrote still has a name.
 */
final class DiagnosisWords {

  private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(?:-[a-z0-9]+)*");

  private DiagnosisWords() {}

  /** The first explanation and its first advice; nothing when there is none. */
  static Optional<String> of(List<Diagnosis> diagnosis) {
    if (diagnosis.isEmpty()) {
      return Optional.empty();
    }
    var first = diagnosis.get(0);
    var confidence = confidence(first);
    var evidence = first.evidence().isEmpty() ? "" : " " + first.evidence().get(0);
    var advice = first.advice().isEmpty() ? "" : " Next: " + first.advice().get(0);
    return Optional.of(
        name(first) + (confidence == null ? "." + evidence : " (" + confidence + ").") + advice);
  }

  /** The mechanism's name: its words, the first one with a capital. */
  static String name(Diagnosis diagnosis) {
    var mechanism = diagnosis.mechanism();
    if (mechanism.equals("unknown")) {
      return "Cause unknown";
    }
    if (mechanism.equals("tls")) {
      return "TLS";
    }
    return SLUG.matcher(mechanism).matches()
        ? mechanism.substring(0, 1).toUpperCase(Locale.ROOT)
            + mechanism.substring(1).replace('-', ' ')
        : mechanism;
  }

  /** How far to believe it, or null when nothing speaks for it. */
  static @Nullable String confidence(Diagnosis diagnosis) {
    return diagnosis.confidence() > 0
        ? "confidence " + Figures.percent(diagnosis.confidence())
        : null;
  }
}

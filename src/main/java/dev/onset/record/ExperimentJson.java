package dev.onset.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.onset.record.ExperimentRecord.DroppedSyn;
import dev.onset.search.Onset;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Experiment records as JSON text and back. Thread-safe.
 *
 * <p>Properties that this version does not know are ignored, so that files of later minor versions
 * can be read; a different schema is refused. A number that is not known (NaN) is written as null
 * and read back as NaN. Maps are written in the order of their keys, so that the same record is the
 * same text.
 */
public final class ExperimentJson {

  /** What the parser says of true, false or null when the text ends within it. */
  private static final Pattern CUT_WORD =
      Pattern.compile("Unrecognized token '(?:nu?l?|tr?u?|fa?l?s?)'");

  private ExperimentJson() {}

  /** The record as indented JSON. */
  public static String write(ExperimentRecord experiment) {
    return Json.write(experiment);
  }

  /**
   * The record that a JSON text describes.
   *
   * @throws UnreadableExperiment when the text is not an experiment of a schema this version knows
   */
  public static ExperimentRecord read(String json) throws UnreadableExperiment {
    var experiment = parsed(json);
    if (experiment == null) {
      throw otherSchema(null);
    }
    checkSchema(experiment.schema());
    var missing = Completeness.missing(experiment);
    if (missing != null) {
      throw new UnreadableExperiment("not an experiment file: it has no " + missing);
    }
    checkOnsets(experiment.onsets(), experiment.droppedSyn());
    refuse(Soundness.contradiction(experiment));
    return experiment;
  }

  private static @Nullable ExperimentRecord parsed(String json) throws UnreadableExperiment {
    try {
      return Json.MAPPER.readValue(json, ExperimentRecord.class);
    } catch (JsonProcessingException e) {
      // Of another schema nothing else can be expected to fit.
      checkSchema(schema(json));
      throw notAnExperiment(e);
    }
  }

  private static @Nullable String schema(String json) throws UnreadableExperiment {
    try {
      return Json.MAPPER.readTree(json).path("schema").asText();
    } catch (JsonProcessingException e) {
      throw notAnExperiment(e);
    }
  }

  static void checkSchema(@Nullable String schema) throws UnreadableExperiment {
    if (!ExperimentRecord.SCHEMA.equals(schema)) {
      throw otherSchema(schema);
    }
  }

  static void checkOnsets(List<Onset> onsets, @Nullable DroppedSyn droppedSyn)
      throws UnreadableExperiment {
    refuse(Soundness.contradiction(onsets));
    refuse(Soundness.contradiction(droppedSyn));
  }

  private static void refuse(@Nullable String contradiction) throws UnreadableExperiment {
    if (contradiction != null) {
      throw new UnreadableExperiment("it contradicts itself: " + contradiction);
    }
  }

  private static UnreadableExperiment otherSchema(@Nullable String schema) {
    return new UnreadableExperiment(
        "schema is '%s', this version reads '%s'"
            .formatted(Objects.requireNonNullElse(schema, ""), ExperimentRecord.SCHEMA));
  }

  static UnreadableExperiment notAnExperiment(JsonProcessingException e) {
    return new UnreadableExperiment("not an experiment file: " + why(e));
  }

  private static String why(JsonProcessingException e) {
    var place = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
    // Not all that are about that are of a type of their own.
    if (e.getOriginalMessage().startsWith("Unexpected end-of-input")
        || CUT_WORD.matcher(e.getOriginalMessage()).lookingAt()) {
      return "it ends in line %d, in the middle".formatted(place);
    }
    if (e.getCause() instanceof NullPointerException cause) {
      var name = cause.getMessage();
      return name != null && name.matches("\\w+")
          ? "it has no " + name
          : "a value is missing in line %d".formatted(place);
    }
    return String.valueOf(e.getOriginalMessage());
  }

  /** Says why a text is not a readable experiment record. */
  public static final class UnreadableExperiment extends Exception {
    UnreadableExperiment(String message) {
      super(message);
    }
  }
}

package dev.onset.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/**
 * Experiment records as JSON text and back. Thread-safe.
 *
 * <p>Properties that this version does not know are ignored, so that files of later minor versions
 * can be read; a different schema is refused. A number that is not known (NaN) is written as null
 * and read back as NaN. Maps are written in the order of their keys, so that the same record is the
 * same text.
 */
public final class ExperimentJson {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .addModule(UnknownNumbers.module())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  private ExperimentJson() {}

  /** The record as indented JSON. */
  public static String write(ExperimentRecord experiment) {
    try {
      return MAPPER.writeValueAsString(experiment) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an experiment record must always have a JSON form", e);
    }
  }

  /**
   * The record that a JSON text describes.
   *
   * @throws UnreadableExperiment when the text is not an experiment of a schema this version knows
   */
  public static ExperimentRecord read(String json) throws UnreadableExperiment {
    try {
      var tree = MAPPER.readTree(json);
      var schema = tree == null ? "" : tree.path("schema").asText();
      if (!schema.equals(ExperimentRecord.SCHEMA)) {
        throw new UnreadableExperiment(
            "schema is '%s', this version reads '%s'".formatted(schema, ExperimentRecord.SCHEMA));
      }
      return MAPPER.treeToValue(tree, ExperimentRecord.class);
    } catch (JsonProcessingException e) {
      throw new UnreadableExperiment("not an experiment file: " + e.getOriginalMessage());
    }
  }

  /** Says why a text is not a readable experiment record. */
  public static final class UnreadableExperiment extends Exception {
    UnreadableExperiment(String message) {
      super(message);
    }
  }
}

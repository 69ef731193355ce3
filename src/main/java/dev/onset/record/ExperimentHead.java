package dev.onset.record;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.onset.load.Axis;
import dev.onset.record.ExperimentJson.UnreadableExperiment;
import dev.onset.record.ExperimentRecord.DroppedSyn;
import dev.onset.record.ExperimentRecord.Injector;
import dev.onset.record.ExperimentRecord.Limiter;
import dev.onset.record.ExperimentRecord.Setting;
import dev.onset.record.ExperimentRecord.Status;
import dev.onset.record.ExperimentRecord.Target;
import dev.onset.search.Onset;
import java.io.IOException;
import java.io.Reader;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a list of many experiments needs of each: the answers and what they are an answer to,
 * without trials, series and distributions.
 *
 * <p>Components are as in {@link ExperimentRecord}.
 */
public record ExperimentHead(
    Axis axis,
    String unit,
    String release,
    String runId,
    Instant startedAt,
    double durationSeconds,
    Target target,
    Status status,
    @Nullable String statusReason,
    List<Onset> onsets,
    @Nullable Limiter limiter,
    Injector injector,
    List<Setting> configuration,
    @Nullable DroppedSyn droppedSyn,
    @Nullable Study study) {

  private static final Set<String> PARTS =
      Set.of(
          "schema",
          "axis",
          "unit",
          "release",
          "runId",
          "startedAt",
          "durationSeconds",
          "target",
          "status",
          "statusReason",
          "onsets",
          "limiter",
          "injector",
          "configuration",
          "droppedSyn",
          "study");

  public ExperimentHead {
    requireNonNull(axis, "axis");
    requireNonNull(startedAt, "startedAt");
    requireNonNull(target, "target");
    requireNonNull(status, "status");
    requireNonNull(injector, "injector");
    onsets = List.copyOf(requireNonNull(onsets, "onsets"));
    configuration = List.copyOf(requireNonNull(configuration, "configuration"));
  }

  /** The experiment's name in file names. */
  public String slug() {
    return study == null ? axis.slug() : study.asked().slug();
  }

  /** The head of a whole record. */
  public static ExperimentHead of(ExperimentRecord experiment) {
    return new ExperimentHead(
        experiment.axis(),
        experiment.unit(),
        experiment.release(),
        experiment.runId(),
        experiment.startedAt(),
        experiment.durationSeconds(),
        experiment.target(),
        experiment.status(),
        experiment.statusReason(),
        experiment.onsets(),
        experiment.limiter(),
        experiment.injector(),
        experiment.configuration(),
        experiment.droppedSyn(),
        experiment.study());
  }

  /**
   * The head of the record that a JSON text describes. The text is read to its end, so that half a
   * file is not taken for a whole one; what the head does not need is only passed over, neither
   * kept nor checked further.
   *
   * @param json is not closed
   * @throws UnreadableExperiment as from {@link ExperimentJson#read}
   * @throws IOException when the text cannot be read
   */
  public static ExperimentHead read(Reader json) throws UnreadableExperiment, IOException {
    try {
      var parts = Json.MAPPER.createObjectNode();
      try (var parser = Json.MAPPER.createParser(json)) {
        parser.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
        keep(parser, parts);
      }
      ExperimentJson.checkSchema(parts.path("schema").asText());
      var head = Json.MAPPER.treeToValue(parts, ExperimentHead.class);
      var missing = Completeness.missing(head);
      if (missing != null) {
        throw new UnreadableExperiment("not an experiment file: it has no " + missing);
      }
      ExperimentJson.checkOnsets(head.onsets(), head.droppedSyn());
      return head;
    } catch (JsonProcessingException e) {
      throw ExperimentJson.notAnExperiment(e);
    }
  }

  private static void keep(JsonParser parser, ObjectNode parts) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      return;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      var name = parser.currentName();
      parser.nextToken();
      if (PARTS.contains(name)) {
        parts.set(name, Json.MAPPER.readTree(parser));
      } else {
        parser.skipChildren();
      }
    }
  }
}

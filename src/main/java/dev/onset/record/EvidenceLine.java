package dev.onset.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.onset.outcome.Outcome;
import dev.onset.record.ExperimentRecord.Message;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of the log of an experiment that is under way: what has ended since the line before.
 *
 * @param trials how many trials were over when the line was written; lines with the number of
 *     trials that a record holds are what came after it
 * @param seconds attempts by outcome, by the second of the experiment in which they were due
 * @param messages endings verbatim
 */
public record EvidenceLine(
    int trials, Map<Integer, Map<Outcome, Long>> seconds, List<Message> messages) {

  public EvidenceLine {
    seconds = seconds == null ? Map.of() : Map.copyOf(seconds);
    messages = messages == null ? List.of() : List.copyOf(messages);
  }

  /** As one line of JSON, without the line feed. */
  public String json() {
    try {
      return Json.LINES.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what is kept must always have a JSON form", e);
    }
  }

  /** The line that a JSON text describes, or null when it is not a whole one. */
  public static @Nullable EvidenceLine parse(String json) {
    try {
      var line = Json.LINES.readValue(json, EvidenceLine.class);
      return line == null || !line.isSound() ? null : line;
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  private boolean isSound() {
    return seconds.entrySet().stream()
            .allMatch(
                second ->
                    second.getKey() >= 0
                        && second.getKey() <= MOST_SECONDS
                        && second.getValue().values().stream().allMatch(n -> n != null && n >= 0))
        && messages.stream()
            .allMatch(message -> message.outcome() != null && message.text() != null);
  }

  /** Longer than any budget allows an experiment to be; a series has an entry for each second. */
  private static final int MOST_SECONDS = 7 * 86_400;
}

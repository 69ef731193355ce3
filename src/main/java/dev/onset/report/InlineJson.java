package dev.onset.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Values as JSON that is safe inside an HTML script element. */
final class InlineJson {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private InlineJson() {}

  /** JSON without the character that could end the element or open a comment in it. */
  static String of(Object value) {
    try {
      return MAPPER.writeValueAsString(value).replace("<", "\\u003c");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("chart data must always have a JSON form", e);
    }
  }
}

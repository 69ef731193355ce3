package dev.onset.configured;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A place in a JSON or YAML document: its value, and its path for messages. */
record Part(JsonNode node, String path, Found found) {

  Part at(String name) {
    return new Part(node.path(name), path + "." + Words.shown(name), found);
  }

  /** The parts of an array, or of an object in its order; none of anything else. */
  List<Part> parts() {
    var parts = new ArrayList<Part>();
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        parts.add(new Part(node.path(i), "%s[%d]".formatted(path, i), found));
      }
    } else {
      node.fieldNames().forEachRemaining(name -> parts.add(at(name)));
    }
    return parts;
  }

  List<String> names() {
    var names = new ArrayList<String>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  boolean isThere() {
    return !node.isMissingNode() && !node.isNull();
  }

  boolean isTrue(String name) {
    return node.path(name).asBoolean(false);
  }

  String text(String name) {
    return node.path(name).asText("");
  }

  /** A number, or null when there is none; anything else is a mistake. */
  @Nullable Double number(String name) {
    var value = node.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (value.isNumber() && Double.isFinite(value.asDouble())) {
      return value.asDouble();
    }
    found.mistake(at(name).path(), "is not a number. Write one, or leave it out.");
    return null;
  }

  /** A span of time in seconds, or null when there is none; anything else is a mistake. */
  @Nullable Double seconds(String name) {
    var value = node.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    var seconds = value.isValueNode() ? Spans.seconds(value.asText()) : null;
    if (seconds == null && !(value.isNumber() && value.asDouble() <= 0)) {
      found.mistake(
          at(name).path(), "is not a time. Write seconds, or a number and a unit such as 10s.");
    }
    return seconds;
  }
}

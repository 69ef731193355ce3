package dev.onset.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The values under {@code onset}, flat, told apart from what does not belong there.
 *
 * <p>Free maps come flat too, one entry a name; a name with dots is one name, whether it was quoted
 * in a file or written as a system property.
 */
final class Given {

  private static final Set<ConfigValueType> PLAIN =
      Set.of(ConfigValueType.STRING, ConfigValueType.NUMBER, ConfigValueType.BOOLEAN);

  private final Keys keys;
  private final Problems problems;
  private final SortedMap<String, ConfigValue> values = new TreeMap<>();

  /** Sorts the values out; what is unknown or of the wrong kind becomes a problem. */
  Given(Keys keys, ConfigValue root, Problems problems) {
    this.keys = keys;
    this.problems = problems;
    group("onset", root);
  }

  /** The plain values, including those of free maps, by full key. */
  SortedMap<String, ConfigValue> values() {
    return Collections.unmodifiableSortedMap(values);
  }

  private void group(String key, ConfigValue value) {
    if (!(value instanceof ConfigObject object)) {
      problems.addOpaque(
          key,
          value,
          "This is a group of keys, not a value.",
          "Set one of its keys: " + key + "." + String.join(", .", keys.in(key)) + ".");
      return;
    }
    for (Map.Entry<String, ConfigValue> entry : object.entrySet()) {
      dispatch(key + "." + entry.getKey(), entry.getValue());
    }
  }

  private void dispatch(String key, ConfigValue value) {
    switch (keys.kind(key)) {
      case GROUP -> group(key, value);
      case MAP -> map(key, value);
      case VALUE -> plain(key, value);
      case UNKNOWN ->
          leaves(
              key,
              value,
              (leaf, it) -> problems.addOpaque(leaf, it, "Unknown key.", keys.adviceFor(leaf)));
    }
  }

  private void map(String key, ConfigValue value) {
    if (value instanceof ConfigObject object) {
      for (Map.Entry<String, ConfigValue> entry : object.entrySet()) {
        leaves(key + "." + entry.getKey(), entry.getValue(), this::plain);
      }
    } else {
      problems.addOpaque(
          key, value, "This is a map of names to values.", "Set " + key + ".<Name> to a value.");
    }
  }

  private void plain(String key, ConfigValue value) {
    if (PLAIN.contains(value.valueType())) {
      values.put(key, value);
    } else if (value.valueType() == ConfigValueType.NULL) {
      problems.addOpaque(
          key, value, "null is not a value.", "Remove the key to get its default, or set it.");
    } else {
      var found = value.valueType() == ConfigValueType.LIST ? "a list" : "a group of keys";
      problems.addOpaque(
          key, value, "This is a single value, not " + found + ".", "Set the key itself.");
    }
  }

  private static void leaves(String key, ConfigValue value, Leaf action) {
    if (value instanceof ConfigObject object && !object.isEmpty()) {
      object.forEach((name, it) -> leaves(key + "." + name, it, action));
    } else {
      action.accept(key, value);
    }
  }

  /** What to do with a value that contains no further ones. */
  private interface Leaf {
    void accept(String key, ConfigValue value);
  }

  /** The text of a plain value, exactly as written. */
  static String text(ConfigValue value) {
    return value.atKey("value").getString("value");
  }

  /** The names in a free map among flat values, in order. */
  static List<String> names(SortedMap<String, ConfigValue> values, String map) {
    return values.keySet().stream()
        .filter(key -> key.startsWith(map + "."))
        .map(key -> key.substring(map.length() + 1))
        .toList();
  }
}

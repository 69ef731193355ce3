package dev.onset.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The keys that exist, read from the reference configuration: an empty object there is a free map
 * of names to values, any other object a group, everything else a single value.
 */
final class Keys {

  /** The key that the build sets to the time of the call. */
  static final String INVOCATION = "onset.invocation";

  /** Keys that the build sets or reads, without a default here: time of the call, Java heap. */
  private static final Set<String> OF_THE_BUILD = Set.of(INVOCATION, "onset.heap");

  /** What a key stands for. */
  enum Kind {
    VALUE,
    MAP,
    GROUP,
    UNKNOWN
  }

  private final Map<String, Kind> kinds = new TreeMap<>();

  Keys(ConfigObject reference) {
    collect("", reference);
    OF_THE_BUILD.forEach(key -> kinds.put(key, Kind.VALUE));
  }

  private void collect(String prefix, ConfigObject object) {
    for (Map.Entry<String, ConfigValue> entry : object.entrySet()) {
      var key = prefix + entry.getKey();
      if (entry.getValue().valueType() != ConfigValueType.OBJECT) {
        kinds.put(key, Kind.VALUE);
      } else if (((ConfigObject) entry.getValue()).isEmpty()) {
        kinds.put(key, Kind.MAP);
      } else {
        kinds.put(key, Kind.GROUP);
        collect(key + ".", (ConfigObject) entry.getValue());
      }
    }
  }

  Kind kind(String key) {
    return kinds.getOrDefault(key, Kind.UNKNOWN);
  }

  /** The keys of a group, without the group's name. */
  List<String> in(String group) {
    return kinds.keySet().stream()
        .filter(key -> key.startsWith(group + ".") && key.indexOf('.', group.length() + 1) < 0)
        .filter(key -> isOffered(key))
        .map(key -> key.substring(group.length() + 1))
        .toList();
  }

  private static boolean isOffered(String key) {
    return !OF_THE_BUILD.contains(key);
  }

  /** What to do about an unknown key. */
  String adviceFor(String unknown) {
    var near = nearest(unknown);
    if (near.isPresent()) {
      return "Did you mean " + near.get() + "?";
    }
    int dot = unknown.lastIndexOf('.');
    var group = dot < 0 ? "onset" : unknown.substring(0, dot);
    if (kind(group) == Kind.GROUP) {
      return "Keys in " + group + ": " + in(group).stream().collect(Collectors.joining(", ")) + ".";
    }
    return "Remove it, or see reference.conf for the keys that exist.";
  }

  private Optional<String> nearest(String unknown) {
    var best = Optional.<String>empty();
    // A third of the letters after "onset." may differ, or two in a short key.
    int bestDistance = Math.max(2, (unknown.length() - "onset.".length()) / 3) + 1;
    for (var known : kinds.keySet()) {
      var candidate = kind(known) == Kind.MAP ? withName(known, unknown) : known;
      int distance = Spelling.distance(unknown, candidate);
      if (distance < bestDistance && isOffered(known)) {
        best = Optional.of(candidate);
        bestDistance = distance;
      }
    }
    return best;
  }

  /** The map's key followed by as many trailing names as the unknown key has beyond it. */
  private static String withName(String map, String unknown) {
    var names = unknown.split("\\.", -1);
    int depth = (int) map.chars().filter(c -> c == '.').count() + 1;
    return names.length <= depth
        ? map
        : map + "." + String.join(".", List.of(names).subList(depth, names.length));
  }
}

package dev.onset.record;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a record read from a file lacks: JSON may leave out anything, and whoever reads the record
 * relies on all that is not declared nullable.
 */
final class Completeness {

  private Completeness() {}

  /** Path of the first value that should be there and is not, or null when all are. */
  static @Nullable String missing(Record value) {
    return missing("", value);
  }

  private static @Nullable String missing(String path, @Nullable Object value) {
    String missing = null;
    if (value instanceof Record) {
      var components = value.getClass().getRecordComponents();
      for (int i = 0; i < components.length && missing == null; i++) {
        var name = path.isEmpty() ? components[i].getName() : path + "." + components[i].getName();
        var part = part(value, components[i]);
        missing = part != null || mayBeNull(components[i]) ? missing(name, part) : name;
      }
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size() && missing == null; i++) {
        var name = "%s[%d]".formatted(path, i);
        missing = list.get(i) == null ? name : missing(name, list.get(i));
      }
    } else if (value instanceof Map<?, ?> map) {
      for (var entry : map.entrySet()) {
        var name = path + "." + entry.getKey();
        missing = entry.getValue() == null ? name : missing(name, entry.getValue());
        if (missing != null) {
          break;
        }
      }
    }
    return missing;
  }

  private static boolean mayBeNull(RecordComponent component) {
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  private static @Nullable Object part(Object owner, RecordComponent component) {
    try {
      return component.getAccessor().invoke(owner);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the parts of a record can always be read", e);
    }
  }
}

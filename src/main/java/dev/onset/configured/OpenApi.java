package dev.onset.configured;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a request is in an OpenAPI document.
 *
 * @param path the path item
 * @param operation the operation in it; null when the path has none of this method
 */
record OpenApi(Part path, @Nullable Part operation) {

  /**
   * The place of a request: of several paths the one with a segment as it is where the others have
   * a placeholder, from the left; null when there is none.
   */
  static @Nullable OpenApi find(Part root, List<String> requestPaths, String method) {
    var candidates = new ArrayList<Part>();
    var paths = root.at("paths");
    for (var name : paths.names()) {
      if (requestPaths.stream().anyMatch(path -> PathPattern.matches(name, path))) {
        candidates.add(
            new Part(
                paths.node().path(name), paths.path() + "." + Words.shown(name), root.found()));
      }
    }
    candidates.sort(Comparator.comparing(part -> PathPattern.placeholders(part.path())));
    if (candidates.isEmpty()) {
      return null;
    }
    var path = candidates.get(0);
    if (path.at("$ref").isThere()) {
      root.found().note(path.path(), "is a reference, which is not followed");
    }
    var operation = path.at(method.toLowerCase(Locale.ROOT));
    return new OpenApi(path, operation.isThere() ? operation : null);
  }

  /** The request's path as it is, and without the base paths of the servers. */
  static List<String> paths(Part root, String path) {
    var paths = new ArrayList<>(List.of(path));
    var bases = new ArrayList<>(List.of(root.text("basePath")));
    for (var server : root.at("servers").parts()) {
      bases.add(server.text("url").replaceFirst("^[a-z]{1,20}://[^/]*", ""));
    }
    for (var base : bases) {
      var rest = TykClassic.below(base, path);
      if (rest != null && !paths.contains(rest)) {
        paths.add(rest);
      }
    }
    return paths;
  }
}

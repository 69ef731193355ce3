package dev.onset.config;

import dev.onset.configured.Definitions;
import dev.onset.configured.Request;
import dev.onset.configured.UnreadableDefinition;
import dev.onset.record.Configured;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the gateway's definitions that the settings name. */
final class DefinitionLoader {

  private static final String KEY = "onset.gateway.definition";

  private final Values values;
  private final Problems problems;
  private final FileReader files;

  DefinitionLoader(Values values, Problems problems, FileReader files) {
    this.values = values;
    this.problems = problems;
    this.files = files;
  }

  /** What they say of the request, or null when none is named. */
  @Nullable Configured load(TargetSettings target) {
    var named = values.read(KEY, text -> text).strip();
    if (named.isEmpty()) {
      return null;
    }
    Map<String, String> texts = new LinkedHashMap<>();
    for (var each : named.split(",", -1)) {
      read(each.strip(), texts);
    }
    var url = target.baseUrl();
    int port = url == null ? 0 : url.getPort();
    if (url != null && port < 0) {
      port = "https".equals(url.getScheme()) ? 443 : 80;
    }
    try {
      return Definitions.read(
          texts,
          new Request(target.method(), target.path(), url == null ? null : url.getHost(), port));
    } catch (UnreadableDefinition e) {
      e.mistakes().forEach(mistake -> problem(mistake, ""));
      return null;
    }
  }

  private void read(String name, Map<String, String> texts) {
    try {
      var path = Path.of(name);
      var file = path.getFileName();
      if (name.isEmpty() || file == null) {
        problem("A path is empty.", "Name files, separated by commas.");
        return;
      }
      var text = Contents.text(files.read(path));
      texts.put(texts.containsKey(file.toString()) ? name : file.toString(), text);
    } catch (InvalidPathException e) {
      problem("%s is not a path on this system.".formatted(name), "Name a file.");
    } catch (IOException e) {
      problem(
          "%s cannot be read: %s.".formatted(name, e.getMessage()),
          "Name files that exist and that this user may read, separated by commas.");
    }
  }

  private void problem(String rule, String advice) {
    problems.add(KEY, values.value(KEY), rule, advice);
  }
}

package dev.onset.config;

import dev.onset.configured.Definitions;
import dev.onset.configured.Request;
import dev.onset.configured.UnreadableDefinition;
import dev.onset.record.Configured;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the gateway's definitions that the settings name. */
final class DefinitionLoader {

  private static final String KEY = "onset.gateway.definition";
  private static final long LONGEST_BYTES = 16_000_000;

  private final Values values;
  private final Problems problems;

  DefinitionLoader(Values values, Problems problems) {
    this.values = values;
    this.problems = problems;
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
      } else {
        if (Files.isDirectory(path)) {
          problem("%s is a folder.".formatted(name), "Name the files in it, separated by commas.");
          return;
        }
        if (Files.exists(path) && !Files.isRegularFile(path)) {
          problem("%s is no regular file, and may never end.".formatted(name), "Name a file.");
          return;
        }
        if (Files.size(path) > LONGEST_BYTES) {
          problem("%s is longer than 16 MB.".formatted(name), "Name a smaller one.");
          return;
        }
        var text = Files.readString(path);
        var key = texts.containsKey(file.toString()) ? name : file.toString();
        texts.put(key, text);
      }
    } catch (InvalidPathException e) {
      problem("%s is not a path on this system.".formatted(name), "Name a file.");
    } catch (NoSuchFileException e) {
      problem("There is no file %s.".formatted(name), "Correct the path, or leave it out.");
    } catch (CharacterCodingException e) {
      problem("%s is not UTF-8 text.".formatted(name), "Save it as such.");
    } catch (IOException e) {
      problem("%s cannot be read.".formatted(name), "Name a file that this user may read.");
    }
  }

  private void problem(String rule, String advice) {
    problems.add(KEY, values.value(KEY), rule, advice);
  }
}

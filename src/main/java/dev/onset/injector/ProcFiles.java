package dev.onset.injector;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Files in which a kernel shows its state, below a folder such as {@code /proc}. A file that cannot
 * be read, for whatever reason, is empty: another operating system, an old kernel, no permission,
 * or no descriptor left to read it with.
 */
record ProcFiles(Path root) {

  private static final int BUFFER_BYTES = 16 << 10;

  Optional<String> text(String relative) {
    var text = new ByteArrayOutputStream();
    try (var file = Files.newInputStream(root.resolve(relative))) {
      // Some settings answer the first read only, and Files.readString begins with a single byte.
      var buffer = new byte[BUFFER_BYTES];
      for (int n = file.read(buffer); n > 0; n = file.read(buffer)) {
        text.write(buffer, 0, n);
      }
      return Optional.of(text.toString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  List<String> lines(String relative) {
    return text(relative).map(text -> text.lines().toList()).orElse(List.of());
  }

  /** The number that a file consists of; empty when it is none. */
  OptionalLong number(String relative) {
    var text = text(relative).map(String::strip).orElse("");
    return text.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
  }
}

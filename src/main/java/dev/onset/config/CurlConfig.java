package dev.onset.config;

import com.typesafe.config.ConfigUtil;
import dev.onset.curl.CurlCommand;
import dev.onset.curl.UnreadableCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The configuration that a curl command comes to, as HOCON that can be used as it is.
 *
 * <p>Secrets are taken from the environment there, so that the text can be kept. A request that the
 * keys cannot describe stays in its curl file.
 */
public final class CurlConfig {

  private static final String STANDARD_INPUT = "the standard input";

  private final TargetSettings target;
  private final Secrets secrets;
  private final boolean showSecrets;
  private final List<String> variables = new ArrayList<>();

  private CurlConfig(TargetSettings target, Secrets secrets, boolean showSecrets) {
    this.target = target;
    this.secrets = secrets;
    this.showSecrets = showSecrets;
  }

  /**
   * The configuration for the command in a file.
   *
   * @throws InvalidConfiguration with all mistakes in the command
   */
  static String ofFile(Path file, FileReader files, Secrets secrets, boolean showSecrets) {
    return of(file, file.toString(), () -> files.read(file), files, secrets, showSecrets);
  }

  /** As above, with what the settings of this process name as secret. */
  public static String ofFile(Path file, boolean showSecrets) {
    return ofFile(file, BoundedFiles.ofDisk(), ofProcess(), showSecrets);
  }

  /**
   * The configuration for the command in a text; files that it names are relative to the working
   * directory.
   *
   * @throws InvalidConfiguration with all mistakes in the command
   */
  static String ofText(byte[] text, FileReader files, Secrets secrets, boolean showSecrets) {
    return of(null, STANDARD_INPUT, () -> text, files, secrets, showSecrets);
  }

  /** As above, with what the settings of this process name as secret. */
  public static String ofText(byte[] text, boolean showSecrets) {
    return ofText(text, BoundedFiles.ofDisk(), ofProcess(), showSecrets);
  }

  private static Secrets ofProcess() {
    return Secrets.of(ConfigSource.text(ConfigSource.ofProcess(), Secrets.NAMES));
  }

  /** Where the text of a command comes from. */
  private interface Origin {
    byte[] read() throws IOException;
  }

  private static String of(
      @Nullable Path file,
      String name,
      Origin origin,
      FileReader files,
      Secrets secrets,
      boolean showSecrets) {
    try {
      var text = Contents.text(origin.read());
      var read = CurlTarget.read(text, file == null ? Path.of("-") : file, files);
      return new CurlConfig(CurlTarget.target(read), secrets, showSecrets).text(file, name);
    } catch (IOException e) {
      throw refused(
          name,
          "The command cannot be read: %s.".formatted(e.getMessage()),
          CurlTarget.FILE_ADVICE);
    } catch (UnreadableCommand e) {
      throw new InvalidConfiguration(
          e.mistakes().stream()
              .map(
                  mistake ->
                      new Problem(
                          "the curl command",
                          "",
                          name + ", line " + mistake.at(),
                          mistake.rule(),
                          mistake.advice()))
              .toList());
    } catch (Refused e) {
      throw refused(name, e.rule(), e.advice());
    }
  }

  private static InvalidConfiguration refused(String name, String rule, String advice) {
    return new InvalidConfiguration(
        List.of(new Problem("the curl command", "", name, rule, advice)));
  }

  private String text(@Nullable Path file, String name) {
    var lines = new ArrayList<String>();
    // A line break in the name would end the comment.
    lines.add(
        "# The request of %s, as curl %s sends it."
            .formatted(name.replaceAll("\\p{Cntrl}", "?"), CurlCommand.VERSION));
    lines.add("# Save this text, and name it to use it: -Dconfig.file=FILE.");
    target.notes().forEach(note -> lines.add("# " + note));
    if (!secrets.further().isEmpty()) {
      var names = String.join(",", new TreeSet<>(secrets.further()));
      lines.add(Secrets.NAMES + " = " + quoted(names));
    }
    var obstacle = obstacle();
    if (obstacle.isPresent()) {
      if (file == null) {
        throw refused(
            name,
            obstacle.get() + " Only a curl file can say that.",
            "Save the command in a file, and set onset.target.curl-file to it.");
      }
      lines.add("# It stays in that file: " + obstacle.get());
      lines.add(CurlTarget.KEY + " = " + quoted(file.toAbsolutePath().normalize().toString()));
    } else {
      var keys = keys();
      if (!variables.isEmpty()) {
        lines.add(
            "# Set %s in the environment; --show-secrets prints the values here instead."
                .formatted(String.join(", ", variables)));
      }
      lines.addAll(keys);
    }
    return String.join("\n", lines) + "\n";
  }

  /** Why the keys cannot describe the request. */
  private Optional<String> obstacle() {
    var names = new TreeSet<String>(String.CASE_INSENSITIVE_ORDER);
    for (var header : target.headers().list()) {
      if (!names.add(header.name())) {
        return Optional.of("It has a header twice.");
      }
    }
    if (!names.contains("Accept") || !names.contains("User-Agent")) {
      return Optional.of("It has no Accept or no User-Agent, one of which Onset would add.");
    }
    return target.body().text().isEmpty()
        ? Optional.of("Its body is not a text.")
        : Optional.empty();
  }

  private List<String> keys() {
    var lines = new ArrayList<String>();
    lines.add("onset.target {");
    lines.add("  base-url = " + quoted(String.valueOf(target.baseUrl())));
    lines.add("  method = " + quoted(target.method()));
    lines.add("  path = " + value("path", target.path()));
    lines.add("  headers {");
    for (var header : target.headers().list()) {
      if (!CurlTarget.isImplied(header, target)) {
        lines.add(
            "    %s = %s".formatted(quoted(header.name()), value(header.name(), header.value())));
      }
    }
    lines.add("  }");
    if (!target.body().isEmpty()) {
      lines.add("  body = " + value("body", target.body().text().orElseThrow()));
    }
    lines.add("}");
    return lines;
  }

  private String value(String name, String value) {
    if (showSecrets || secrets.masked(name, value).equals(value)) {
      return quoted(value);
    }
    var plain = "ONSET_" + name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    var variable = plain;
    for (int i = 2; variables.contains(variable); i++) {
      variable = plain + "_" + i;
    }
    variables.add(variable);
    return "${" + variable + "}";
  }

  private static String quoted(String text) {
    return ConfigUtil.quoteString(text);
  }
}

package dev.onset.config;

import com.typesafe.config.ConfigUtil;
import dev.onset.curl.CurlCommand;
import dev.onset.curl.UnreadableCommand;
import dev.onset.request.Header;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The configuration that a curl command comes to, as HOCON that can be used as it is.
 *
 * <p>Secrets are taken from the environment there, so that the text can be kept. A request that the
 * keys cannot describe stays in its curl file.
 */
public final class CurlConfig {

  /** What whoever sends the request adds by itself. */
  private static final Set<String> ADDED = Set.of("content-length", "host");

  private final TargetSettings target;
  private final boolean showSecrets;
  private final List<String> variables = new ArrayList<>();

  private CurlConfig(TargetSettings target, boolean showSecrets) {
    this.target = target;
    this.showSecrets = showSecrets;
  }

  /**
   * The configuration for the command in a file.
   *
   * @throws InvalidConfiguration with all mistakes in the command
   */
  public static String ofFile(Path file, FileReader files, boolean showSecrets) {
    try {
      return of(CurlTarget.text(files.read(file)), file, files, showSecrets);
    } catch (IOException e) {
      throw refused(
          file.toString(),
          "The file cannot be read: %s.".formatted(e.getMessage()),
          "Check the spelling and the folder it is relative to.");
    }
  }

  /**
   * The configuration for a command; files that it names are relative to the working directory.
   *
   * @throws InvalidConfiguration with all mistakes in the command
   */
  public static String ofText(String text, FileReader files, boolean showSecrets) {
    return of(text, null, files, showSecrets);
  }

  private static String of(
      String text, @Nullable Path file, FileReader files, boolean showSecrets) {
    var name = file == null ? "the standard input" : file.toString();
    try {
      var read = CurlTarget.read(text, file == null ? Path.of("-") : file, files);
      return new CurlConfig(CurlTarget.target(read), showSecrets).text(file, name);
    } catch (UnreadableCommand e) {
      throw new InvalidConfiguration(
          e.mistakes().stream()
              .map(
                  mistake ->
                      new Problem(
                          "the curl command",
                          "",
                          "line " + mistake.at(),
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
    lines.add("# The request of %s, as curl %s sends it.".formatted(name, CurlCommand.VERSION));
    target.notes().forEach(note -> lines.add("# " + note));
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
      if (!isAdded(header)) {
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

  private boolean isAdded(Header header) {
    var url = target.url();
    var host = url.getPort() < 0 ? url.getHost() : url.getHost() + ":" + url.getPort();
    return ADDED.contains(header.name().toLowerCase(Locale.ROOT))
        && (!header.is("Host") || header.value().equals(host));
  }

  private String value(String name, String value) {
    if (showSecrets || Secrets.USUAL.masked(name, value).equals(value)) {
      return quoted(value);
    }
    var variable = "ONSET_" + name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    variables.add(variable);
    return "${" + variable + "}";
  }

  private static String quoted(String text) {
    return ConfigUtil.quoteString(text);
  }
}

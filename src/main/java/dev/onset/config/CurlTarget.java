package dev.onset.config;

import com.typesafe.config.ConfigValue;
import dev.onset.curl.CurlCommand;
import dev.onset.curl.CurlRequest;
import dev.onset.curl.UnreadableCommand;
import dev.onset.request.Header;
import java.io.IOException;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The request under test from a curl command in a file, {@code onset.target.curl-file}.
 *
 * <p>Messages quote nothing of the command: places in it say enough, and any of it may be secret.
 */
final class CurlTarget {

  static final String KEY = "onset.target.curl-file";

  /** What the command says instead. */
  private static final List<String> REPLACED =
      List.of(
          "onset.target.base-url", "onset.target.method", "onset.target.path", "onset.target.body");

  static final String FILE_ADVICE =
      "Name a text file in UTF-8; the name is relative to the folder you are in.";

  private static final String HEADERS = "onset.target.headers";

  /** What whoever sends the request adds by itself. */
  private static final Set<String> ADDED = Set.of("content-length", "host");

  private final Values values;
  private final Problems problems;
  private final FileReader files;

  CurlTarget(Values values, Problems problems, FileReader files) {
    this.values = values;
    this.problems = problems;
    this.files = files;
  }

  /** The request; empty when no curl file is set, or when it has mistakes, which are noted. */
  Optional<TargetSettings> load() {
    var key = values.value(KEY);
    var name = Given.text(key);
    if (name.isEmpty()) {
      return Optional.empty();
    }
    refuseOtherKeys(key);
    try {
      var file = Path.of(name);
      var text = Contents.text(files.read(file));
      return Optional.of(target(read(text, file, files)));
    } catch (InvalidPathException e) {
      problems.add(KEY, key, "Not a path on this system.", "Name a file with a curl command.");
    } catch (IOException e) {
      problems.add(KEY, key, "The file cannot be read: %s.".formatted(e.getMessage()), FILE_ADVICE);
    } catch (UnreadableCommand e) {
      e.mistakes()
          .forEach(
              mistake ->
                  problems.add(
                      KEY,
                      key,
                      "Line %s: %s".formatted(mistake.at(), mistake.rule()),
                      mistake.advice()));
    } catch (Refused refused) {
      problems.add(KEY, key, refused.rule(), refused.advice());
    }
    return Optional.empty();
  }

  private void refuseOtherKeys(ConfigValue curlFile) {
    for (var key : REPLACED) {
      refuseIfSet(key, curlFile);
    }
    for (var name : values.names(HEADERS)) {
      refuseIfSet(HEADERS + "." + name, curlFile);
    }
  }

  private void refuseIfSet(String key, ConfigValue curlFile) {
    var value = values.value(key);
    if (!Origins.text(value.origin()).equals(Origins.DEFAULT)) {
      problems.add(
          key,
          value,
          "The curl command says this already: %s is set (%s)."
              .formatted(KEY, Origins.text(curlFile.origin())),
          "Leave out one of the two.");
    }
  }

  /** Reads a command whose files are relative to the folder of its own. */
  static CurlRequest read(String text, Path file, FileReader files) throws UnreadableCommand {
    return CurlCommand.parse(
        text,
        name -> {
          try {
            return files.read(file.resolveSibling(name));
          } catch (InvalidPathException e) {
            throw new IOException("it is no path on this system", e);
          }
        },
        CurlCommand.BOUNDARY);
  }

  /** The request as a target, if the rules for the configuration's own keys allow it. */
  static TargetSettings target(CurlRequest request) throws Refused {
    var baseUrl = Rules.baseUrl(request.base()).orElseThrow();
    var encoded = UriText.encoded(request.path());
    var target =
        new TargetSettings(
            URI.create(baseUrl.toString()),
            Rules.method(request.method()),
            Rules.path(encoded),
            request.sentHeaders(),
            request.body(),
            "Authorization",
            Map.of(),
            request.verifies(),
            notes(request, encoded),
            null,
            TokenSettings.NONE);
    for (var header : target.headers().list()) {
      Rules.header(header.name(), header.value());
    }
    return target;
  }

  /** Whether a header follows from the rest of the request, so that nobody has to say it. */
  static boolean isImplied(Header header, TargetSettings target) {
    var url = target.url();
    var host = url.getPort() < 0 ? url.getHost() : url.getHost() + ":" + url.getPort();
    return ADDED.contains(header.name().toLowerCase(Locale.ROOT))
        && (!header.is("Host") || header.value().equals(host));
  }

  private static List<String> notes(CurlRequest request, String encoded) {
    var notes = new ArrayList<String>();
    request.notes().forEach(note -> notes.add("Line " + note.line()));
    if (!encoded.equals(request.path())) {
      notes.add(
          "The URL holds characters that a URI must not hold. curl sends them as they are; Onset sends"
              + " them percent-encoded.");
    }
    return notes;
  }
}

package dev.onset.configured;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which locations of an NGINX server a request comes to, as src/http/ngx_http_core_module.c decides
 * (ngx_http_core_find_location): an exact one; else the longest prefix, then the locations in it,
 * then, unless it is marked {@code ^~}, the first regular expression that is found. Not
 * thread-safe.
 */
final class NginxPlaces {

  private enum Result {
    FINAL,
    PREFIX,
    NONE
  }

  /** A location's modifier and path, which may be written together. */
  private record Written(String modifier, String path) {
    static Written of(Directive location) {
      if (location.words().size() > 2) {
        return new Written(location.first(), location.words().get(2));
      }
      var word = location.first();
      for (var modifier : List.of("=", "^~", "~*", "~")) {
        if (word.startsWith(modifier)) {
          return new Written(modifier, word.substring(modifier.length()));
        }
      }
      return new Written("", word);
    }

    boolean isRegex() {
      return modifier.startsWith("~");
    }
  }

  private final String path;
  private final Found found;
  private List<Directive> chosen = List.of();

  NginxPlaces(String path, Found found) {
    this.path = path;
    this.found = found;
  }

  /** The locations that the request comes to, the outer one first. */
  List<Directive> locations(List<Directive> server) {
    find(server, List.of());
    return chosen;
  }

  private Result find(List<Directive> block, List<Directive> above) {
    var prefix = prefix(block);
    boolean regexes = true;
    if (prefix != null) {
      var written = Written.of(prefix);
      chosen = with(above, prefix);
      if (written.modifier().equals("=") || find(prefix.block(), chosen) == Result.FINAL) {
        return Result.FINAL;
      }
      regexes = !written.modifier().equals("^~");
    }
    var regex = regexes ? regex(block) : null;
    if (regex != null) {
      chosen = with(above, regex);
      find(regex.block(), chosen);
      return Result.FINAL;
    }
    return prefix == null ? Result.NONE : Result.PREFIX;
  }

  private static List<Directive> with(List<Directive> above, Directive location) {
    var all = new ArrayList<>(above);
    all.add(location);
    return List.copyOf(all);
  }

  private @Nullable Directive prefix(List<Directive> block) {
    Directive best = null;
    int longest = -1;
    for (var each : locationsIn(block)) {
      var written = Written.of(each);
      boolean exact = written.modifier().equals("=");
      if (!written.isRegex()
          && (exact ? path.equals(written.path()) : path.startsWith(written.path()))) {
        int length = exact ? Integer.MAX_VALUE : written.path().length();
        if (length > longest) {
          best = each;
          longest = length;
        }
      }
    }
    return best;
  }

  private @Nullable Directive regex(List<Directive> block) {
    for (var each : locationsIn(block)) {
      var written = Written.of(each);
      if (written.isRegex()) {
        var matches = Regex.found(written.path(), written.modifier().equals("~*"), path);
        if (matches == null) {
          found.note(
              "line %d, location".formatted(each.line()),
              "has a regular expression that is not evaluated: left out, and should it be found in"
                  + " the path, its limits apply instead");
        } else if (matches) {
          return each;
        }
      }
    }
    return null;
  }

  private static List<Directive> locationsIn(List<Directive> block) {
    return block.stream()
        .filter(d -> d.name().equals("location") && d.words().size() > 1)
        .filter(d -> !d.first().startsWith("@"))
        .toList();
  }
}

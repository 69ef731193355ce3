package dev.onset.configured;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.onset.record.Configured;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * From the texts of gateway definitions to the limits that apply to a request. Pure.
 *
 * <p>What a text is shows in what it says, not in its file's name: a JSON or YAML document that is
 * a Tyk API, key or policy or OpenAPI, or the directives of NGINX.
 */
public final class Definitions {

  /** Longest text that is read, in characters. */
  public static final int LONGEST = 4_000_000;

  private static final Pattern NGINX =
      Pattern.compile(
          "(?m)^\\s{0,200}(?:[\\w]{1,40}\\s[^\\n:]{0,500}[;{]|limit_(?:req|conn)(?:_zone)?\\s)");
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
          .build();
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private Definitions() {}

  /**
   * The limits of all definitions together.
   *
   * @param texts names of files to their texts, in the order in which they are to be shown
   * @throws UnreadableDefinition with every mistake in all of them
   */
  public static Configured read(Map<String, String> texts, Request request)
      throws UnreadableDefinition {
    var found = new Found();
    texts.forEach(
        (name, text) -> {
          found.file(Words.shown(name));
          one(name, text, request, found);
        });
    found.readLater();
    return found.result();
  }

  private static void one(String name, String text, Request request, Found found) {
    if (text.length() > LONGEST) {
      found.mistake(
          "the file", "is longer than %d characters. Name a smaller one.".formatted(LONGEST));
      return;
    }
    var start = text.stripLeading();
    boolean yaml = name.toLowerCase(Locale.ROOT).matches("(?s).*\\.ya?ml");
    if (!start.startsWith("{") && !yaml && NGINX.matcher(text).find()) {
      nginx(text, request, found);
      return;
    }
    var node = parsed(start.startsWith("{") ? JSON : YAML, text, found);
    if (node != null) {
      document(new Part(unwrapped(node), "$", found), request);
    }
  }

  private static void nginx(String text, Request request, Found found) {
    try {
      var directives = NginxParser.parse(text);
      if (Nginx.knows(directives)) {
        new Nginx(request, found).read(directives);
      } else {
        neither(found);
      }
    } catch (NginxParser.Malformed e) {
      found.mistake("line " + e.line(), e.getMessage() + ".");
    }
  }

  /** Texts of errors are not shown: they may quote a key. */
  private static @Nullable JsonNode parsed(ObjectMapper mapper, String text, Found found) {
    try (JsonParser parser = mapper.createParser(text)) {
      JsonNode node = mapper.readTree(parser);
      if (node != null) {
        return node;
      }
      neither(found);
    } catch (JsonProcessingException e) {
      var place = e.getLocation() == null ? "the file" : "line " + e.getLocation().getLineNr();
      found.mistake(
          place, "is not well-formed %s. Correct it.".formatted(mapper == JSON ? "JSON" : "YAML"));
    } catch (java.io.IOException | RuntimeException e) {
      // The YAML parser lets some of its own exceptions through.
      found.mistake("the file", "is not well-formed. Correct it.");
    }
    return null;
  }

  /** Without what Tyk's Dashboard puts around a definition. */
  private static JsonNode unwrapped(JsonNode node) {
    var inner = node.path("api_definition");
    return inner.isObject() ? inner : node;
  }

  private static void document(Part root, Request request) {
    if (root.at(TykOas.EXTENSION).node().isObject()) {
      TykOas.read(root, request);
    } else if (root.at("openapi").isThere() || root.at("swagger").isThere()) {
      var paths = OpenApi.paths(root, request.path());
      var place = OpenApi.find(root, paths, request.method());
      if (place == null) {
        root.found().note("$.paths", "do not contain %s".formatted(Words.shown(request.path())));
      }
      RateExtension.read(root, place);
    } else if (TykClassic.isApi(root)) {
      new TykClassic(request).api(root);
    } else if (TykKey.is(root)) {
      TykKey.read(root, request);
    } else if (!root.parts().isEmpty()
        && root.node().isObject()
        && root.parts().stream().allMatch(TykKey::is)) {
      if (root.parts().size() == 1) {
        TykKey.read(root.parts().get(0), request);
      } else {
        root.found().mistake("$", "has several policies. Keep the one that the credential has.");
      }
    } else {
      neither(root.found());
    }
  }

  private static void neither(Found found) {
    found.mistake(
        "the file",
        "is neither a Tyk API definition, key or policy, nor an NGINX configuration, nor an OpenAPI"
            + " document. Name one of these.");
  }
}

package dev.onset.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The values in a JSON text that stand under a secret name, however deep below it, without their
 * escapes.
 */
final class JsonSecrets {

  private static final JsonFactory JSON = new JsonFactory();

  private JsonSecrets() {}

  /** Hands over each such value, up to where the text is not, or no longer, JSON. */
  static void collect(String text, Predicate<String> isSecretName, Consumer<String> found) {
    try (var json = JSON.createParser(text)) {
      int depth = 0;
      int secretBelow = Integer.MAX_VALUE;
      boolean secret = false;
      for (var token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token == JsonToken.FIELD_NAME) {
          secret = isSecretName.test(json.currentName());
        } else if (token.isStructStart()) {
          if (secret && depth < secretBelow) {
            secretBelow = depth;
          }
          secret = false;
          depth++;
        } else if (token.isStructEnd()) {
          depth--;
          if (depth <= secretBelow) {
            secretBelow = Integer.MAX_VALUE;
          }
        } else {
          if (secret || depth > secretBelow) {
            value(json, token, found);
          }
          secret = false;
        }
      }
    } catch (IOException e) {
      // No JSON, or cut short: what came before counts.
    }
  }

  private static void value(JsonParser json, JsonToken token, Consumer<String> found)
      throws IOException {
    if (token == JsonToken.VALUE_STRING || token.isNumeric()) {
      found.accept(json.getText());
    }
  }
}

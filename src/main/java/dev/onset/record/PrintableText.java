package dev.onset.record;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Texts of a record as they are read: characters that would steer a terminal or turn the text
 * around them are written out, as <code>\\</code><code>u202e</code>, wherever the text is shown.
 */
final class PrintableText {

  private static final Pattern STEERING =
      Pattern.compile(
          "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]");

  private PrintableText() {}

  static Module module() {
    return new SimpleModule("printable-text").addDeserializer(String.class, new Reader());
  }

  /** The text with every control but line feed and tab, and every direction mark, written out. */
  static String of(String text) {
    return STEERING
        .matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    String.format(Locale.ROOT, "\\u%04x", (int) found.group().charAt(0))));
  }

  private static final class Reader extends StdScalarDeserializer<String> {
    Reader() {
      super(String.class);
    }

    @Override
    public @Nullable String deserialize(JsonParser json, DeserializationContext context)
        throws IOException {
      var text = StringDeserializer.instance.deserialize(json, context);
      return text == null ? null : of(text);
    }
  }
}

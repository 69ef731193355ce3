package dev.onset.report;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;

/**
 * The templates. A name that the model does not have is an error, every value is escaped unless the
 * template says otherwise. Thread-safe.
 */
final class Pages {

  private static final PebbleEngine ENGINE = engine();

  private Pages() {}

  static String render(String template, Map<String, Object> model) {
    var html = new StringWriter();
    try {
      ENGINE.getTemplate(template).evaluate(html, model, Locale.ROOT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return html.toString();
  }

  private static PebbleEngine engine() {
    var loader = new ClasspathLoader(Pages.class.getClassLoader());
    loader.setPrefix("dev/onset/report");
    loader.setSuffix(".peb");
    return new PebbleEngine.Builder()
        .loader(loader)
        .strictVariables(true)
        .autoEscaping(true)
        .defaultLocale(Locale.ROOT)
        .build();
  }
}

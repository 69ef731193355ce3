package dev.onset.report;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The templates. A name that the model does not have is an error, every value is escaped unless the
 * template says otherwise. Thread-safe.
 */
final class Pages {

  private static final PebbleEngine ENGINE = engine();

  private Pages() {}

  /**
   * A page of the common layout. What all pages have is added to the model: the style sheet, unless
   * the model has one of its own, and the script that sorts tables, both with the expressions by
   * which the page's policy allows them.
   */
  static String render(String template, Map<String, Object> model) {
    var all = new HashMap<>(model);
    var style = new Asset(String.valueOf(all.getOrDefault("style", Asset.STYLE.text())));
    all.put("style", style.text());
    all.put("styleSource", style.hash());
    all.put("tables", Asset.TABLES.text());
    all.put("tablesSource", Asset.TABLES.hash());
    var html = new StringWriter();
    try {
      ENGINE.getTemplate(template).evaluate(html, all, Locale.ROOT);
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

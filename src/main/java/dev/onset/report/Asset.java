package dev.onset.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Properties;

/**
 * A style sheet or script that is written into the pages.
 *
 * @param text its content, with plain line feeds
 */
record Asset(String text) {

  static final Asset STYLE = own("style.css");
  static final Asset COMPARE_STYLE = own("compare.css");
  static final Asset TABLES = own("tables.js");
  static final Asset CHARTS = own("charts.js");
  static final Asset HISTORY = own("history.js");
  static final Asset HISTORY_STYLE = own("history.css");
  static final Asset ECHARTS = webJar("echarts", "echarts.common.min.js");

  /** The expression by which a Content-Security-Policy allows exactly this text. */
  String hash() {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static Asset own(String name) {
    return new Asset(read("dev/onset/report/" + name));
  }

  /** A file of a WebJar, whichever version is on the class path. */
  private static Asset webJar(String name, String file) {
    var versions = new Properties();
    try (var in = Asset.class.getClassLoader().getResourceAsStream(pom(name))) {
      if (in == null) {
        throw new IllegalStateException(
            "org.webjars:%s is not on the class path; add the dependency".formatted(name));
      }
      versions.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Asset(
        read(
            "META-INF/resources/webjars/%s/%s/%s"
                .formatted(name, versions.getProperty("version"), file)));
  }

  private static String pom(String name) {
    return "META-INF/maven/org.webjars/%s/pom.properties".formatted(name);
  }

  private static String read(String resource) {
    try (var in = Asset.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is not on the class path");
      }
      // As an HTML parser does, so that the hash is that of what the browser sees.
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

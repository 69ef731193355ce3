package dev.onset.browser;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The installed browser and the program that steers it. */
record Programs(Path browser, Path driver) {

  /** Where hosted CI machines keep the driver; it belongs to their Google Chrome. */
  private static final @Nullable String HOSTED = System.getenv("CHROMEWEBDRIVER");

  private static final List<String> BROWSERS =
      HOSTED == null ? List.of("chromium", "google-chrome") : List.of("google-chrome", "chromium");

  private static final String DRIVER = "chromedriver";

  /**
   * The installed ones. Where one is missing the test is skipped with the reason, unless {@code
   * ONSET_REQUIRE_BROWSER=true}: then it fails.
   */
  static Programs find() {
    var browser = BROWSERS.stream().flatMap(name -> program(name).stream()).findFirst();
    var driver = program(DRIVER);
    if (browser.isEmpty()) {
      unavailable("neither %s is installed".formatted(String.join(" nor ", BROWSERS)));
    } else if (driver.isEmpty()) {
      unavailable(DRIVER + " is not installed");
    }
    return new Programs(browser.orElseThrow(), driver.orElseThrow());
  }

  private static Optional<Path> program(String name) {
    return folders().stream()
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static List<String> folders() {
    var folders = new ArrayList<String>();
    if (HOSTED != null) {
      folders.add(HOSTED);
    }
    var path = System.getenv("PATH");
    folders.addAll(Arrays.asList((path == null ? "" : path).split(File.pathSeparator)));
    return folders;
  }

  private static void unavailable(String reason) {
    if ("true".equals(System.getenv("ONSET_REQUIRE_BROWSER"))) {
      fail("ONSET_REQUIRE_BROWSER=true, but " + reason);
    }
    abort("No browser: " + reason);
  }
}

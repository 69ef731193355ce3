package dev.onset.browser;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openqa.selenium.Capabilities;
import org.openqa.selenium.chrome.AddHasCdp;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.chromium.ChromiumDriver;
import org.openqa.selenium.chromium.ChromiumDriverCommandExecutor;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.remote.http.ClientConfig;

/**
 * The system's Chromium, without a window, and what a page does in it.
 *
 * <p>Nothing is downloaded: browser and driver are the installed ones. Not thread-safe.
 */
final class Chromium implements AutoCloseable {

  private static final JsonMapper JSON = new JsonMapper();
  private static final int HEIGHT = 900;
  private static final Duration LONGEST_CHANGE = Duration.ofSeconds(10);

  private final ChromiumDriver driver;
  private String address = "about:blank";

  private Chromium(ChromiumDriver driver) {
    this.driver = driver;
  }

  /** Selenium's own class for this looks for downloads, even where it is told the programs. */
  private static final class Driver extends ChromiumDriver {
    Driver(ChromeDriverService service, Capabilities options) {
      super(
          new ChromiumDriverCommandExecutor(
              service, new AddHasCdp().getAdditionalCommands(), ClientConfig.defaultConfig()),
          options,
          ChromeOptions.CAPABILITY);
      cdp = new AddHasCdp().getImplementation(getCapabilities(), getExecuteMethod());
    }
  }

  /** Starts a browser with a profile of its own in a folder that the caller removes. */
  static Chromium start(Programs programs, Path profile) {
    // It misses classes for other versions of the protocol, which are not used.
    Logger.getLogger("org.openqa.selenium").setLevel(Level.SEVERE);
    var logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    var options = new ChromeOptions();
    options.setBinary(programs.browser().toFile());
    options.setCapability("goog:loggingPrefs", logs);
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--hide-scrollbars",
        "--user-data-dir=" + profile.toAbsolutePath());
    var service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(programs.driver().toFile())
            .usingAnyFreePort()
            .withSilent(true)
            .build();
    var driver = new Driver(service, options);
    driver.manage().timeouts().scriptTimeout(Duration.ofSeconds(60));
    return new Chromium(driver);
  }

  /** Opens a page in a view and waits until it has loaded; what happened before is forgotten. */
  void open(Path page, View view) {
    command(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", view.width(), "height", HEIGHT, "deviceScaleFactor", 1, "mobile", false));
    var scheme = Map.of("name", "prefers-color-scheme", "value", view.dark() ? "dark" : "light");
    command(
        "Emulation.setEmulatedMedia",
        Map.of("media", view.paper() ? "print" : "screen", "features", List.of(scheme)));
    scripts(view.scripts());
    driver.get("about:blank");
    driver.manage().logs().get(LogType.BROWSER);
    driver.manage().logs().get(LogType.PERFORMANCE);
    address = page.toUri().toString();
    driver.get(address);
    // What did not run while the page loaded does not run now, but the tests can look.
    scripts(true);
  }

  private void scripts(boolean allowed) {
    command("Emulation.setScriptExecutionDisabled", Map.of("value", !allowed));
  }

  /** What the page's console holds from warnings upwards, breaches of its policy included. */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(entry -> entry.getMessage())
        .toList();
  }

  /** What was requested since the page was opened, the page itself left out. */
  List<String> requests() throws IOException {
    var requests = new ArrayList<String>();
    for (var entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
      var message = JSON.readTree(entry.getMessage()).path("message");
      var url = message.path("params").path("request").path("url").asText();
      if (message.path("method").asText().equals("Network.requestWillBeSent")
          && !url.equals(address)) {
        requests.add(url);
      }
    }
    return requests;
  }

  /** The value of a function body that runs in the page. */
  Object run(String script, Object... arguments) {
    return Objects.requireNonNullElse(driver.executeScript(script, arguments), "");
  }

  /** The value that a function body hands to its last argument, a function. */
  Object await(String script, Object... arguments) {
    return Objects.requireNonNullElse(driver.executeAsyncScript(script, arguments), "");
  }

  /** The value of a function body once it fits, or the last one when it never does in time. */
  Object runUntil(Predicate<Object> fits, String script, Object... arguments) {
    long endNanos = System.nanoTime() + LONGEST_CHANGE.toNanos();
    var seen = run(script, arguments);
    while (!fits.test(seen) && System.nanoTime() < endNanos) {
      seen = run(script, arguments);
    }
    return seen;
  }

  /** The texts that a function body returns as an array. */
  List<String> list(String script, Object... arguments) {
    return ((List<?>) run(script, arguments)).stream().map(String::valueOf).toList();
  }

  long count(String selector) {
    return (Long) run("return document.querySelectorAll(arguments[0]).length", selector);
  }

  /** Moves the mouse to a place in the window, in CSS pixels. */
  void point(double x, double y) {
    command("Input.dispatchMouseEvent", Map.of("type", "mouseMoved", "x", x, "y", y));
  }

  /** Presses Enter, as a keyboard does. */
  void pressEnter() {
    var key =
        Map.<String, Object>of(
            "key", "Enter", "code", "Enter", "windowsVirtualKeyCode", 13, "text", "\r");
    var down = new HashMap<>(key);
    down.put("type", "keyDown");
    command("Input.dispatchKeyEvent", down);
    var up = new HashMap<>(key);
    up.put("type", "keyUp");
    up.remove("text");
    command("Input.dispatchKeyEvent", up);
  }

  /** Keeps a picture of the whole page. */
  void picture(Path file) throws IOException {
    var png =
        command("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true))
            .get("data");
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, Base64.getDecoder().decode(String.valueOf(png)));
  }

  Map<String, Object> command(String name, Map<String, Object> parameters) {
    return driver.executeCdpCommand(name, parameters);
  }

  @Override
  public void close() {
    driver.quit();
  }
}

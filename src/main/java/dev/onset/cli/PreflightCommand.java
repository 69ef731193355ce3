package dev.onset.cli;

import dev.onset.config.Settings;
import dev.onset.config.TargetSettings;
import dev.onset.preflight.PathCheck;
import dev.onset.preflight.Preflight;
import dev.onset.sandbox.Sandbox;
import dev.onset.setup.SandboxSetup;
import dev.onset.setup.TargetCheck;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;

/** Checks the configured target, or a sandbox where none is configured, and sends no load. */
@Command(
    name = "preflight",
    mixinStandardHelpOptions = true,
    description = {
      "Checks the configured target without load: name, connection, TLS and one request for each"
          + " address, clock, proxies, path.",
      "Exit code 0: it can be measured, 1: it cannot, 2: the configuration has mistakes."
    })
final class PreflightCommand implements Callable<Integer> {

  private final Supplier<Settings> settings;
  private final Preflight preflight;
  private final PathCheck path;
  private final PrintStream out;

  PreflightCommand(
      Supplier<Settings> settings, Preflight preflight, PathCheck path, PrintStream out) {
    this.settings = settings;
    this.preflight = preflight;
    this.path = path;
    this.out = out;
  }

  @Override
  public Integer call() {
    var given = settings.get();
    if (!given.target().isSandbox()) {
      return check(given, given.target());
    }
    try (var sandbox = Sandbox.start(SandboxSetup.limits(given.sandbox()))) {
      out.println("No onset.target.base-url is set: checking a sandbox.");
      return check(given, given.target().at(sandbox.baseUri()));
    }
  }

  private int check(Settings given, TargetSettings target) {
    var timeouts = given.timeouts();
    var masking = given.masking();
    out.println("Preflight of " + masking.apply(TargetCheck.request(target, timeouts).shown()));
    var report = TargetCheck.check(preflight, target, timeouts).inWords(masking::apply);
    report.findings().forEach(finding -> out.println("  " + finding.line()));
    out.println("  " + path.check(report.probed()).line());
    out.println(
        report.passed()
            ? "The target can be measured."
            : "The target cannot be measured: " + report.verdict());
    return report.passed() ? 0 : 1;
  }
}

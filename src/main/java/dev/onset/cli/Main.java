package dev.onset.cli;

import dev.onset.config.InvalidConfiguration;
import dev.onset.config.Settings;
import dev.onset.config.SettingsLoader;
import dev.onset.preflight.PathCheck;
import dev.onset.preflight.Preflight;
import dev.onset.store.ReportsFolderException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;

/** The program {@code onset.jar}: finds the command that its arguments name, and runs it. */
@Command(
    name = "onset",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = {
      "Finds the load at which an API starts timing out connections and turning callers away.",
      "Settings come before -jar: java -Donset.target.base-url=https://api.example.com -jar onset.jar"
          + " preflight, or in a file: java -Dconfig.file=onset.conf -jar onset.jar preflight."
    },
    synopsisSubcommandLabel = "COMMAND")
public final class Main {

  /** Mistakes in arguments or configuration. */
  static final int UNUSABLE = 2;

  private Main() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] args) {
    // The libraries' logging has no backend here, and none is missed.
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    // What Onset says is English, numbers included, whatever the language of the system is.
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    int code = run(SettingsLoader::fromEnvironment, System.out, System.err, args);
    System.out.flush();
    System.exit(code);
  }

  /**
   * Runs a command.
   *
   * @param settings read by the commands that need them
   * @return the exit code: 2 when arguments or configuration cannot be used, otherwise as the
   *     command says
   */
  static int run(Supplier<Settings> settings, PrintStream out, PrintStream err, String... args) {
    var commands = new CommandLine(new Main());
    commands
        .addSubcommand(new PreflightCommand(settings, Preflight.ofJdk(), PathCheck.ofSystem(), out))
        .addSubcommand(new SandboxCommand(settings, out))
        .addSubcommand(new CurlConfigCommand(System.in, out))
        .addSubcommand(new CompareCommand(settings, out, err))
        .addSubcommand(new GateCommand(settings, out, err))
        .addSubcommand(new ReportCommand(settings, out, err))
        .setOut(new PrintWriter(out, true, Charset.defaultCharset()))
        .setErr(new PrintWriter(err, true, Charset.defaultCharset()))
        .setExecutionExceptionHandler((e, command, parsed) -> refused(e, err))
        .setParameterExceptionHandler((e, given) -> misused(e, given, err));
    if (args.length == 0) {
      commands.usage(err);
      return UNUSABLE;
    }
    return commands.execute(args);
  }

  private static int refused(Exception e, PrintStream err) throws Exception {
    if (e instanceof InvalidConfiguration
        || e instanceof UnusableInput
        || e instanceof ReportsFolderException) {
      err.println(e.getMessage());
      return UNUSABLE;
    }
    throw e;
  }

  private static int misused(ParameterException e, String[] given, PrintStream err) {
    err.println(e.getMessage());
    for (var argument : given) {
      if (argument.startsWith("-D")) {
        err.println(
            "Settings come before -jar, as in java -Donset.rate.max=100 -jar onset.jar preflight");
        break;
      }
    }
    e.getCommandLine().usage(err);
    return UNUSABLE;
  }

  /** The version in the manifest of the jar. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      var version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"onset " + (version == null ? "(not from a jar)" : version)};
    }
  }
}

package dev.onset.cli;

import dev.onset.config.Settings;
import dev.onset.sandbox.Sandbox;
import dev.onset.setup.SandboxSetup;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import picocli.CommandLine.Command;

/** Runs the embedded gateway alone until the process or its thread is interrupted. */
@Command(
    name = "sandbox",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the embedded gateway on a free port of 127.0.0.1 until interrupted, with the limits of"
          + " onset.sandbox.*, which it prints.",
      "Exit code 0: it was stopped, 2: the configuration has mistakes."
    })
final class SandboxCommand implements Callable<Integer> {

  private static final long STOP_SECONDS = 10;

  private final Supplier<Settings> settings;
  private final PrintStream out;

  SandboxCommand(Supplier<Settings> settings, PrintStream out) {
    this.settings = settings;
    this.out = out;
  }

  @Override
  public Integer call() {
    var limits = SandboxSetup.limits(settings.get().sandbox());
    var closed = new CountDownLatch(1);
    var hook = new Thread(new Stop(Thread.currentThread(), closed), "onset-sandbox-stop");
    try (var sandbox = Sandbox.start(limits)) {
      Runtime.getRuntime().addShutdownHook(hook);
      out.println("The sandbox listens at " + sandbox.baseUri());
      sandbox.describe().forEach(line -> out.println("  " + line));
      out.println("Stop it with Ctrl-C.");
      out.flush();
      untilInterrupted();
      out.printf(
          "Stopped after %d connections: %d requests admitted, %d rejected.%n",
          sandbox.acceptedConnections(), sandbox.admitted(), sandbox.rejected());
      out.flush();
    } finally {
      closed.countDown();
      forget(hook);
    }
    return 0;
  }

  private static void untilInterrupted() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      // What was waited for.
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending, and this is its hook at work.
    }
  }

  /** Has the command stop when the process is to end, and the process wait for that. */
  private record Stop(Thread command, CountDownLatch closed) implements Runnable {
    @Override
    public void run() {
      command.interrupt();
      try {
        closed.await(STOP_SECONDS, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        // Nothing waits any longer then.
      }
    }
  }
}

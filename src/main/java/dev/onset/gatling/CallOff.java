package dev.onset.gatling;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Turns the process's being told to end (Ctrl-C, or a signal such as a CI server's) into an orderly
 * end of the experiment: it is called off, and what is known by then is written.
 *
 * <p>Either this or the experiment's own end does the rest of the work, whichever comes first, and
 * the process waits for it. Thread-safe.
 */
final class CallOff {

  static final String REASON = "it was called off (Ctrl-C, or the process was told to end)";
  static final String ORPHANED = "it was called off, because the build that had started it is gone";

  /** Longest time that a process which is told to end waits for an end that has begun already. */
  private static final long MOST_SECONDS = 30;

  private final Runnable calledOffEnd;
  private final Thread hook = new Thread(this::processEnds, "onset-call-off");
  private final AtomicBoolean ending = new AtomicBoolean();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile String reason = REASON;
  private volatile @Nullable String calledOff;

  /**
   * Not yet armed.
   *
   * @param calledOffEnd what is to be done when the process ends before the experiment
   */
  CallOff(Runnable calledOffEnd) {
    this.calledOffEnd = calledOffEnd;
  }

  /** From now on the process does not end without that, and not after the build it is part of. */
  void arm() {
    Runtime.getRuntime().addShutdownHook(hook);
    ProcessHandle.current().parent().filter(CallOff::isBuild).ifPresent(this::endWith);
  }

  /** A shell may well end before what it started; a build that ends was stopped. */
  private static boolean isBuild(ProcessHandle parent) {
    var command = Path.of(parent.info().command().orElse("")).getFileName();
    return command != null && command.toString().matches("java(\\.exe)?");
  }

  /** The experiment is called off when a process ends: nobody else would ever stop the load. */
  void endWith(ProcessHandle build) {
    var unused = build.onExit().thenRun(() -> calledOff = ORPHANED);
  }

  /** The process can end for another reason, too, that cannot be told from being told to. */
  void alsoFor(String another) {
    reason = REASON + ", or " + another;
  }

  /** Why the experiment is called off, or null when it is not. */
  @Nullable String calledOff() {
    return calledOff;
  }

  /** The experiment is over: does the rest, unless the process is ending and that does it. */
  void end(Runnable rest) {
    if (ending.compareAndSet(false, true)) {
      try {
        rest.run();
      } finally {
        ended.countDown();
        disarm();
      }
    }
  }

  private void disarm() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending just now, and has nothing left to do here.
    }
  }

  /** What the process does before it ends. */
  void processEnds() {
    calledOff = reason;
    if (ending.compareAndSet(false, true)) {
      calledOffEnd.run();
      return;
    }
    try {
      ended.await(MOST_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package dev.onset.gatling;

import dev.onset.evidence.RecentEndings;
import dev.onset.record.EvidenceLine;
import dev.onset.record.ExperimentRecord;
import dev.onset.record.ExperimentRecord.Message;
import dev.onset.record.Unfinished;
import dev.onset.store.ReportsFolderException;
import dev.onset.store.UnfinishedExperiment;
import java.io.PrintStream;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Keeps the evidence of an experiment as it comes: every second what has ended in it, after each
 * trial what is known by then.
 *
 * <p>When a file cannot be written, that is said once, and the experiment goes on: its own file is
 * still to be written at its end. Thread-safe.
 */
final class Keeper {

  private final UnfinishedExperiment files;
  private final Tally tally;
  private final PrintStream out;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            var thread = new Thread(task, "onset-keeper");
            thread.setDaemon(true);
            return thread;
          });
  private int trials;
  private boolean failed;

  Keeper(UnfinishedExperiment files, Tally tally, PrintStream out) {
    this.files = files;
    this.tally = tally;
    this.out = out;
  }

  /** Begins with what is known before the first trial. */
  void begin(ExperimentRecord nothingYet) {
    keep(nothingYet);
    var unused = clock.scheduleAtFixedRate(this::append, 1, 1, TimeUnit.SECONDS);
  }

  /** Keeps what is known after one more trial. */
  synchronized void keep(ExperimentRecord soFar) {
    // What belongs to the trial that is over must not be counted as part of the next one.
    append();
    attempt(
        () -> {
          files.keep(soFar);
          trials = soFar.trials().size();
        });
  }

  /** The last line; nothing is kept from now on. */
  void end() {
    clock.shutdownNow();
    append();
  }

  private synchronized void append() {
    var recent = tally.takeRecent();
    if (!recent.isEmpty()) {
      attempt(() -> files.append(line(trials, recent)));
    }
  }

  private static EvidenceLine line(int trials, RecentEndings.Taken recent) {
    return new EvidenceLine(
        trials,
        recent.seconds().seconds(),
        recent.texts().entrySet().stream()
            .map(
                text -> new Message(text.getKey().outcome(), text.getKey().text(), text.getValue()))
            .sorted(Unfinished.MESSAGES)
            .toList());
  }

  private interface Writing {
    void run() throws ReportsFolderException;
  }

  private void attempt(Writing writing) {
    try {
      writing.run();
    } catch (ReportsFolderException e) {
      if (!failed) {
        failed = true;
        out.println(
            "WARNING Evidence is not kept as it comes, so that it would be lost if this process"
                + " were killed: "
                + e.getMessage());
      }
    }
  }
}

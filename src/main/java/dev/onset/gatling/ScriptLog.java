package dev.onset.gatling;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Why a scenario could not go on: what Gatling's actions log at ERROR when a request cannot be
 * built or a function throws.
 *
 * <p>Gatling goes on with the virtual user's next action on the thread that logged, so that the
 * message is here when the end of the iteration asks for it. It is kept from the console, where a
 * load would repeat it a thousand times a second, with whatever the session holds. Thread-safe.
 */
final class ScriptLog extends AppenderBase<ILoggingEvent> {

  private static final List<String> LOGGERS =
      List.of(
          "io.gatling.core.action",
          "io.gatling.http.action",
          "io.gatling.http.engine.response",
          "io.gatling.http.fetch");

  private final ThreadLocal<@Nullable String> message = new ThreadLocal<>();

  private ScriptLog() {}

  /** A log that listens from now on; {@link FailureLog} has made sure that Logback is there. */
  static ScriptLog attach() {
    var log = new ScriptLog();
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();
    log.setContext(context);
    log.start();
    for (var name : LOGGERS) {
      Logger logger = context.getLogger(name);
      logger.addAppender(log);
      logger.setLevel(Level.ERROR);
      logger.setAdditive(false);
    }
    return log;
  }

  /** What was last logged on this thread, once. */
  @Nullable String take() {
    var last = message.get();
    message.remove();
    return last;
  }

  @Override
  protected void append(ILoggingEvent event) {
    // The first says what is wrong, what follows only that it went wrong.
    if (message.get() == null) {
      message.set(event.getFormattedMessage());
    }
  }
}

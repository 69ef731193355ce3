package dev.onset.gatling;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Why requests got no response: the typed causes that Gatling's HTTP listener logs at DEBUG, by
 * virtual user.
 *
 * <p>Gatling writes {@code Request '<name>' failed for user <id>} with the throwable before it runs
 * the user's next action, so that the cause is here when the user asks for it. Thread-safe.
 */
final class FailureLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {

  private static final String LOGGER = "io.gatling.http.engine.GatlingHttpListener$";
  private static final Pattern USER =
      Pattern.compile("(?s)^Request '(.*)' failed for user (\\d+)$");

  /** A request without a response, by its name, and why. */
  record Failed(String request, Throwable cause) {}

  private final Map<Long, Failed> causes = new ConcurrentHashMap<>();
  private final Logger logger;
  private final @Nullable Level levelBefore;
  private final boolean additiveBefore;

  private FailureLog(Logger logger) {
    this.logger = logger;
    this.levelBefore = logger.getLevel();
    this.additiveBefore = logger.isAdditive();
  }

  /**
   * A log that listens from now on.
   *
   * @throws IllegalStateException when the process logs with something other than Logback
   */
  static FailureLog attach() {
    var factory = LoggerFactory.getILoggerFactory();
    if (!(factory instanceof LoggerContext context)) {
      throw new IllegalStateException(
          "Onset learns from Gatling's Logback logger why requests fail, but SLF4J is bound to "
              + factory.getClass().getName()
              + ": remove other SLF4J bindings from the class path.");
    }
    var log = new FailureLog(context.getLogger(LOGGER));
    log.setContext(context);
    log.start();
    log.logger.addAppender(log);
    log.logger.setLevel(Level.DEBUG);
    log.logger.setAdditive(false);
    return log;
  }

  /** The cause last reported for a user, once. */
  @Nullable Throwable take(long userId) {
    var failed = takeFailed(userId);
    return failed == null ? null : failed.cause();
  }

  /** The request that last failed for a user, and why, once. */
  @Nullable Failed takeFailed(long userId) {
    return causes.remove(userId);
  }

  @Override
  protected void append(ILoggingEvent event) {
    var matcher = USER.matcher(event.getFormattedMessage());
    if (matcher.find() && event.getThrowableProxy() instanceof ThrowableProxy proxy) {
      causes.put(
          Long.valueOf(matcher.group(2)), new Failed(matcher.group(1), proxy.getThrowable()));
    }
  }

  @Override
  public void close() {
    logger.detachAppender(this);
    logger.setLevel(levelBefore);
    logger.setAdditive(additiveBefore);
    stop();
  }
}

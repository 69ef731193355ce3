package dev.onset.gatling;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.prefs.AbstractPreferences;
import java.util.prefs.Preferences;
import java.util.prefs.PreferencesFactory;
import org.jspecify.annotations.Nullable;

/**
 * User preferences that last as long as the process, and in which Gatling finds that it has asked
 * for its latest version already.
 *
 * <p>Gatling asks a package registry for that before it loads a simulation, and has no setting
 * against it; what it remembers of the last time is in the user's preferences. Under Onset no
 * request leaves for any host but the target, so the load generator's JVM is started with {@code
 * -Djava.util.prefs.PreferencesFactory=dev.onset.gatling.OfflinePreferences}.
 */
public final class OfflinePreferences implements PreferencesFactory {

  /** The system property that names the factory of preferences. */
  static final String PROPERTY = "java.util.prefs.PreferencesFactory";

  private static final String VERSION_CHECK = "io/gatling/latestVersion";
  private static final String LAST_CHECK = "lastCheckTimestamp";

  /** Later than any clock, and far enough from the ends of the range to be subtracted from. */
  private static final long ALWAYS_RECENT_MILLIS = Long.MAX_VALUE / 2;

  private final Preferences system = new Node(null, "");
  private final Preferences user = new Node(null, "");

  /** Preferences of a new process. */
  public OfflinePreferences() {
    user.node(VERSION_CHECK).putLong(LAST_CHECK, ALWAYS_RECENT_MILLIS);
  }

  /** Whether this process was started with these preferences. */
  static boolean areInUse() {
    return OfflinePreferences.class.getName().equals(System.getProperty(PROPERTY));
  }

  @Override
  public Preferences systemRoot() {
    return system;
  }

  @Override
  public Preferences userRoot() {
    return user;
  }

  private static final class Node extends AbstractPreferences {
    private final Map<String, String> values = new ConcurrentHashMap<>();
    private final Map<String, Node> children = new ConcurrentHashMap<>();

    Node(@Nullable AbstractPreferences parent, String name) {
      super(parent, name);
    }

    @Override
    protected void putSpi(String key, String value) {
      values.put(key, value);
    }

    @Override
    protected @Nullable String getSpi(String key) {
      return values.get(key);
    }

    @Override
    protected void removeSpi(String key) {
      values.remove(key);
    }

    @Override
    protected void removeNodeSpi() {
      values.clear();
    }

    @Override
    protected String[] keysSpi() {
      return values.keySet().toArray(new String[0]);
    }

    @Override
    protected String[] childrenNamesSpi() {
      return children.keySet().toArray(new String[0]);
    }

    @Override
    protected AbstractPreferences childSpi(String name) {
      return children.computeIfAbsent(name, child -> new Node(this, child));
    }

    @Override
    protected void syncSpi() {
      // Nothing is stored.
    }

    @Override
    protected void flushSpi() {
      // Nothing is stored.
    }
  }
}

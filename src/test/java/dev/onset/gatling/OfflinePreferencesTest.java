package dev.onset.gatling;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OfflinePreferencesTest {

  @Test
  void gatling_finds_that_it_has_asked_for_its_version_already() {
    var node = new OfflinePreferences().userRoot().node("/io/gatling/latestVersion");

    long age = System.currentTimeMillis() - node.getLong("lastCheckTimestamp", 0);

    assertThat(age).isNegative();
    assertThat(node.getBoolean("lastCheckSuccess", false)).isFalse();
  }

  @Test
  void anything_else_is_kept_for_the_process() throws Exception {
    var root = new OfflinePreferences().userRoot();
    root.node("a/b").put("key", "value");
    root.flush();

    assertThat(root.node("a").node("b").get("key", "")).isEqualTo("value");
    assertThat(root.node("a").childrenNames()).containsExactly("b");
    root.node("a/b").remove("key");
    assertThat(root.node("a/b").keys()).isEmpty();
  }
}

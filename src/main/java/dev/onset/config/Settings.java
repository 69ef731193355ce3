package dev.onset.config;

import dev.onset.record.Configured;
import dev.onset.record.ExperimentRecord.Setting;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be configured, checked; see {@code reference.conf} for the meaning of each
 * key. Immutable.
 *
 * @param release label of what is under test; a plain folder name
 * @param runId name of the run folder; a plain folder name, never empty
 * @param reportsDir the folder that holds the run folders; as configured, possibly relative
 * @param effective every key with its value and where it was set, sorted by key; secrets are masked
 * @param masking takes the request's secrets out of texts
 * @param configured what the gateway's definitions say of the request, or null when none is named
 */
public record Settings(
    TargetSettings target,
    TimeoutSettings timeouts,
    RateSettings rate,
    RateSettings connectionRate,
    ConcurrencySettings concurrency,
    StudySettings studies,
    BudgetSettings budget,
    InjectorSettings injector,
    SandboxSettings sandbox,
    ComparisonSettings comparison,
    ExpectSettings expect,
    String release,
    String runId,
    Path reportsDir,
    List<Setting> effective,
    Masking masking,
    @Nullable Configured configured) {

  public Settings {
    effective = List.copyOf(effective);
  }

  /** The ceilings that are lower than usual because the target is not on this host. */
  public List<Setting> carefulCeilings() {
    return effective.stream()
        .filter(setting -> setting.origin().equals(CarefulDefaults.ORIGIN))
        .toList();
  }
}

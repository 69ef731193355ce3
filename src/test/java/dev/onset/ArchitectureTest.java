package dev.onset;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.ArrayList;
import java.util.List;

/** Dependencies between packages go one way, and each library has one package that knows it. */
@AnalyzeClasses(packages = "dev.onset", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String JACKSON = "com.fasterxml.jackson..";

  @ArchTest static final ArchRule outcome_needs_the_jdk_only = only("outcome");

  @ArchTest static final ArchRule request_needs_the_jdk_only = only("request");

  @ArchTest static final ArchRule curl_makes_requests_of_text = only("curl", "request");

  @ArchTest
  static final ArchRule feeder_hands_out_rows =
      only("feeder", "outcome", "request", "com.fasterxml.jackson..");

  @ArchTest
  static final ArchRule demand_is_retried_by_a_library =
      only("demand", "load", "record", "io.github.resilience4j..");

  @ArchTest static final ArchRule sizes_are_tried_and_read = only("sizes", "record", "request");

  @ArchTest static final ArchRule load_needs_the_jdk_only = only("load");

  @ArchTest
  static final ArchRule evidence_counts_outcomes =
      only("evidence", "outcome", "org.HdrHistogram..");

  @ArchTest
  static final ArchRule search_reads_evidence =
      only("search", "evidence", "limiter", "load", "outcome");

  @ArchTest static final ArchRule limiter_reads_headers = only("limiter", "outcome");

  @ArchTest
  static final ArchRule diagnosis_explains_what_a_search_found =
      only("diagnosis", "load", "outcome", "record", "search");

  @ArchTest
  static final ArchRule record_keeps_what_a_search_found =
      only("record", "search", "load", "outcome", JACKSON);

  @ArchTest
  static final ArchRule compare_sets_records_side_by_side =
      only("compare", "record", "search", "load", "outcome", "org.apache.commons.statistics..");

  @ArchTest
  static final ArchRule config_reads_hocon_and_masks_json =
      only(
          "config",
          "curl",
          "configured",
          "feeder",
          "request",
          "record",
          "load",
          "outcome",
          "com.typesafe.config..",
          JACKSON);

  @ArchTest
  static final ArchRule gate_judges_records =
      only("gate", "compare", "record", "search", "load", "outcome");

  @ArchTest static final ArchRule usage_reads_json = only("usage", JACKSON);

  @ArchTest
  static final ArchRule injector_watches_its_host =
      only("injector", "evidence", "com.sun.management..");

  @ArchTest
  static final ArchRule configured_reads_definitions =
      only("configured", "limiter", "load", "outcome", "record", "search", JACKSON);

  @ArchTest
  static final ArchRule preflight_opens_plain_sockets = only("preflight", "request", "record");

  @ArchTest
  static final ArchRule sandbox_stands_alone =
      only("sandbox", "io.netty..", "io.github.bucket4j..");

  @ArchTest
  static final ArchRule setup_is_what_the_settings_describe =
      only("setup", "config", "preflight", "request", "sandbox");

  @ArchTest
  static final ArchRule commands_wire_and_know_nothing_of_gatling =
      only(
          "cli",
          "compare",
          "config",
          "gate",
          "load",
          "preflight",
          "record",
          "report",
          "sandbox",
          "setup",
          "store",
          "picocli..");

  @ArchTest static final ArchRule store_keeps_records = only("store", "record", "load", "search");

  @ArchTest
  static final ArchRule report_shows_records =
      only(
          "report",
          "compare",
          "configured",
          "gate",
          "record",
          "sizes",
          "store",
          "evidence",
          "search",
          "load",
          "outcome",
          "io.pebbletemplates..",
          JACKSON);

  @ArchTest
  static final ArchRule gatling_is_known_to_one_package_only =
      noClasses()
          .that(resideInAPackage("dev.onset..").and(not(resideInAPackage("dev.onset.gatling.."))))
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("io.gatling..", "scala..", "ch.qos.logback..", "org.slf4j.."));

  @ArchTest
  static final ArchRule hocon_is_known_to_one_package_only =
      noClasses()
          .that(resideInAPackage("dev.onset..").and(not(resideInAPackage("dev.onset.config.."))))
          .should()
          .dependOnClassesThat(resideInAPackage("com.typesafe.config.."));

  @ArchTest
  static final ArchRule the_command_line_is_known_to_one_package_only =
      noClasses()
          .that(resideInAPackage("dev.onset..").and(not(resideInAPackage("dev.onset.cli.."))))
          .should()
          .dependOnClassesThat(resideInAPackage("picocli.."));

  @ArchTest
  static final ArchRule packages_form_no_cycle =
      slices().matching("dev.onset.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule nobody_logs_behind_gatling_s_back =
      GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

  @ArchTest
  static final ArchRule only_gatling_and_the_commands_speak_to_the_console =
      noClasses()
          .that(not(resideInAnyPackage("dev.onset.gatling..", "dev.onset.cli..")))
          .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS);

  /** The rule that a package depends on nothing but itself, the JDK and what is listed. */
  private static ArchRule only(String name, String... allowed) {
    var packages = new ArrayList<>(List.of("dev.onset." + name + "..", "java..", "javax.."));
    packages.add("org.jspecify.annotations..");
    for (var other : allowed) {
      packages.add(other.contains(".") ? other : "dev.onset." + other + "..");
    }
    return classes()
        .that(resideInAPackage("dev.onset." + name + ".."))
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage(packages.toArray(String[]::new)));
  }
}

package dev.onset.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.gate.GateResult;
import dev.onset.gate.RuleResult;
import dev.onset.gate.RuleVerdict;
import dev.onset.load.Axis;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class GateReportTest {

  private static final String HOSTILE =
      "</testcase><script>alert(1)</script> | `x` ]]> \"q\" 'a' & \u0000 \u001b[31m \n# big \ud800 \uffff 😀";

  @Test
  void junit_has_a_case_for_each_rule_and_counts_them() throws Exception {
    var suite = suite(gate(false));

    assertThat(attributes(suite, "name", "tests", "failures", "errors", "skipped"))
        .containsExactly("onset gate", "4", "1", "1", "1");
    assertThat(
            attributes(children(children(suite, "properties").get(0), "property").get(0), "value"))
        .containsExactly("2.4.0");
    var cases = children(suite, "testcase");
    assertThat(cases)
        .extracting(it -> it.getAttribute("classname"))
        .containsExactly("onset.rate", "onset.rate", "onset.concurrency", "onset.run");
    assertThat(cases).extracting(it -> it.getAttribute("name")).doesNotHaveDuplicates();
    assertThat(children(cases.get(1), "failure"))
        .singleElement()
        .satisfies(it -> assertThat(it.getAttribute("message")).isEqualTo("Sentence 1."));
    assertThat(children(cases.get(2), "error")).hasSize(1);
    assertThat(children(cases.get(3), "skipped")).hasSize(1);
    assertThat(children(cases.get(0), "failure")).isEmpty();
  }

  @Test
  void an_inconclusive_rule_is_a_failure_where_it_shall_not_pass() throws Exception {
    var suite = suite(gate(true));

    assertThat(attributes(suite, "failures", "skipped")).containsExactly("2", "0");
    assertThat(children(children(suite, "testcase").get(3), "failure"))
        .singleElement()
        .satisfies(it -> assertThat(it.getAttribute("type")).isEqualTo("inconclusive"));
  }

  /** The shape on which GitLab, Jenkins and the others agree. */
  @Test
  void junit_has_the_common_shape_and_nothing_else() throws Exception {
    for (var open : List.of(true, false)) {
      var document = parse(GateReport.junit(gate(open)));
      var suites = document.getDocumentElement();
      assertThat(suites.getTagName()).isEqualTo("testsuites");
      var suite = children(suites, "testsuite").get(0);
      for (var test : children(suite, "testcase")) {
        assertThat(test.getAttribute("time")).matches("\\d+(\\.\\d+)?");
        var children = children(test, "*");
        assertThat(children).hasSize(1);
        assertThat(children.get(0).getTagName())
            .isIn(Set.of("failure", "error", "skipped", "system-out"));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"VIOLATED", "ERROR", "INCONCLUSIVE", "PASSED"})
  void text_that_looks_like_markup_is_text(RuleVerdict verdict) throws Exception {
    var result = new RuleResult(Axis.RATE, HOSTILE, verdict, HOSTILE, HOSTILE, HOSTILE);
    var gate = new GateResult(HOSTILE, List.of(result), false);

    var test = children(suite(gate), "testcase");
    assertThat(test).hasSize(1);
    assertThat(test.get(0).getAttribute("name"))
        .contains("</testcase><script>", "]]>", "😀")
        .doesNotContain("\u0000", "\u001b");
    assertThat(children(test.get(0), "*")).hasSize(1);

    var markdown = GateReport.markdown(gate);
    var row = markdown.lines().filter(line -> line.startsWith("| rate ")).toList();
    assertThat(row).hasSize(1);
    assertThat(row.get(0).replace("\\|", "").chars().filter(c -> c == '|').count()).isEqualTo(6);
    assertThat(markdown).doesNotContain("<script", "\u001b").doesNotContain("\n# big");
    assertThat(markdown.replace("\\`", "")).doesNotContain("`");

    assertThat(GateReport.console(gate))
        .hasSize(3)
        .noneMatch(line -> line.chars().anyMatch(Character::isISOControl));
  }

  @Test
  void markdown_is_a_table_with_a_sentence_for_each_rule_that_did_not_pass() {
    assertThat(GateReport.markdown(gate(false)).lines())
        .containsExactly(
            "## Onset gate: 2.4.0",
            "",
            "**FAILED** 4 rules: 1 passed, 1 violated, 1 not measured, 1 inconclusive.",
            "",
            "| Axis | Rule | Expected | Measured | Verdict |",
            "|---|---|---|---|---|",
            "| rate | rule 0 | at least 190 | 195 | PASSED |",
            "| rate | rule 1 | at least 190 | 150 | VIOLATED |",
            "| concurrency | rule 2 | at least 50 | not measured | NOT MEASURED |",
            "|  | rule 3 | no worse | 195 | INCONCLUSIVE |",
            "",
            "- **VIOLATED** Sentence 1.",
            "- **NOT MEASURED** Sentence 2.",
            "- **INCONCLUSIVE** Sentence 3.");
  }

  @Test
  void the_console_has_a_line_for_each_rule_and_the_answer_last() {
    assertThat(GateReport.console(gate(false)))
        .containsExactly(
            "Onset gate · 2.4.0",
            "  PASSED          Sentence 0.",
            "  VIOLATED        Sentence 1.",
            "  NOT MEASURED    Sentence 2.",
            "  INCONCLUSIVE    Sentence 3.",
            "  GATE            FAILED: 4 rules: 1 passed, 1 violated, 1 not measured, 1 inconclusive.");
  }

  private static GateResult gate(boolean inconclusiveFails) {
    return new GateResult(
        "2.4.0",
        List.of(
            new RuleResult(
                Axis.RATE, "rule 0", RuleVerdict.PASSED, "at least 190", "195", "Sentence 0."),
            new RuleResult(
                Axis.RATE, "rule 1", RuleVerdict.VIOLATED, "at least 190", "150", "Sentence 1."),
            new RuleResult(
                Axis.CONCURRENCY,
                "rule 2",
                RuleVerdict.ERROR,
                "at least 50",
                "not measured",
                "Sentence 2."),
            new RuleResult(
                null, "rule 3", RuleVerdict.INCONCLUSIVE, "no worse", "195", "Sentence 3.")),
        inconclusiveFails);
  }

  private static Element suite(GateResult gate) throws Exception {
    return children(parse(GateReport.junit(gate)).getDocumentElement(), "testsuite").get(0);
  }

  private static Document parse(String xml) throws Exception {
    var factory = DocumentBuilderFactory.newInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml.getBytes(UTF_8)));
  }

  private static List<Element> children(Element parent, String name) {
    var children = new ArrayList<Element>();
    for (var node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element
          && (name.equals("*") || element.getTagName().equals(name))) {
        children.add(element);
      }
    }
    return children;
  }

  private static List<String> attributes(Element element, String... names) {
    return List.of(names).stream().map(element::getAttribute).toList();
  }
}

package dev.onset.report;

import dev.onset.gate.GateResult;
import dev.onset.gate.RuleResult;
import dev.onset.gate.RuleVerdict;
import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * The results of a gate as JUnit XML, which every CI shows: one test case for each rule. A violated
 * rule is a failure, one that was not measured an error, an inconclusive one skipped, or a failure
 * where it shall not pass. Pure.
 */
final class JunitXml {

  private static final char UNSHOWABLE = '\ufffd';

  private final GateResult gate;
  private final XMLStreamWriter xml;

  private JunitXml(GateResult gate, XMLStreamWriter xml) {
    this.gate = gate;
    this.xml = xml;
  }

  static String of(GateResult gate) {
    var text = new StringWriter();
    try {
      var xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      new JunitXml(gate, xml).write();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("writing to memory cannot fail", e);
    }
    return text.toString();
  }

  private void write() throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    line(0);
    xml.writeStartElement("testsuites");
    attribute("name", "onset");
    counts();
    line(1);
    xml.writeStartElement("testsuite");
    // The same in every run, as the names of the cases are, so that a pipeline can follow them.
    attribute("name", "onset gate");
    counts();
    attribute("time", "0");
    line(2);
    xml.writeStartElement("properties");
    line(3);
    xml.writeEmptyElement("property");
    attribute("name", "run");
    attribute("value", gate.runId());
    line(2);
    xml.writeEndElement();
    for (var result : gate.results()) {
      line(2);
      write(result);
    }
    line(1);
    xml.writeEndElement();
    line(0);
    xml.writeEndElement();
    line(0);
    xml.writeEndDocument();
  }

  private void counts() throws XMLStreamException {
    long open = gate.count(RuleVerdict.INCONCLUSIVE);
    long failures = gate.count(RuleVerdict.VIOLATED) + (gate.inconclusiveFails() ? open : 0);
    attribute("tests", Integer.toString(gate.results().size()));
    attribute("failures", Long.toString(failures));
    attribute("errors", Long.toString(gate.count(RuleVerdict.ERROR)));
    attribute("skipped", Long.toString(gate.inconclusiveFails() ? 0 : open));
  }

  private void write(RuleResult result) throws XMLStreamException {
    xml.writeStartElement("testcase");
    var axis = result.axis();
    attribute("classname", axis == null ? "onset.run" : "onset." + axis.slug());
    attribute("name", result.name());
    attribute("time", "0");
    switch (result.verdict()) {
      case PASSED -> said("system-out", result);
      case VIOLATED -> told("failure", "violated", result);
      case ERROR -> told("error", "not measured", result);
      case INCONCLUSIVE -> {
        if (gate.inconclusiveFails()) {
          told("failure", "inconclusive", result);
        } else {
          line(3);
          xml.writeEmptyElement("skipped");
          attribute("message", result.sentence());
        }
      }
    }
    line(2);
    xml.writeEndElement();
  }

  private void told(String element, String type, RuleResult result) throws XMLStreamException {
    line(3);
    xml.writeStartElement(element);
    attribute("message", result.sentence());
    attribute("type", type);
    xml.writeCharacters(
        legal(
            "%s%nexpected: %s%nmeasured: %s"
                .formatted(result.sentence(), result.expected(), result.measured())));
    xml.writeEndElement();
  }

  private void said(String element, RuleResult result) throws XMLStreamException {
    line(3);
    xml.writeStartElement(element);
    xml.writeCharacters(legal(result.sentence()));
    xml.writeEndElement();
  }

  private void attribute(String name, String value) throws XMLStreamException {
    xml.writeAttribute(name, legal(value));
  }

  private void line(int depth) throws XMLStreamException {
    xml.writeCharacters("\n" + "  ".repeat(depth));
  }

  /** The text without what XML 1.0 has no way to write: control characters, lone surrogates. */
  private static String legal(String text) {
    var out = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              boolean shown =
                  c == '\t'
                      || c == '\n'
                      || c == '\r'
                      || (c >= ' ' && c <= 0xd7ff)
                      || (c >= 0xe000 && c <= 0xfffd)
                      || c >= 0x10000;
              out.appendCodePoint(shown ? c : UNSHOWABLE);
            });
    return out.toString();
  }
}

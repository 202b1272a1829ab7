package dev.tailrace.launcher;

import dev.tailrace.data.Texts;
import dev.tailrace.launcher.TestCommand.Tested;
import dev.tailrace.proof.Outcome;
import dev.tailrace.proof.Outcome.Status;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Tests that have run, as the XML of JUnit that build servers read: a suite for each file, a failure where other rows came,
 * an error where the test could not be run. Times are in seconds.
 */
final class JUnitXml {
    private final XMLStreamWriter xml;
    private final Texts texts;

    private JUnitXml(XMLStreamWriter xml, Texts texts) {
        this.xml = xml;
        this.texts = texts;
    }

    static String of(List<Tested> tested, Texts texts) {
        StringWriter out = new StringWriter();
        try {
            XMLStreamWriter writer = XMLOutputFactory.newInstance().createXMLStreamWriter(out);
            new JUnitXml(writer, texts).write(tested);
            writer.close();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("a string cannot be written to", impossible);
        }
        return out + "\n";
    }

    private void write(List<Tested> tested) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        line(0);
        xml.writeStartElement("testsuites");
        attribute("name", "Tailrace");
        counts(tested.stream().flatMap(file -> file.outcomes().stream()).toList());
        for (Tested file : tested) {
            line(1);
            xml.writeStartElement("testsuite");
            attribute("name", file.file());
            counts(file.outcomes());
            attribute("skipped", "0");
            for (Outcome outcome : file.outcomes()) {
                write(outcome, file);
            }
            line(1);
            xml.writeEndElement();
        }
        line(0);
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private void counts(List<Outcome> outcomes) throws XMLStreamException {
        attribute("tests", Integer.toString(outcomes.size()));
        attribute("failures", Integer.toString(TestLines.count(outcomes, Status.FAILED)));
        attribute("errors", Integer.toString(TestLines.count(outcomes, Status.UNFIT)));
        attribute(
                "time",
                seconds(outcomes.stream()
                        .mapToDouble(outcome -> TestReport.seconds(outcome.elapsed()))
                        .sum()));
    }

    private void write(Outcome outcome, Tested file) throws XMLStreamException {
        line(2);
        xml.writeStartElement("testcase");
        attribute("name", outcome.test());
        attribute("classname", file.pipeline().name());
        attribute("time", seconds(TestReport.seconds(outcome.elapsed())));
        if (!outcome.isPassed()) {
            List<String> details = TestLines.details(outcome, file.pipeline(), texts);
            line(3);
            xml.writeStartElement(outcome.status() == Status.FAILED ? "failure" : "error");
            attribute("message", details.isEmpty() ? "" : details.get(0));
            attribute("type", TestLines.word(outcome.status()));
            xml.writeCharacters(legal(String.join("\n", details)));
            xml.writeEndElement();
            line(2);
        }
        xml.writeEndElement();
    }

    private void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, legal(value));
    }

    private void line(int depth) throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.3f", seconds);
    }

    /** Without what XML 1.0 cannot say at all. */
    private static String legal(String text) {
        return text.codePoints()
                .map(c -> c == '\t'
                                || c == '\n'
                                || c == '\r'
                                || c >= 0x20 && c <= 0xd7ff
                                || c >= 0xe000 && c <= 0xfffd
                                || c >= 0x10000
                        ? c
                        : 0xfffd)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}

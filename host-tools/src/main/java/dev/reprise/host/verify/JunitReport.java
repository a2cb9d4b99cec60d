package dev.reprise.host.verify;

import dev.reprise.compiler.diag.Diagnostic;
import dev.reprise.compiler.diag.RepriseException;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A lockstep run as JUnit XML, which CI systems show; without times, so that equal runs give equal files. */
public final class JunitReport {
  private JunitReport() {}

  /** @throws RepriseException RP2003 */
  public static void write(VerifyResult result, Path file) {
    try {
      Files.writeString(file, render(result));
    } catch (IOException e) {
      throw new RepriseException(Diagnostic.of(VerifyError.REPORT_NOT_WRITTEN, file.toString(), e.getMessage()), e);
    }
  }

  public static String render(VerifyResult result) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeCharacters("\n");
      xml.writeStartElement("testsuite");
      xml.writeAttribute("name", "reprise verify " + result.device());
      xml.writeAttribute("tests", Integer.toString(result.cases().size()));
      xml.writeAttribute("failures", result.equal() ? "0" : "1");
      xml.writeAttribute("errors", "0");
      xml.writeAttribute("skipped", "0");
      for (VerifyCase c : result.cases()) {
        writeCase(xml, c);
      }
      xml.writeCharacters("\n");
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("writing to memory", e);
    }
    return text + "\n";
  }

  private static void writeCase(XMLStreamWriter xml, VerifyCase c) throws XMLStreamException {
    xml.writeCharacters("\n  ");
    if (c.difference() == null) {
      xml.writeEmptyElement("testcase");
    } else {
      xml.writeStartElement("testcase");
    }
    xml.writeAttribute("classname", "reprise.verify");
    xml.writeAttribute("name", c.name());
    if (c.difference() != null) {
      xml.writeStartElement("failure");
      xml.writeAttribute("message", c.difference().toString());
      xml.writeAttribute("type", VerifyError.DIFFERENCE.id());
      xml.writeEndElement();
      xml.writeEndElement();
    }
  }
}

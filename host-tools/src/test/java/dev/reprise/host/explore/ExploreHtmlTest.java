package dev.reprise.host.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.host.explore.ExploreReport.Published;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

/** The HTML report of made-up figures, word for word; {@code -Dreprise.update=true} writes it anew. */
class ExploreHtmlTest {
  private static final Path GOLDEN = Path.of(System.getProperty("reprise.home")).resolve("host-tools/src/test/resources/explore/report.html");

  private final String html = ExploreHtml.render(SampleReport.of(List.of(new Published("time", "65x", "94x", "other kernels"))));

  @Test
  void isThatOfTheGoldenFile() throws IOException {
    if (Boolean.getBoolean("reprise.update")) {
      Files.writeString(GOLDEN, html);
    }
    assertThat(html).as("-Dreprise.update=true where the change is meant").isEqualTo(Files.readString(GOLDEN));
  }

  @Test
  void needsNothingElseAndEscapesNames() {
    assertThat(html.replace("http://www.w3.org/2000/svg", "")).doesNotContain("http", "<script", "<link", "src=", "href=");
    assertThat(html).contains("a cluster &lt;1&gt;", "conv &quot;a&quot; &amp; b").doesNotContain("a cluster <1>");
  }

  /** The plot is XML of its own, with a mark for each learner and a line for each target. */
  @Test
  void plotIsWellFormed() throws Exception {
    String svg = html.substring(html.indexOf("<svg"), html.indexOf("</svg>") + "</svg>".length());
    var document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    assertThat(document.getElementsByTagName("path").getLength()).isEqualTo(8);
    assertThat(document.getElementsByTagName("polyline").getLength()).isEqualTo(2);
  }
}

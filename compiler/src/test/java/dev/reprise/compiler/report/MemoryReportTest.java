package dev.reprise.compiler.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reprise.compiler.memory.MemoryPlan;
import dev.reprise.compiler.memory.MemoryPlanner;
import dev.reprise.compiler.memory.PlanItem;
import dev.reprise.compiler.memory.PlannerOptions;
import dev.reprise.compiler.memory.Region;
import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class MemoryReportTest {
  private static final List<Region> REGIONS = List.of(new Region("sram", 1000), new Region("ccm", 400));
  private static final MemoryReport REPORT = report();

  private static MemoryReport report() {
    List<PlanItem> items =
        List.of(
            new PlanItem("x<1>", 240, 4, 0, 3, List.of("sram")),
            new PlanItem("y", 120, 4, 3, 5, List.of("sram")),
            new PlanItem("z", 240, 4, 4, 5, List.of("sram")),
            new PlanItem("slots", 240, 4, 0, 5, List.of("ccm")));
    MemoryPlan plan = MemoryPlanner.plan(items, REGIONS, PlannerOptions.defaults());
    return MemoryReport.of(plan, REGIONS, i -> i.name().equals("slots") ? Purpose.REPLAY_MEMORY : Purpose.ARENA);
  }

  @Test
  void jsonRoundTripKeepsEverything() throws Exception {
    ObjectMapper mapper = new ObjectMapper();
    String json = mapper.writeValueAsString(REPORT);
    assertThat(json).contains("\"purpose\":\"replay memory\"");
    assertThat(mapper.readValue(json, MemoryReport.class)).isEqualTo(REPORT);
  }

  @Test
  void tableListsEveryBufferWithItsPlace() {
    assertThat(MemoryTable.render(REPORT))
        .isEqualTo(
            """
            sram: peak 360 of 1000 bytes, lower bound 360
                 offset     bytes         live  purpose          buffer
                      0       240         0..3  arena            x<1>
                      0       240         4..5  arena            z
                    240       120         3..5  arena            y
            ccm: peak 240 of 400 bytes, lower bound 240
                 offset     bytes         live  purpose          buffer
                      0       240         0..5  replay memory    slots
            No plan has a lower total peak.
            """);
  }

  @Test
  void charactersShowWhatIsUsedWhen() {
    String[] rows = OccupancyText.render(REPORT, "sram").split("\n");
    assertThat(rows).hasSize(13);
    assertThat(rows[0]).isEqualTo("      360 |...###");
    assertThat(rows[11]).isEqualTo("       30 |######");
    assertThat(rows[12]).endsWith("sram, step 0 to 5");
  }

  @Test
  void chartIsWellFormedWithOneRectanglePerBuffer() throws Exception {
    String svg = OccupancyChart.render(REPORT, "sram");
    Document parsed = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    assertThat(parsed.getElementsByTagName("rect").getLength()).isEqualTo(3);
    assertThat(svg).contains("x&lt;1&gt; (arena): 240 bytes at 0, steps 0 to 3");
  }
}

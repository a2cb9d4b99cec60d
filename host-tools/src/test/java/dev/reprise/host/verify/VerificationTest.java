package dev.reprise.host.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.compiler.learn.Accumulate;
import dev.reprise.compiler.learn.LearnerModel;
import dev.reprise.host.device.DeviceInfo;
import dev.reprise.host.device.GoldenDevice;
import dev.reprise.host.device.LearnerDevice;
import dev.reprise.host.device.TensorKind;
import dev.reprise.host.learn.CodedDataset;
import dev.reprise.host.learn.EventPlan;
import dev.reprise.host.learn.EventPlanner;
import dev.reprise.host.learn.LearnListener;
import dev.reprise.host.learn.LearnSettings;
import dev.reprise.host.learn.TinyLearner;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class VerificationTest {
  private final LearnerModel model = TinyLearner.model(10, 60);
  private final CodedDataset data = new CodedDataset(TinyLearner.data(12, 5), model);
  private final CodedDataset test = new CodedDataset(TinyLearner.data(2, 6), model);

  private VerifyResult run(LearnerDevice device) {
    EventPlanner planner = new EventPlanner(data, "blobs");
    EventPlan plan = new EventPlan(planner.fill(EventPlanner.classes("0,1"), 10, 1), planner.byClass(EventPlanner.classes("2,3"), 0));
    return Verification.run(model, device, plan, LearnSettings.of(model), data, test, LearnListener.NONE);
  }

  private TamperedDevice device(TensorKind kind, int index, int element, int fromStep) {
    return new TamperedDevice(new GoldenDevice(model, Accumulate.SEPARATE), 4, kind, index, element, fromStep);
  }

  @Test
  void equalLearnersPassEveryComparison() throws Exception {
    VerifyResult result = run(device(null, 0, 0, 0));
    assertThat(result.equal()).isTrue();
    assertThat(result.steps()).isEqualTo(2 * 6 * 3);
    // 2 resets, 10 fills, 4 kept samples an event, 18 steps and an end an event, 2 commits, 3 tests of 8 samples.
    assertThat(result.cases()).hasSize(2 + 10 + 2 * (4 + 18 + 1 + 1) + 3 * 8);
    assertThat(result.comparisons()).isGreaterThan(36 * 16);
    Document xml = parse(JunitReport.render(result));
    assertThat(xml.getDocumentElement().getAttribute("failures")).isEqualTo("0");
    assertThat(xml.getElementsByTagName("testcase").getLength()).isEqualTo(result.cases().size());
  }

  @ParameterizedTest(name = "{0} {1}, byte {2} from step {3}")
  @CsvSource(
      delimiter = '|',
      value = {
        "WEIGHT   | 2 | 40 | 5 | event 1, step 5     | weight out.weight          | 10",
        "GRADIENT | 0 | 7  | 1 | event 1, step 1     | gradient of hidden.weight  | 1",
        "MOMENTUM | 3 | 12 | 20 | event 2, step 1   | momentum of out.bias       | 3",
        "SLOT     | 6 | 2  | 0 | event 1, commit     | replay slot 6              | 2",
        "SLOT_LABELS | 0 | 4 | 0 | event 1, commit   | labels of the replay memory | 4",
        "LATENT   | 0 | 6  | 0 | fill of slot 0      | latent                     | 6"
      })
  void firstDifferenceNamesTensorAndElement(TensorKind kind, int index, int element, int fromStep, String where, String tensor, int expectedElement) {
    VerifyResult result = run(device(kind, index, element, fromStep));
    assertThat(result.equal()).isFalse();
    Difference difference = result.difference();
    assertThat(difference.where()).isEqualTo(where);
    assertThat(difference.tensor()).isEqualTo(tensor);
    assertThat(difference.element()).isEqualTo(expectedElement);
    assertThat(difference.expected()).isNotEqualTo(difference.actual()).contains("0x");
  }

  @Test
  void otherRoundingIsFoundAtTheFirstStep() throws Exception {
    // A device that claims to fuse but does not: what a wrong compiler flag makes.
    TamperedDevice liar = new TamperedDevice(new GoldenDevice(model, Accumulate.SEPARATE), 60, null, 0, 0, 0) {
      @Override
      public DeviceInfo info() {
        DeviceInfo i = super.info();
        return new DeviceInfo(
            i.modelHash(), Accumulate.FUSED, 0, i.momentum(), i.inputBytes(), i.classes(), i.slots(), i.eventMax(), 60, i.bits(), i.tensors(), 0, 0, 0);
      }
    };
    VerifyResult result = run(liar);
    assertThat(result.equal()).isFalse();
    Document xml = parse(JunitReport.render(result));
    assertThat(xml.getDocumentElement().getAttribute("failures")).isEqualTo("1");
    Element failure = (Element) xml.getElementsByTagName("failure").item(0);
    assertThat(failure.getAttribute("type")).isEqualTo("RP2001");
    assertThat(failure.getAttribute("message")).contains("expected");
  }

  @Test
  void firmwareOfAnotherModelIsRefused() {
    LearnerDevice other = new GoldenDevice(TinyLearner.model(11, 60), Accumulate.FUSED);
    assertThatThrownBy(() -> run(other)).hasMessageContaining("RP2002").hasMessageContaining("model hash");
  }

  private static Document parse(String xml) throws Exception {
    return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
  }
}

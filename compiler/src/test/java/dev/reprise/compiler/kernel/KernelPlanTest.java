package dev.reprise.compiler.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.compiler.KernelChoice;
import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.models.DsCnn;
import dev.reprise.compiler.models.MobileNetV1;
import dev.reprise.compiler.models.ResNet8;
import dev.reprise.compiler.program.Call;
import dev.reprise.compiler.target.Extension;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is chosen for whole networks. */
class KernelPlanTest {
  private static final Graph DS_CNN = DsCnn.build(64, 12, 1);
  private static final Graph MOBILE_NET = MobileNetV1.build(0.25, 96, 2, true, 1);

  private static List<Call> frozen(Graph network, Machine machine) {
    return KernelChoice.of(network, "last", machine).frozen().calls();
  }

  private static long transposes(List<Call> calls) {
    return calls.stream().filter(c -> c.kernel().startsWith("rp_transpose")).count();
  }

  @ParameterizedTest
  @EnumSource(Machine.Core.class)
  void everyConvolutionOfAKnownNetworkIsTunedAndAlmostNothingIsTransposed(Machine.Core core) {
    Machine machine = new Machine(Set.of(Extension.DSP), core);
    for (Graph network : List.of(DS_CNN, MOBILE_NET, ResNet8.build(16, 32, 10, 1))) {
      List<Call> calls = frozen(network, machine);
      assertThat(calls.stream().filter(c -> c.macs() > 0).map(Call::kernel)).allMatch(k -> k.endsWith("_dsp"));
      assertThat(transposes(calls)).as(network.name()).isLessThanOrEqualTo(2);
    }
  }

  @Test
  void anImageIsTransposedBeforeTheFirstLayer() {
    Call first = frozen(MOBILE_NET, new Machine(Set.of(Extension.DSP), Machine.Core.CORTEX_M4)).get(0);
    assertThat(first.kernel()).startsWith("rp_transpose");
    assertThat(first.estimate().layouts()).isEqualTo("chw -> hwc");
  }

  @ParameterizedTest
  @EnumSource(Machine.Core.class)
  void withoutExtensionsAllIsPortableAndChannelsFirst(Machine.Core core) {
    for (Graph network : List.of(DS_CNN, MOBILE_NET)) {
      List<Call> calls = frozen(network, new Machine(Set.of(), core));
      assertThat(calls).allSatisfy(c -> {
        assertThat(c.kernel()).doesNotEndWith("_dsp");
        assertThat(c.estimate().layouts()).isEqualTo("chw -> chw");
        assertThat(c.estimate().cycles()).isPositive();
      });
      assertThat(transposes(calls)).isZero();
    }
  }

  @Test
  void theChoiceIsCheaperThanThePortableOne() {
    for (Machine.Core core : Machine.Core.values()) {
      assertThat(cycles(DS_CNN, Set.of(Extension.DSP), core)).isLessThan(cycles(DS_CNN, Set.of(), core) / 2);
    }
    assertThat(cycles(DS_CNN, Set.of(Extension.DSP), Machine.Core.CORTEX_M7)).isLessThan(cycles(DS_CNN, Set.of(Extension.DSP), Machine.Core.CORTEX_M4));
  }

  private static long cycles(Graph network, Set<Extension> extensions, Machine.Core core) {
    return frozen(network, new Machine(extensions, core)).stream().mapToLong(c -> c.estimate().cycles()).sum();
  }
}

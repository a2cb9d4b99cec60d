package dev.reprise.compiler.quantize;

import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.op.Add;
import dev.reprise.compiler.ir.op.AveragePool;
import dev.reprise.compiler.ir.op.Concat;
import dev.reprise.compiler.ir.op.Conv;
import dev.reprise.compiler.ir.op.Div;
import dev.reprise.compiler.ir.op.Linear;
import dev.reprise.compiler.ir.op.MaxPool;
import dev.reprise.compiler.ir.op.Mul;
import dev.reprise.compiler.ir.op.Op;
import dev.reprise.compiler.ir.op.Pad;
import dev.reprise.compiler.ir.op.Reshape;
import dev.reprise.compiler.ir.op.Sub;
import dev.reprise.compiler.ir.op.Transpose;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns the canonical float graph of the frozen stage into integers (docs/numerics.md, N6). */
public final class Quantizer {
  private static final OperatorQuantizer TABLE = new TableQuantizer();
  private static final Map<Class<? extends Op>, OperatorQuantizer> OPERATORS =
      Map.ofEntries(
          Map.entry(Conv.class, new ConvQuantizer()),
          Map.entry(Linear.class, new LinearQuantizer()),
          Map.entry(MaxPool.class, new MaxPoolQuantizer()),
          Map.entry(AveragePool.class, new AveragePoolQuantizer()),
          Map.entry(Add.class, new AddQuantizer()),
          Map.entry(Sub.class, new AddQuantizer()),
          Map.entry(Mul.class, new MulQuantizer()),
          Map.entry(Div.class, new MulQuantizer()),
          Map.entry(Concat.class, new ConcatQuantizer()),
          Map.entry(Pad.class, new PadQuantizer()),
          Map.entry(Reshape.class, new ReshapeQuantizer()),
          Map.entry(Transpose.class, new TransposeQuantizer()));

  private Quantizer() {}

  /**
   * Quantizes {@code frozen}.
   *
   * @param frozen canonical (windows are 2-D, means are AveragePools), batch 1, one input, one output
   * @param ranges calibrated on this graph; values with fixed parameters need none
   * @param fixed parameters that are given: of an imported quantized model, or the input's
   * @throws RepriseException RP1204 without a range, RP1205 for an operator without an integer form, RP1206 where 32 bits may overflow
   */
  public static QuantizedStage quantize(Graph frozen, Ranges ranges, FixedParameters fixed) {
    List<Layer> layers = Fusion.layers(frozen, fixed);
    Map<String, QParams> parameters = ParameterAssignment.assign(frozen, layers, ranges, fixed);
    StageBuilder stage = new StageBuilder(frozen, fixed, parameters);
    for (Layer layer : layers) {
      OperatorQuantizer operator = layer.kind() == Layer.Kind.POINTWISE ? TABLE : OPERATORS.get(layer.node().op().getClass());
      operator.quantize(layer, stage);
    }
    return new QuantizedStage(stage.build(), sources(frozen, layers));
  }

  private static Map<String, List<String>> sources(Graph frozen, List<Layer> layers) {
    Map<String, List<String>> sources = new LinkedHashMap<>();
    sources.put(frozen.inputs().get(0), List.of());
    layers.forEach(l -> sources.put(l.output(), l.nodes().stream().map(Node::name).toList()));
    return sources;
  }
}

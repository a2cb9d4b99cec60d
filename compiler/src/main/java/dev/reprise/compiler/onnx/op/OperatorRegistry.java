package dev.reprise.compiler.onnx.op;

import dev.reprise.compiler.ir.op.Add;
import dev.reprise.compiler.ir.op.Div;
import dev.reprise.compiler.ir.op.GlobalAveragePool;
import dev.reprise.compiler.ir.op.HardSigmoid;
import dev.reprise.compiler.ir.op.HardSwish;
import dev.reprise.compiler.ir.op.Identity;
import dev.reprise.compiler.ir.op.LeakyRelu;
import dev.reprise.compiler.ir.op.LogSoftmax;
import dev.reprise.compiler.ir.op.MatMul;
import dev.reprise.compiler.ir.op.Mul;
import dev.reprise.compiler.ir.op.Relu;
import dev.reprise.compiler.ir.op.Sigmoid;
import dev.reprise.compiler.ir.op.Softmax;
import dev.reprise.compiler.ir.op.Sub;
import dev.reprise.compiler.ir.op.Tanh;
import dev.reprise.compiler.onnx.StaticShapes;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The ONNX operators that import knows, besides those that it only evaluates. */
public final class OperatorRegistry {
  private static final Map<String, OperatorImporter> IMPORTERS = new TreeMap<>();

  static {
    IMPORTERS.put("Add", new ElementwiseImporter(2, n -> new Add()));
    IMPORTERS.put("AveragePool", new AveragePoolImporter());
    IMPORTERS.put("BatchNormalization", new BatchNormalizationImporter());
    IMPORTERS.put("Cast", new CastImporter());
    IMPORTERS.put("Clip", new ClipImporter());
    IMPORTERS.put("Concat", new ConcatImporter());
    IMPORTERS.put("Conv", new ConvImporter());
    IMPORTERS.put("Div", new ElementwiseImporter(2, n -> new Div()));
    IMPORTERS.put("Dropout", new DropoutImporter());
    IMPORTERS.put("Flatten", new ReshapeImporter(StaticShapes::flatten));
    IMPORTERS.put("Gemm", new GemmImporter());
    IMPORTERS.put("GlobalAveragePool", new ElementwiseImporter(1, n -> new GlobalAveragePool()));
    IMPORTERS.put("GlobalMaxPool", new GlobalMaxPoolImporter());
    IMPORTERS.put("HardSigmoid", new ElementwiseImporter(1, n -> new HardSigmoid(n.real("alpha", 0.2f), n.real("beta", 0.5f))));
    IMPORTERS.put("HardSwish", new ElementwiseImporter(1, n -> new HardSwish()));
    IMPORTERS.put("Identity", new ElementwiseImporter(1, n -> new Identity()));
    IMPORTERS.put("LeakyRelu", new ElementwiseImporter(1, n -> new LeakyRelu(n.real("alpha", 0.01f))));
    IMPORTERS.put("LogSoftmax", new SoftmaxImporter(LogSoftmax::new));
    IMPORTERS.put("MatMul", new ElementwiseImporter(2, n -> new MatMul()));
    IMPORTERS.put("Max", new BoundImporter(true));
    IMPORTERS.put("MaxPool", new MaxPoolImporter());
    IMPORTERS.put("Min", new BoundImporter(false));
    IMPORTERS.put("Mul", new ElementwiseImporter(2, n -> new Mul()));
    IMPORTERS.put("Pad", new PadImporter());
    IMPORTERS.put("ReduceMean", new ReduceMeanImporter());
    IMPORTERS.put("Relu", new ElementwiseImporter(1, n -> new Relu()));
    IMPORTERS.put("Reshape", new ReshapeImporter(StaticShapes::reshape));
    IMPORTERS.put("Sigmoid", new ElementwiseImporter(1, n -> new Sigmoid()));
    IMPORTERS.put("Slice", new SliceImporter());
    IMPORTERS.put("Softmax", new SoftmaxImporter(Softmax::new));
    IMPORTERS.put("Squeeze", new ReshapeImporter(StaticShapes::squeeze));
    IMPORTERS.put("Sub", new ElementwiseImporter(2, n -> new Sub()));
    IMPORTERS.put("Sum", new SumImporter());
    IMPORTERS.put("Tanh", new ElementwiseImporter(1, n -> new Tanh()));
    IMPORTERS.put("Transpose", new TransposeImporter());
    IMPORTERS.put("Unsqueeze", new ReshapeImporter(StaticShapes::unsqueeze));
  }

  private OperatorRegistry() {}

  /** The importer of an operator of ONNX's own domain, or null. */
  public static OperatorImporter find(String operator) {
    return IMPORTERS.get(operator);
  }

  /** The operators, sorted. */
  public static Set<String> operators() {
    return Collections.unmodifiableSet(IMPORTERS.keySet());
  }
}

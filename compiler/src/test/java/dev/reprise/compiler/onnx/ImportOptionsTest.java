package dev.reprise.compiler.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.onnx.proto.OnnxMl.ModelProto;
import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.golden.FloatExecutor;
import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.learn.Accumulate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Open and fixed dimensions, and inputs that become constants. */
class ImportOptionsTest {
  private static Graph read(ModelProto model, ImportOptions options) {
    return OnnxImporter.read(OnnxModel.of(model, "m", null), options);
  }

  private static ModelProto relu(String... dims) {
    OnnxModelBuilder b = new OnnxModelBuilder(13);
    return b.build(b.node("Relu", List.of(b.openInput(dims))));
  }

  @Test
  void theOpenBatchIsOneUnlessGiven() {
    assertThat(read(relu("N", "3"), ImportOptions.defaults()).shape("x0")).isEqualTo(Shape.of(1, 3));
    assertThat(read(relu("N", "3"), ImportOptions.defaults().withBatch(4)).shape("x0")).isEqualTo(Shape.of(4, 3));
    assertThat(read(relu("-1", "3"), ImportOptions.defaults().withBatch(4)).shape("x0")).isEqualTo(Shape.of(4, 3));
    assertThat(read(relu("N", "3"), ImportOptions.defaults().withDim("N", 7)).shape("x0")).isEqualTo(Shape.of(7, 3));
  }

  @Test
  void otherOpenDimensionsAreBoundByName() {
    assertThat(read(relu("N", "h", "4"), ImportOptions.defaults().withDim("h", 6)).shape("x0")).isEqualTo(Shape.of(1, 6, 4));
    assertThat(read(relu("N", "", "4"), ImportOptions.defaults().withDim("x0:1", 6)).shape("x0")).isEqualTo(Shape.of(1, 6, 4));
    // a batch that comes back on another axis is the batch
    assertThat(read(relu("N", "N"), ImportOptions.defaults().withBatch(3)).shape("x0")).isEqualTo(Shape.of(3, 3));
    RepriseException e = catchThrowableOfType(RepriseException.class, () -> read(relu("N", "h"), ImportOptions.defaults().withDim("h", 0)));
    assertThat(e.diagnostic().code()).isEqualTo(OnnxError.OPTION);
  }

  /** As {@code x.view(4, x.size(1))} is traced; 4 divides the elements of one sample too, so that nothing else would notice. */
  @Test
  void aFixedBatchWithinShapeArithmetic() {
    OnnxModelBuilder b = new OnnxModelBuilder(13);
    String x = b.input(new Random(1), 4, 8, 1, 1);
    String channels = b.node("Slice", List.of(b.node("Shape", List.of(x)), b.longs(1), b.longs(2)));
    String y = b.node("Reshape", List.of(x, b.node("Concat", List.of(b.longs(4), channels), Attributes.integer("axis", 0))));
    String z = b.node("Reshape", List.of(y, b.node("Concat", List.of(b.longs(4), b.longs(-1)), Attributes.integer("axis", 0))));
    Graph single = read(b.build(z), ImportOptions.defaults().withSingleSample());
    assertThat(single.shape(y)).isEqualTo(Shape.of(1, 8));
    assertThat(single.shape(z)).isEqualTo(Shape.of(1, 8));
  }

  /** A model exported for 5 samples, whose reshape says 5: as it stands, and for a single sample, row by row the same. */
  @Test
  void aFixedBatchStaysOrBecomesASingleSample() {
    Random random = new Random(3);
    OnnxModelBuilder b = new OnnxModelBuilder(13);
    String x = b.input(random, 5, 2, 3, 3);
    String conv = b.node("Conv", List.of(x, b.weights(random, 4, 2, 2, 2), b.weights(random, 4)));
    String flat = b.node("Reshape", List.of(conv, b.longs(5, -1)));
    String y = b.node("Gemm", List.of(flat, b.weights(random, 16, 5)));
    ModelProto model = b.build(y);
    Graph batch = read(model, ImportOptions.defaults());
    Graph single = read(model, ImportOptions.defaults().withSingleSample());
    assertThat(batch.shape(y)).isEqualTo(Shape.of(5, 5));
    assertThat(single.shape(x)).isEqualTo(Shape.of(1, 2, 3, 3));
    assertThat(single.shape(flat)).isEqualTo(Shape.of(1, 16));
    Tensor samples = b.samples().get(x);
    float[] all = FloatExecutor.run(batch, b.samples(), Accumulate.FUSED).get(y).floats();
    for (int s = 0; s < 5; s++) {
      Tensor one = Tensor.f32(Shape.of(1, 2, 3, 3), Arrays.copyOfRange(samples.floats(), s * 18, (s + 1) * 18));
      float[] row = FloatExecutor.run(single, Map.of(x, one), Accumulate.FUSED).get(y).floats();
      assertThat(row).isEqualTo(Arrays.copyOfRange(all, s * 5, (s + 1) * 5));
    }
  }

  @Test
  void aBatchFoldedIntoAnotherAxisIsRefused() {
    OnnxModelBuilder b = new OnnxModelBuilder(13);
    String y = b.node("Reshape", List.of(b.input(new Random(1), 4, 6), b.longs(8, 3)));
    ModelProto model = b.build(y);
    assertThat(read(model, ImportOptions.defaults()).shape(y)).isEqualTo(Shape.of(8, 3));
    RepriseException e = catchThrowableOfType(RepriseException.class, () -> read(model, ImportOptions.defaults().withSingleSample()));
    assertThat(e.diagnostic().code()).isEqualTo(OnnxError.MISFIT);
  }

  @Test
  void inputsBoundToConstantsAreNoInputs() {
    OnnxModelBuilder b = new OnnxModelBuilder(13);
    Random random = new Random(1);
    String x = b.input(random, 1, 2, 4);
    String w = b.input(random, 3, 2, 2);
    String y = b.node("Conv", List.of(x, w));
    Graph graph = read(b.build(y), ImportOptions.defaults().withConstant(w, b.samples().get(w)));
    assertThat(graph.inputs()).containsExactly(x);
    assertThat(graph.constant(w)).isEqualTo(b.samples().get(w));
    assertThat(graph.shape(y)).isEqualTo(Shape.of(1, 3, 3));
  }
}

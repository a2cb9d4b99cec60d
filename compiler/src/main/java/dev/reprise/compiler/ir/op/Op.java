package dev.reprise.compiler.ir.op;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.reprise.compiler.ir.TensorType;
import java.util.List;

/**
 * An operator with its attributes, normalised: pads, strides, dilations and axes are explicit and non-negative. One record per operator, one
 * file per record; the same name with a suffix is the operator's place in each later stage (ConvImporter, ConvGolden, ConvLowering, ...).
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "op")
public sealed interface Op
    permits Add,
        AveragePool,
        BatchNormalization,
        Clip,
        Concat,
        Conv,
        Div,
        Gemm,
        GlobalAveragePool,
        HardSigmoid,
        HardSwish,
        Identity,
        LeakyRelu,
        Linear,
        LogSoftmax,
        MatMul,
        MaxPool,
        Mul,
        Pad,
        ReduceMean,
        Relu,
        Reshape,
        Sigmoid,
        Softmax,
        Sub,
        Tanh,
        Transpose {

  /**
   * Types of the outputs for the types of the inputs ({@code null} where an optional input is absent).
   *
   * @throws IllegalArgumentException with a sentence for the user where the inputs do not fit the operator
   */
  List<TensorType> infer(List<TensorType> inputs);

  /** The operator's name as ONNX and the reports spell it. */
  @JsonIgnore
  default String kind() {
    return getClass().getSimpleName();
  }
}

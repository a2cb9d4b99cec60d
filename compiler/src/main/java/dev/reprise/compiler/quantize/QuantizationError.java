package dev.reprise.compiler.quantize;

import dev.reprise.compiler.diag.ErrorCode;
import dev.reprise.compiler.diag.ErrorText;

/** Diagnostics of the quantizer and of the import of quantized models, RP12xx. */
public enum QuantizationError implements ErrorCode {
  NO_SAMPLES(1201, "there are no calibration samples", "Give at least one sample with --calibration; 32 or more are usual."),
  SAMPLE_SHAPE(1202, "a calibration sample has shape %s, the model's input is %s", "Give samples of the model's input shape."),
  NOT_FINITE(1203, "the value '%s' is NaN or infinite on the calibration samples", "Check the samples' scaling and the model's weights."),
  NO_RANGE(1204, "there is no calibrated range and no quantization parameter for the value '%s'", "Give calibration samples: the quantized model does not say how this value is represented."),
  OPERATOR(1205, "operator %s has no integer form%s", "Split before this node, so that it becomes part of the adaptive stage."),
  ACCUMULATOR(
      1206,
      "the 32-bit accumulator of output channel %s may overflow (bound %s)",
      "Split before this node, or give it a wider output range (more varied calibration samples)."),
  PADDING_WINDOW(1207, "a pooling window covers padding only", "Use smaller pads."),
  RUNTIME(1208, "ONNX Runtime: %s", "Check that the model runs in ONNX Runtime; report the model otherwise."),
  WEIGHTS_ASYMMETRIC(
      1209,
      "quantized weights '%s' do not fit signed 8 bits around their zero point",
      "Quantize the model with symmetric weights (zero point 0, or 128 for unsigned ones)."),
  PARAMETERS_MISSING(1210, "the quantization parameter '%s' is not a constant", "Export the model with constant scales and zero points."),
  PARAMETERS_BAD(1211, "the quantization parameters of '%s' are invalid: %s", "Export the model again; scales are finite and positive."),
  QUANTIZED_OPERATOR(1212, "quantized operator %s is not supported", "Export the model in the QDQ format, or with the operators that docs/quantization.md lists."),
  ELEMENT_TYPE(1213, "'%s' has the element type %s", "Activations and weights are quantized to 8 bits, signed or unsigned; biases to int32.");

  private final ErrorText text;

  QuantizationError(int number, String template, String remedy) {
    this.text = new ErrorText(number, template, remedy);
  }

  @Override
  public ErrorText text() {
    return text;
  }
}

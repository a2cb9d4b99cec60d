package dev.reprise.compiler.onnx;

import dev.reprise.compiler.diag.ErrorCode;
import dev.reprise.compiler.diag.ErrorText;

/** Diagnostics of ONNX import: RP10xx. */
public enum OnnxError implements ErrorCode {
  UNREADABLE(1001, "the file cannot be read: %s", "Check the path and its permissions."),
  NOT_ONNX(1002, "this is not an ONNX model: %s", "Export the model again; the file may be cut off or of another format."),
  OPSET(1003, "operator set version %s is not supported", "Export with an opset from 7 to 22, or convert with onnx.version_converter."),
  MALFORMED(1004, "the model is malformed: %s", "Export the model again; onnx.checker.check_model names the same defect."),
  DYNAMIC_DIM(1005, "dimension %s of input '%s' (%s) is not fixed", "Bind it to a size (--dim NAME=SIZE), or export with static shapes."),
  DTYPE(1006, "'%s' is %s, but only float32 is computed on the device", "Export the model in float32; float16 and double weights are converted."),
  UNKNOWN_OPERATOR(1007, "the operator is not supported", "Replace it in the model by operators of docs/operators.md and export again."),
  QUANTIZED(1008, "this is a quantized operator, which is not supported here", "Export the model in float32, or statically quantized with QDQ or QLinear operators."),
  SUBGRAPH(1009, "operators with subgraphs are not supported", "Export without control flow: trace the model instead of scripting it, or simplify the graph."),
  ATTRIBUTE(1010, "attribute '%s' %s", "Change the layer in the source model so that it does not use this, and export again."),
  NOT_CONSTANT(1011, "input %s ('%s') depends on the data, but must be known when compiling", "Make it a constant of the model; shape arithmetic must not depend on data."),
  MISFIT(1012, "the inputs do not fit the operator: %s", "Check the shapes of the model, and the batch and dimensions given."),
  UNSUPPORTED(1013, "%s", "Change the layer in the source model so that it does not use this, and export again."),
  EXTERNAL_DATA(1014, "its data is external and not taken: %s", "Put the data file beside the model, or save the model with its weights inside."),
  TENSOR_DATA(1015, "the tensor is malformed: %s", "Export the model again; the file may be cut off."),
  TOO_LARGE(1016, "%s is more than the importer takes (%s elements)", "Models for microcontrollers are smaller: check the shapes and the dimensions given."),
  CYCLE(1017, "the node depends on its own output", "The graph has a cycle: export the model again."),
  UNDEFINED_VALUE(1018, "'%s' is read, but nothing defines it", "Export the model again; the graph is incomplete."),
  NO_OUTPUT(1019, "the graph has no output", "Export the model again; the graph is incomplete."),
  OPTION(1020, "%s", "Check the import options against the model's inputs."),
  ARITY(1021, "the operator has %s input(s) instead of %s", "Export the model again; the node is malformed.");

  private final ErrorText text;

  OnnxError(int number, String template, String remedy) {
    this.text = new ErrorText(number, template, remedy);
  }

  @Override
  public ErrorText text() {
    return text;
  }
}

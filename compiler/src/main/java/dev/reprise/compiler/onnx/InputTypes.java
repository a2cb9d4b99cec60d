package dev.reprise.compiler.onnx;

import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Static shapes for the inputs of a model: open dimensions take the sizes that the options bind.
 *
 * @param shapes by input name, without the inputs that are bound to constants
 * @param elementTypes ONNX's number of each input's element type
 * @param foldedBatch the fixed leading dimension that became 1 because a single sample was asked for; 0 if none did
 */
record InputTypes(Map<String, Shape> shapes, Map<String, Integer> elementTypes, int foldedBatch) {

  static InputTypes of(OnnxModel model, ImportOptions options) {
    for (String bound : options.constants().keySet()) {
      if (model.inputs().stream().noneMatch(i -> i.getName().equals(bound))) {
        throw RepriseException.of(OnnxError.OPTION, model.file(), "a constant is bound to '" + bound + "', which is no input of the model");
      }
    }
    Map<String, Shape> shapes = new LinkedHashMap<>();
    Map<String, Integer> types = new LinkedHashMap<>();
    Map<String, Integer> symbols = new LinkedHashMap<>(options.dims());
    int foldedBatch = 0;
    for (ValueInfoProto input : model.inputs()) {
      Tensor bound = options.constants().get(input.getName());
      if (bound != null) {
        checkBound(model, input, bound);
        continue;
      }
      List<Dimension> dims = declared(model, input);
      long[] sizes = new long[dims.size()];
      for (int axis = 0; axis < sizes.length; axis++) {
        sizes[axis] = size(model, input, axis, dims.get(axis), symbols, options.batch());
      }
      boolean fixed = sizes.length > 0 && dims.get(0).getDimValue() > 1 && dims.get(0).getDimValue() <= Limits.TENSOR_ELEMENTS;
      if (options.singleSample() && fixed && (foldedBatch == 0 || foldedBatch == sizes[0])) {
        foldedBatch = (int) sizes[0];
        sizes[0] = 1;
      }
      shapes.put(input.getName(), shape(model, input, sizes));
      types.put(input.getName(), input.getType().getTensorType().getElemType());
    }
    return new InputTypes(shapes, types, foldedBatch);
  }

  private static List<Dimension> declared(OnnxModel model, ValueInfoProto input) {
    TypeProto type = input.getType();
    if (!type.hasTensorType()) {
      throw RepriseException.of(OnnxError.MALFORMED, model.file(), "input '" + input.getName() + "' is not declared as a tensor");
    }
    if (!type.getTensorType().hasShape()) {
      throw RepriseException.of(OnnxError.DYNAMIC_DIM, model.file(), "(any)", input.getName(), "it has no declared shape");
    }
    return type.getTensorType().getShape().getDimList();
  }

  private static long size(OnnxModel model, ValueInfoProto input, int axis, Dimension dim, Map<String, Integer> symbols, int batch) {
    if (dim.hasDimValue() && dim.getDimValue() > 0) {
      return dim.getDimValue();
    }
    // some exporters write 0 or -1 for an open dimension
    String symbol = dim.getDimParam().isEmpty() ? input.getName() + ":" + axis : dim.getDimParam();
    Integer size = axis == 0 ? symbols.computeIfAbsent(symbol, s -> batch) : symbols.get(symbol);
    if (size == null) {
      throw RepriseException.of(OnnxError.DYNAMIC_DIM, model.file(), axis, input.getName(), symbol);
    }
    if (size < 1) {
      throw RepriseException.of(OnnxError.OPTION, model.file(), "dimension '" + symbol + "' is bound to " + size);
    }
    return size;
  }

  private static Shape shape(OnnxModel model, ValueInfoProto input, long[] sizes) {
    Shape shape = Limits.shape(sizes);
    if (shape == null) {
      throw RepriseException.of(OnnxError.TOO_LARGE, model.file(), "input '" + input.getName() + "'", Limits.TENSOR_ELEMENTS);
    }
    return shape;
  }

  private static void checkBound(OnnxModel model, ValueInfoProto input, Tensor bound) {
    TypeProto.Tensor type = input.getType().getTensorType();
    boolean fits = !type.hasShape() || type.getShape().getDimCount() == bound.shape().rank();
    for (int i = 0; fits && type.hasShape() && i < bound.shape().rank(); i++) {
      Dimension d = type.getShape().getDim(i);
      fits = !d.hasDimValue() || d.getDimValue() == bound.shape().dim(i);
    }
    if (!fits || TensorReader.storedType(type.getElemType()) != bound.type()) {
      String what = "the constant bound to '" + input.getName() + "' is " + bound + ", which is not what the model declares";
      throw RepriseException.of(OnnxError.OPTION, model.file(), what);
    }
  }
}

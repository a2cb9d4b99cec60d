package dev.reprise.compiler;

import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.learn.Accumulate;
import dev.reprise.compiler.quantize.CalibrationMethod;
import dev.reprise.compiler.quantize.QParams;
import dev.reprise.compiler.target.Target;
import java.nio.file.Path;
import java.util.Map;

/**
 * One compilation.
 *
 * @param model ONNX file
 * @param name of the project; a C identifier
 * @param dims sizes of the model's symbolic dimensions other than the batch
 * @param settings of the learner
 * @param method of calibration
 * @param calibration samples in the model's input shape; iterated several times
 * @param input scale and zero point of the sample codes, or null to take them from the calibration samples
 * @param accumulate rounding mode of the build; one of the target's
 */
public record CompileRequest(
    Path model,
    String name,
    Map<String, Integer> dims,
    LearnerSettings settings,
    CalibrationMethod method,
    Iterable<Tensor> calibration,
    QParams input,
    Target target,
    Accumulate accumulate) {

  /** The same with another number of samples to a micro-batch. */
  CompileRequest withMicroBatch(int samples) {
    return new CompileRequest(model, name, dims, settings.withMicroBatch(samples), method, calibration, input, target, accumulate);
  }
}

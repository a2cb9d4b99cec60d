package dev.reprise.host.learn;

import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.golden.QuantizeInput;
import dev.reprise.compiler.learn.LearnerModel;
import dev.reprise.compiler.quantize.QTensor;
import dev.reprise.host.data.Dataset;

/** A data set as the codes (N6.8) that a model takes. */
public final class CodedDataset {
  private final Dataset data;
  private final QTensor input;
  private final int classes;

  /** @throws RepriseException RP2230 where the samples do not have the model's number of values */
  public CodedDataset(Dataset data, LearnerModel model) {
    this.data = data;
    this.input = model.frozen().tensor(model.frozen().input());
    this.classes = model.classes();
    if (data.shape().elements() != input.shape().elements()) {
      throw RepriseException.of(LearnError.OTHER_SHAPE, data.name(), data.shape(), data.shape().elements(), input.shape().elements());
    }
  }

  public int size() {
    return data.size();
  }

  public byte[] codes(int index) {
    return QuantizeInput.codes(data.sample(index), input.scale(), input.zeroPoint());
  }

  /** @throws RepriseException RP2231 where the model has no such class */
  public int label(int index) {
    int label = data.label(index);
    if (label >= classes) {
      throw RepriseException.of(LearnError.OTHER_CLASSES, data.name() + ", sample " + index, label, classes);
    }
    return label;
  }

  public String className(int label) {
    return label < data.classes() ? data.className(label) : Integer.toString(label);
  }
}

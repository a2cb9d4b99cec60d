package dev.reprise.host.learn;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * How many test samples were classified correctly.
 *
 * @param correct per class
 * @param total per class
 */
public record Accuracy(List<Integer> correct, List<Integer> total) {
  public Accuracy {
    correct = List.copyOf(correct);
    total = List.copyOf(total);
  }

  /** Fraction of all samples; NaN without samples. */
  @JsonProperty
  public double overall() {
    return (double) correct.stream().mapToInt(Integer::intValue).sum() / total.stream().mapToInt(Integer::intValue).sum();
  }

  /** Fraction of the samples of one class; NaN where there are none. */
  public double of(int label) {
    return (double) correct.get(label) / total.get(label);
  }

  public int classes() {
    return total.size();
  }
}

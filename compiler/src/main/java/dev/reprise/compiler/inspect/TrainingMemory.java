package dev.reprise.compiler.inspect;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Bytes that training the adaptive stage needs at micro-batch 1, before any sharing of memory (the planner's report has the exact figures
 * of a target). Everything is binary32.
 *
 * @param weights trained weights and biases
 * @param gradients accumulators of the same size
 * @param optimiser momentum, of the same size again
 * @param activations inputs of the trained layers, kept from the forward to the backward pass
 */
public record TrainingMemory(long weights, long gradients, long optimiser, long activations) {
  @JsonProperty
  public long total() {
    return weights + gradients + optimiser + activations;
  }
}

package dev.reprise.host.device;

/**
 * @param label the class with the greatest logit (N9.6)
 * @param logits head not applied
 */
public record Inference(int label, float[] logits) {}

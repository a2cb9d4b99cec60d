package dev.reprise.host.learn;

import java.util.List;

/**
 * One learned event.
 *
 * @param samples new ones
 * @param steps minibatches
 * @param firstLoss of the first minibatch
 * @param lastLoss of the last minibatch
 * @param replaced slots of the replay memory
 * @param used slots of the replay memory
 * @param before null where it was not tested
 * @param after null where it was not tested
 * @param forgetting per class the best accuracy so far minus the one now; NaN for classes not known and tested before the event; empty where
 *     it was not tested
 */
public record EventResult(
    String name,
    int samples,
    long steps,
    float firstLoss,
    float lastLoss,
    int replaced,
    int used,
    Accuracy before,
    Accuracy after,
    List<Double> forgetting) {}

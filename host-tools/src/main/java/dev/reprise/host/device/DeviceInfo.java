package dev.reprise.host.device;

import dev.reprise.compiler.learn.Accumulate;

/**
 * The answer to HELLO.
 *
 * @param modelHash 16 hexadecimal digits
 * @param state 0 idle, 1 event, 2 trained, 3 committing
 * @param momentum whether momentum buffers exist
 * @param inputBytes codes of one sample
 * @param slots M
 * @param eventLatents how many new samples of an event keep their latent on the device
 * @param bits Q
 * @param tensors number of trainable tensors
 * @param events committed so far
 * @param used slots of the replay memory
 * @param saveSequence of the last save; 0 = none
 */
public record DeviceInfo(
    String modelHash,
    Accumulate accumulate,
    int state,
    boolean momentum,
    int inputBytes,
    int classes,
    int slots,
    int eventMax,
    int eventLatents,
    int bits,
    int tensors,
    long events,
    int used,
    long saveSequence) {}

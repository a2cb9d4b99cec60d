package dev.reprise.compiler.golden;

import dev.reprise.compiler.golden.replay.ReplayMemory;
import dev.reprise.compiler.learn.Policy;
import dev.reprise.compiler.learn.TrainingConfig;
import java.util.List;

/** A copy of a learner's state between events; to be treated as read-only. */
public record LearnerState(
    TrainingConfig training, Policy policy, ReplayMemory memory, Pcg32 random, int events, List<Parameter> parameters) {}

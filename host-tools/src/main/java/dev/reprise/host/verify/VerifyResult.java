package dev.reprise.host.verify;

import dev.reprise.host.learn.LearnResult;
import java.util.List;

/**
 * A whole lockstep run; it ends with the first difference.
 *
 * @param device that was checked
 * @param steps minibatches trained
 * @param learned what the run achieved; null where it ended with a difference
 */
public record VerifyResult(String device, long steps, List<VerifyCase> cases, LearnResult learned) {
  public VerifyResult {
    cases = List.copyOf(cases);
  }

  public boolean equal() {
    return cases.stream().allMatch(c -> c.difference() == null);
  }

  /** The first difference; null where there is none. */
  public Difference difference() {
    return cases.isEmpty() ? null : cases.get(cases.size() - 1).difference();
  }

  public long comparisons() {
    return cases.stream().mapToLong(VerifyCase::comparisons).sum();
  }
}

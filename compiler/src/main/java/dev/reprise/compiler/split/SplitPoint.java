package dev.reprise.compiler.split;

import dev.reprise.compiler.ir.Shape;
import java.util.List;

/**
 * A value of a canonical graph that alone carries everything from the input side to the output side.
 *
 * @param number its row in the table of splits; 0 is the model's input (everything adaptive)
 * @param value the latent
 * @param node the node that makes it; empty for the model's input
 * @param shape of the latent, batch 1
 * @param preferred false where an activation follows at once: latents are better stored behind it, where they are often half zeros
 * @param aliases other names of the same point: what only reshapes the latent
 */
public record SplitPoint(int number, String value, String node, Shape shape, boolean preferred, List<String> aliases) {
  public SplitPoint {
    aliases = List.copyOf(aliases);
  }

  /** Whether a user's {@code name} (a value or a node) means this point. */
  public boolean isCalled(String name) {
    return name.equals(value) || (!node.isEmpty() && name.equals(node)) || aliases.contains(name);
  }
}

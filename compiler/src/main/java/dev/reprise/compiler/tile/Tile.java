package dev.reprise.compiler.tile;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * A part of a call that is a call of the same kernel on small tensors.
 *
 * @param shape members of the geometry that takes the place of the call's {@link Tiling#shapeArgument}; of a count there is one, {@code count}
 * @param blocks of each operand of the tiling; null = the kernel gets NULL for this tile
 * @param cycles that the team computes, modelled
 */
public record Tile(Map<String, Integer> shape, List<Block> blocks, long cycles) {
  public Tile {
    blocks = Collections.unmodifiableList(new ArrayList<>(blocks));
  }
}

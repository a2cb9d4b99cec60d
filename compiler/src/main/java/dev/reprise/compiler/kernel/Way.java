package dev.reprise.compiler.kernel;

import java.util.List;

/**
 * One way to compute a node of the frozen stage.
 *
 * @param kernel C function; null where nothing is called
 * @param inputs layout it reads each input in
 * @param output layout it writes
 * @param cycles estimated
 */
public record Way(String kernel, List<Layout> inputs, Layout output, long cycles) {
  public Way {
    inputs = List.copyOf(inputs);
  }

  /** All inputs and the output in one layout. */
  public static Way uniform(String kernel, Layout layout, int inputs, long cycles) {
    return new Way(kernel, java.util.Collections.nCopies(inputs, layout), layout, cycles);
  }
}

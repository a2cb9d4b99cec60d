package dev.reprise.compiler.kernel;

import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.target.Extension;
import java.util.Set;

/** The kernels of sums (N6.4), in any layout. */
public enum Adder {
  PORTABLE("rp_add_u8", 20),
  DSP("rp_add_u8_dsp", 10),
  /** The team shares it. */
  XPULP("rp_add_u8_xpulp", 14);

  private static final long CALL = 50;

  private final String kernel;
  /** Estimated cycles of an element. */
  private final long element;

  Adder(String kernel, long element) {
    this.kernel = kernel;
    this.element = element;
  }

  /** The one for {@code machine}. */
  public static Adder on(Machine machine) {
    if (machine.has(Set.of(Extension.XPULP))) {
      return XPULP;
    }
    return machine.has(Set.of(Extension.DSP)) ? DSP : PORTABLE;
  }

  /** C function. */
  public String kernel() {
    return kernel;
  }

  /** Whether all cores of the team run it together, each with its share, which is its first argument. */
  public boolean shared() {
    return this == XPULP;
  }

  /** Estimated. */
  public long cycles(Shape shape, Machine machine) {
    return shared() ? XpulpBlocks.CALL + machine.most(shape.elements()) * element : CALL + shape.elements() * element;
  }
}

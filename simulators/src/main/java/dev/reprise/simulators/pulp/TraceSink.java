package dev.reprise.simulators.pulp;

import java.util.function.Consumer;

/** Receives each issued instruction, in the order of issue. */
@FunctionalInterface
public interface TraceSink {
  /** @param word the 32-bit instruction, expanded where it was compressed */
  void instruction(long cycle, int hartid, int pc, String mnemonic, int word);

  /** One line of text per instruction: cycle, core, address, word, mnemonic. */
  static TraceSink lines(Consumer<String> out) {
    return (cycle, hartid, pc, mnemonic, word) -> out.accept(String.format("%d %03x %08x %08x %s", cycle, hartid, pc, word, mnemonic));
  }
}

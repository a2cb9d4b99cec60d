package dev.reprise.compiler.program;

import java.util.List;

/**
 * One kernel call.
 *
 * @param kernel C function, also the file {@code runtime-c/src/<family>/<kernel>.c}
 * @param node the graph node it belongs to (for reports)
 * @param macs multiply-accumulates for one sample
 */
public record Call(String kernel, Phase phase, String node, List<Argument> arguments, long macs) {
  public Call {
    arguments = List.copyOf(arguments);
  }
}

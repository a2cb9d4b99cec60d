package dev.reprise.host.measure;

import java.util.Set;
import java.util.TreeSet;

/**
 * A function as its machine code shows it.
 *
 * @param callees names of the functions it calls or jumps to
 * @param indirect whether it calls through a pointer
 * @param pushed most bytes that its own instructions take from the stack, every push and subtraction counted
 */
record MachineFunction(String name, long address, Set<String> callees, boolean indirect, long pushed) {
  /** Of functions with one name. */
  MachineFunction join(MachineFunction other) {
    Set<String> all = new TreeSet<>(callees);
    all.addAll(other.callees);
    return new MachineFunction(name, address, all, indirect || other.indirect, Math.max(pushed, other.pushed));
  }
}

package dev.reprise.simulators.pulp;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which function an address belongs to; number 0 is "outside any function". */
final class FunctionTable {
  private final List<PulpImage.Function> functions = new ArrayList<>();
  private final Set<Integer> regionEntries = new HashSet<>();
  private final Set<Integer> regionChanges = new HashSet<>();

  FunctionTable(List<PulpImage.Function> from) {
    functions.addAll(from);
    functions.sort((a, b) -> Integer.compareUnsigned(a.address(), b.address()));
  }

  /** Marks the functions with these names. */
  void changeRegion(Set<String> enter, Set<String> back) {
    for (PulpImage.Function f : functions) {
      if (enter.contains(f.name()) || back.contains(f.name())) {
        regionChanges.add(f.address());
      }
      if (enter.contains(f.name())) {
        regionEntries.add(f.address());
      }
    }
  }

  /** Whether a function that enters a region, or goes back to one, begins at {@code address}. */
  boolean changesRegion(int address) {
    return regionChanges.contains(address);
  }

  /** Whether a function that enters a region begins at {@code address}. */
  boolean entersRegion(int address) {
    return regionEntries.contains(address);
  }

  int count() {
    return functions.size() + 1;
  }

  String name(int number) {
    return number == 0 ? "?" : functions.get(number - 1).name();
  }

  int at(int address) {
    int low = 0;
    int high = functions.size();
    while (low < high) {
      int middle = (low + high) / 2;
      if (Integer.compareUnsigned(functions.get(middle).address(), address) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    // labels of assembly code have no size and reach to the next function
    if (low == 0 || functions.get(low - 1).bytes() != 0 && address - functions.get(low - 1).address() >= functions.get(low - 1).bytes()) {
      return 0;
    }
    return low;
  }
}

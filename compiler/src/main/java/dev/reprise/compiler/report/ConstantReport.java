package dev.reprise.compiler.report;

import java.util.List;

/**
 * The part {@code constants} of report.json: weights, output stages and tables of the frozen stage, and what trained weights start from.
 *
 * @param flashBytes of those that lie beside the program
 * @param l3Bytes of those in L3
 * @param inL3 the latter
 */
public record ConstantReport(long flashBytes, long l3Bytes, List<Entry> inL3) {
  /** How a constant in L3 comes to the cores. */
  public enum Way {
    /** In the tiles of its call, through L2. */
    TILES("in tiles"),
    /** To L2, before its call. */
    WHOLE("whole"),
    /** To where the weights are trained, at reset. */
    RESET("at reset");

    private final String title;

    Way(String title) {
      this.title = title;
    }

    @Override
    public String toString() {
      return title;
    }
  }

  /**
   * A constant in L3.
   *
   * @param comes as {@link Way} says it
   */
  public record Entry(String name, long bytes, String comes) {}

  public ConstantReport {
    inL3 = List.copyOf(inL3);
  }

  /** A line for people. */
  public String text() {
    if (l3Bytes == 0) {
      return flashBytes + " bytes";
    }
    StringBuilder ways = new StringBuilder();
    for (Way w : Way.values()) {
      long bytes = inL3.stream().filter(e -> e.comes().equals(w.toString())).mapToLong(Entry::bytes).sum();
      ways.append(bytes == 0 ? "" : (ways.isEmpty() ? "" : ", ") + bytes + " " + w);
    }
    return flashBytes + " bytes beside the program, " + l3Bytes + " in L3, from which they come: " + ways;
  }
}

package dev.reprise.compiler.program;

import java.util.LinkedHashMap;
import java.util.Map;

/** One argument of a kernel call, in the order of the C prototype. */
public sealed interface Argument {

  /** Pointer to a buffer. */
  record Pointer(Buffer buffer, Access access) implements Argument {}

  /** What the kernel does with the buffer. READ_WRITE: it needs the old content (accumulators). SCRATCH: its own for the time of the call. */
  enum Access {
    READ,
    WRITE,
    READ_WRITE,
    SCRATCH
  }

  /** Pointer to a constant C structure with integer or float members in order; float members are {@link Float}, others {@link Integer}. */
  record Geometry(String type, Map<String, Number> members) implements Argument {
    public Geometry {
      members = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }
  }

  /** A literal: Integer or Float. */
  record Literal(Number value) implements Argument {}

  /** The number of samples in this micro-batch (an {@code int32_t} variable of the emitted function). */
  record SampleCount() implements Argument {}

  /** A named run-time value of the emitted function: {@code inv_batch} (1/B), {@code labels}, {@code losses}. */
  record Variable(String name) implements Argument {}

  /** The share of the core that runs the kernel ({@code rp_share}): every core of the team calls it, each with its own. */
  record Share() implements Argument {}

  /** NULL. */
  record Absent() implements Argument {}
}

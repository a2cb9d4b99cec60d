package dev.reprise.compiler.program;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds one {@link Call}, argument by argument in the order of the C prototype. */
public final class CallBuilder {
  private final String kernel;
  private final Phase phase;
  private final String node;
  private final List<Argument> arguments = new ArrayList<>();
  private long macs;
  private Call.Estimate estimate;

  public CallBuilder(String kernel, Phase phase, String node) {
    this.kernel = kernel;
    this.phase = phase;
    this.node = node;
  }

  /** The core's share of the work: all cores of the team make the call. */
  public CallBuilder share() {
    arguments.add(new Argument.Share());
    return this;
  }

  public CallBuilder geometry(String type, Map<String, ? extends Number> members) {
    arguments.add(new Argument.Geometry(type, new LinkedHashMap<>(members)));
    return this;
  }

  public CallBuilder literal(int value) {
    arguments.add(new Argument.Literal(value));
    return this;
  }

  public CallBuilder literal(float value) {
    arguments.add(new Argument.Literal(value));
    return this;
  }

  public CallBuilder samples() {
    arguments.add(new Argument.SampleCount());
    return this;
  }

  public CallBuilder variable(String name) {
    arguments.add(new Argument.Variable(name));
    return this;
  }

  /** A buffer that is read, or NULL where {@code buffer} is null. */
  public CallBuilder read(Buffer buffer) {
    return pointer(buffer, Argument.Access.READ);
  }

  public CallBuilder write(Buffer buffer) {
    return pointer(buffer, Argument.Access.WRITE);
  }

  /** An accumulator, or NULL where {@code buffer} is null. */
  public CallBuilder update(Buffer buffer) {
    return pointer(buffer, Argument.Access.READ_WRITE);
  }

  /** Memory that holds nothing before and behind the call, or NULL where {@code buffer} is null. */
  public CallBuilder scratch(Buffer buffer) {
    return pointer(buffer, Argument.Access.SCRATCH);
  }

  private CallBuilder pointer(Buffer buffer, Argument.Access access) {
    arguments.add(buffer == null ? new Argument.Absent() : new Argument.Pointer(buffer, access));
    return this;
  }

  /** Multiply-accumulates for one sample. */
  public CallBuilder macs(long value) {
    macs = value;
    return this;
  }

  public CallBuilder estimate(Call.Estimate value) {
    estimate = value;
    return this;
  }

  public Call build() {
    return new Call(kernel, phase, node, arguments, macs, estimate);
  }
}

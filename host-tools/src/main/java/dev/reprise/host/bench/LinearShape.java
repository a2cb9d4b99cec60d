package dev.reprise.host.bench;

import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.models.LayerNetwork;

/** A fully connected layer. */
record LinearShape(int in, int out) implements LayerShape {
  @Override
  public Graph network() {
    return LayerNetwork.linear(in, out, 1);
  }

  @Override
  public long macs() {
    return (long) in * out;
  }

  @Override
  public String toString() {
    return in + "-" + out;
  }
}

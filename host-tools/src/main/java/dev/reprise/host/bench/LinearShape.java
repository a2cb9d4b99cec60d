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
    return weights();
  }

  @Override
  public long weights() {
    return (long) in * out;
  }

  @Override
  public long inputs() {
    return in;
  }

  @Override
  public long outputs() {
    return out;
  }

  @Override
  public int fewestChannels() {
    return Math.min(in, out);
  }

  @Override
  public String toString() {
    return in + "-" + out;
  }
}

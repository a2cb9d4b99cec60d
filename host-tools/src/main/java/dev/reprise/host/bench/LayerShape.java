package dev.reprise.host.bench;

import dev.reprise.compiler.ir.Graph;

/** Geometry of a layer; its text is what the user sees. */
sealed interface LayerShape permits ConvShape, LinearShape {
  /** A network that holds the layer. */
  Graph network();

  /** Multiply-accumulates of one sample, those with padding included. */
  long macs();

  /** Weights, without the biases. */
  long weights();

  /** Elements of the input, and of the output. */
  long inputs();

  long outputs();

  /** How many channels there are on the side that has fewer. */
  int fewestChannels();
}

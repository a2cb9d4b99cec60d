package dev.reprise.host.bench;

import dev.reprise.compiler.ir.Graph;

/** Geometry of a layer; its text is what the user sees. */
sealed interface LayerShape permits ConvShape, LinearShape {
  /** A network that holds the layer. */
  Graph network();

  /** Multiply-accumulates of one sample, those with padding included. */
  long macs();
}

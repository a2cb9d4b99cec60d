package dev.reprise.compiler.quantize;

/** Identity: no operation. */
final class IdentityQuantizer implements OperatorQuantizer {
  @Override
  public void quantize(Layer layer, StageBuilder stage) {
    stage.alias(layer, layer.node().input(0));
  }
}

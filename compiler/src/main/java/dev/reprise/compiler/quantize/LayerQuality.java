package dev.reprise.compiler.quantize;

/**
 * How well the integers of one layer stand for its float values.
 *
 * @param node the float graph's node that heads the layer
 * @param operator its kind, with the activations fused into it: {@code Conv+Relu}
 * @param value the layer's output in the float graph
 * @param scale of its codes
 * @param zeroPoint of its codes
 * @param signalToNoise in dB, of the dequantized codes against ONNX Runtime's float values, the whole stage before it being quantized too
 * @param saturation share of the float values that lie beyond the codes' range by more than half a step
 */
public record LayerQuality(
    String node, String operator, String value, float scale, int zeroPoint, double signalToNoise, double saturation) {}

#!/usr/bin/python3
"""Writes MobileNet-V1 (Howard et al., arXiv 1704.04861) with seeded random weights as ONNX.

Needs Debian's python3-onnx and python3-numpy. The layers are called as in the network's Caffe version, and as in
compiler/src/test/java/dev/reprise/compiler/models/MobileNetV1.java. The figures of the full network (the defaults; a file of 13 MB, not
kept in the repository) stand in the QLR-CL paper, arXiv 2110.10486. mobilenet_v1_w8_r32.onnx was made by

    mobilenet_v1.py --width 0.125 --resolution 32 --classes 10 mobilenet_v1_w8_r32.onnx
"""
import argparse

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

# block, input and output channels at width 1, stride
BLOCKS = [
    ("conv2_1", 32, 64, 1),
    ("conv2_2", 64, 128, 2),
    ("conv3_1", 128, 128, 1),
    ("conv3_2", 128, 256, 2),
    ("conv4_1", 256, 256, 1),
    ("conv4_2", 256, 512, 2),
    ("conv5_1", 512, 512, 1),
    ("conv5_2", 512, 512, 1),
    ("conv5_3", 512, 512, 1),
    ("conv5_4", 512, 512, 1),
    ("conv5_5", 512, 512, 1),
    ("conv5_6", 512, 1024, 2),
    ("conv6", 1024, 1024, 1),
]
EPSILON = 1e-5


class Builder:
    """Collects nodes and initializers; each method returns the value that it made."""

    def __init__(self, seed):
        self.random = np.random.RandomState(seed)
        self.nodes = []
        self.initializers = []

    def constant(self, name, values):
        self.initializers.append(numpy_helper.from_array(values.astype(np.float32), name))
        return name

    def node(self, layer, operator, *inputs, **attributes):
        output = layer + "_output"
        self.nodes.append(helper.make_node(operator, list(inputs), [output], name=layer, **attributes))
        return output

    def conv_relu(self, layer, x, channels, kernel, stride, groups, folded):
        """channels = (in, out); batch normalization behind the convolution, or folded into its weights and a bias."""
        fan_in = channels[0] // groups * kernel * kernel
        weights = self.random.normal(0, np.sqrt(2 / fan_in), (channels[1], channels[0] // groups, kernel, kernel))
        scale = self.random.uniform(0.8, 1.2, channels[1])
        shift = self.random.normal(0, 0.1, channels[1])
        mean = self.random.normal(0, 0.1, channels[1])
        variance = self.random.uniform(0.8, 1.2, channels[1])
        pad = kernel // 2
        window = dict(kernel_shape=[kernel] * 2, strides=[stride] * 2, pads=[pad] * 4, group=groups)
        if folded:
            factor = scale / np.sqrt(variance + EPSILON)
            w = self.constant(layer + ".weight", weights * factor[:, None, None, None])
            b = self.constant(layer + ".bias", shift - mean * factor)
            y = self.node(layer, "Conv", x, w, b, **window)
        else:
            y = self.node(layer, "Conv", x, self.constant(layer + ".weight", weights), **window)
            parameters = [("weight", scale), ("bias", shift), ("running_mean", mean), ("running_var", variance)]
            names = [self.constant("%s/bn.%s" % (layer, name), values) for name, values in parameters]
            y = self.node(layer + "/bn", "BatchNormalization", y, *names, epsilon=EPSILON)
        return self.node(layer + "/relu", "Relu", y)


def build(width, resolution, classes, folded, seed):
    def scaled(channels):
        return max(1, round(channels * width))

    model = Builder(seed)
    x = model.conv_relu("conv1", "input", (3, scaled(32)), 3, 2, 1, folded)
    for name, inputs, outputs, stride in BLOCKS:
        inputs, outputs = scaled(inputs), scaled(outputs)
        x = model.conv_relu(name + "/dw", x, (inputs, inputs), 3, stride, inputs, folded)
        x = model.conv_relu(name + "/sep", x, (inputs, outputs), 1, 1, 1, folded)
    features = scaled(1024)
    x = model.node("pool6", "GlobalAveragePool", x)
    x = model.node("flatten", "Flatten", x)
    weights = model.constant("fc7.weight", model.random.normal(0, np.sqrt(1 / features), (classes, features)))
    bias = model.constant("fc7.bias", model.random.normal(0, 0.1, classes))
    x = model.node("fc7", "Gemm", x, weights, bias, transB=1)
    graph = helper.make_graph(
        model.nodes,
        "mobilenet_v1",
        [helper.make_tensor_value_info("input", TensorProto.FLOAT, ["batch", 3, resolution, resolution])],
        [helper.make_tensor_value_info(x, TensorProto.FLOAT, ["batch", classes])],
        model.initializers,
    )
    result = helper.make_model(graph, producer_name="mobilenet_v1.py", opset_imports=[helper.make_opsetid("", 13)])
    result.ir_version = 7
    onnx.checker.check_model(result)
    return result


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("output")
    parser.add_argument("--width", type=float, default=1.0, help="multiplier of all channel counts")
    parser.add_argument("--resolution", type=int, default=128, help="of the square input, a multiple of 32")
    parser.add_argument("--classes", type=int, default=50)
    parser.add_argument("--folded", action="store_true", help="batch normalization folded into the convolutions")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    onnx.save(build(options.width, options.resolution, options.classes, options.folded, options.seed), options.output)


if __name__ == "__main__":
    main()

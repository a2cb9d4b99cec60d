"""Writes the small models of the tests: seeded random weights, exported by PyTorch.

    python3 test-vectors/models/make_models.py test-vectors/models

Debian 12: python3-torch (1.13), python3-onnx. digits0to4.onnx comes from ../digits/train.py.
"""
import pathlib
import sys

import onnx
import torch
import torch.nn as nn
import torch.nn.functional as F


def normed(conv, activation):
    return nn.Sequential(conv, nn.BatchNorm2d(conv.out_channels), activation)


class Residual(nn.Module):
    """Two residual blocks (one with a strided shortcut), max and average pool branches concatenated, global pool."""

    def __init__(self):
        super().__init__()
        self.stem = normed(nn.Conv2d(3, 12, 3, 1, 1, bias=False), nn.ReLU())
        self.first = normed(nn.Conv2d(12, 12, 3, 1, 1, bias=False), nn.ReLU())
        self.second = nn.Sequential(nn.Conv2d(12, 12, 3, 1, 1, bias=False), nn.BatchNorm2d(12))
        self.down = nn.Sequential(nn.Conv2d(12, 20, 3, 2, 1, bias=False), nn.BatchNorm2d(20))
        self.shortcut = nn.Sequential(nn.Conv2d(12, 20, 1, 2, 0, bias=False), nn.BatchNorm2d(20))
        self.max = nn.MaxPool2d(3, 2, 1)
        self.mean = nn.AvgPool2d(3, 2, 1, count_include_pad=False)
        self.mix = normed(nn.Conv2d(40, 24, 1, bias=False), nn.ReLU())
        self.classifier = nn.Linear(24, 10)

    def forward(self, x):
        x = self.stem(x)
        x = F.relu(x + self.second(self.first(x)))
        x = F.relu(self.down(x) + self.shortcut(x))
        x = self.mix(torch.cat([self.max(x), self.mean(x)], 1))
        return self.classifier(torch.flatten(F.adaptive_avg_pool2d(x, 1), 1))


class OneDimensional(nn.Module):
    """Three channels of 128 steps, as an accelerometer gives them."""

    def __init__(self):
        super().__init__()
        self.features = nn.Sequential(
            nn.Conv1d(3, 16, 7, 2, 3, bias=False),
            nn.BatchNorm1d(16),
            nn.LeakyReLU(0.1),
            nn.Conv1d(16, 16, 5, 1, 2, groups=16),
            nn.Conv1d(16, 24, 1),
            nn.ReLU(),
            nn.MaxPool1d(2),
            nn.Conv1d(24, 32, 3, 2, 2, dilation=2),
            nn.Tanh(),
            nn.AvgPool1d(2),
        )
        self.classifier = nn.Sequential(nn.Flatten(), nn.Linear(256, 24), nn.Sigmoid(), nn.Linear(24, 6))

    def forward(self, x):
        return self.classifier(self.features(x))


class Mobile(nn.Module):
    """Depthwise-separable blocks with ReLU6, then an inverted residual block with HardSwish."""

    def __init__(self):
        super().__init__()

        def pair(inputs, outputs, stride):
            return nn.Sequential(
                normed(nn.Conv2d(inputs, inputs, 3, stride, 1, groups=inputs, bias=False), nn.ReLU6()),
                normed(nn.Conv2d(inputs, outputs, 1, bias=False), nn.ReLU6()),
            )

        self.features = nn.Sequential(
            normed(nn.Conv2d(3, 8, 3, 2, 1, bias=False), nn.ReLU6()), pair(8, 16, 1), pair(16, 24, 2), pair(24, 24, 1)
        )
        self.expand = normed(nn.Conv2d(24, 72, 1, bias=False), nn.Hardswish())
        self.depthwise = normed(nn.Conv2d(72, 72, 3, 1, 1, groups=72, bias=False), nn.Hardswish())
        self.project = nn.Sequential(nn.Conv2d(72, 24, 1, bias=False), nn.BatchNorm2d(24))
        self.classifier = nn.Linear(24, 10)

    def forward(self, x):
        x = self.features(x)
        x = x + self.project(self.depthwise(self.expand(x)))
        return self.classifier(x.mean((2, 3)))


def export(net, example, opset, path):
    torch.manual_seed(11)
    for module in net.modules():
        if isinstance(module, (nn.BatchNorm1d, nn.BatchNorm2d)):
            nn.init.uniform_(module.weight, 0.6, 1.4)
            nn.init.uniform_(module.bias, -0.3, 0.3)
    net.train()
    with torch.no_grad():
        for _ in range(60):  # running statistics that belong to the weights
            net(torch.randn(32, *example.shape[1:]))
    net.eval()
    torch.onnx.export(
        net,
        example,
        str(path),
        opset_version=opset,
        training=torch.onnx.TrainingMode.PRESERVE,
        do_constant_folding=False,
        input_names=["input"],
        output_names=["logits"],
        dynamic_axes={"input": {0: "batch"}, "logits": {0: "batch"}},
    )
    onnx.checker.check_model(onnx.load(path))


def main(folder):
    folder = pathlib.Path(folder)
    torch.set_num_threads(1)
    for make, example, opset, name in (
        (Residual, torch.zeros(1, 3, 16, 16), 17, "residual.onnx"),
        (OneDimensional, torch.zeros(1, 3, 128), 15, "conv1d.onnx"),
        (Mobile, torch.zeros(1, 3, 32, 32), 14, "mobile.onnx"),
    ):
        torch.manual_seed(7)
        export(make(), example, opset, folder / name)


if __name__ == "__main__":
    main(*sys.argv[1:])

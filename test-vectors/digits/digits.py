"""Images, model and quantization that train.py and simulate.py share."""
import pathlib

import numpy as np
import torch
import torch.nn as nn

CLASSES = 10
OLD = 5  # the stored model knows digits 0..4


def load(folder, name):
    """Images (N, 1, 28, 28) as pixels / 255, and labels, as written by DigitsExport."""
    folder = pathlib.Path(folder)
    images = np.frombuffer((folder / f"{name}-images.idx3-ubyte").read_bytes()[16:], np.uint8)
    labels = np.frombuffer((folder / f"{name}-labels.idx1-ubyte").read_bytes()[8:], np.uint8)
    images = images.reshape(-1, 1, 28, 28).astype(np.float32) / 255
    return torch.from_numpy(images), torch.from_numpy(labels.astype(np.int64))


def conv(inputs, outputs, kernel, stride, groups=1):
    return [
        nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, groups=groups, bias=False),
        nn.BatchNorm2d(outputs),
        nn.ReLU(),
    ]


class DigitNet(nn.Module):
    """features: the frozen stage, 145 kMAC, to a latent of 32x4x4. adaptive: 38 kMAC and 3,082 trainable weights."""

    def __init__(self):
        super().__init__()
        self.features = nn.Sequential(
            *conv(1, 16, 3, 2),
            *conv(16, 16, 3, 2, 16),
            *conv(16, 32, 1, 1),
            *conv(32, 32, 3, 1, 32),
            *conv(32, 32, 1, 1),
            *conv(32, 32, 3, 2, 32),
            *conv(32, 32, 1, 1),
        )
        self.adaptive = nn.Sequential(*conv(32, 32, 3, 1, 32), *conv(32, 64, 1, 1))
        self.classifier = nn.Linear(64, CLASSES)

    def tail(self, latent):
        return self.classifier(self.adaptive(latent).mean((2, 3)))

    def forward(self, image):
        return self.tail(self.features(image))


def accuracy(logits, labels, wanted=None):
    correct = (logits.argmax(1) == labels).double()
    return (correct if wanted is None else correct[wanted]).mean().item()

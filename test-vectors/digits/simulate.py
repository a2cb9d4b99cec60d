"""Plays the demo's protocol in PyTorch (float arithmetic, quantized latents) with the stored model: what accuracy to expect.

    python3 test-vectors/digits/simulate.py DATA test-vectors/models/digits0to4.onnx

DATA as for train.py. Memory: the first 40 images of each of the digits 0-4 of "new". Events: digits 5, 6, 7, 8, 9 in turn, the first 60 images of
each. Replacement after event i: min(M div (i+1), 60) random slots. Prints mean accuracy over seeds of the shuffles.
"""
import copy
import sys

import onnx
import torch
import torch.nn.functional as F
from onnx import numpy_helper
from torch.nn.utils.fusion import fuse_conv_bn_eval

from digits import CLASSES, OLD, DigitNet, accuracy, load

SEEDS = range(1, 6)
PER_DIGIT = 60


def stored(path):
    net = DigitNet()
    tensors = {t.name: torch.tensor(numpy_helper.to_array(t)) for t in onnx.load(path).graph.initializer}
    missing = net.load_state_dict(tensors, strict=False).missing_keys
    assert all(name.endswith("num_batches_tracked") for name in missing), missing
    return net.eval()


def fold(layers):
    """The adaptive stage as it is trained: batch normalization folded into the convolutions."""
    folded = [fuse_conv_bn_eval(layers[i], layers[i + 1]) for i in range(0, len(layers), 3)]
    return torch.nn.Sequential(*[layer for c in folded for layer in (c, torch.nn.ReLU())])


def through_bits(latents, top, bits):
    codes = torch.clamp(torch.round(latents / (top / 255)), 0, 255)
    levels = 2**bits - 1
    return torch.div(2 * codes * levels + 255, 510, rounding_mode="floor") * (top / levels)


def play(net, data, slots, bits, rate, epochs, new, replay, seed):
    generator = torch.Generator().manual_seed(seed)
    latents, labels, test_latents, test_labels = data
    top = 0.9 * latents[labels < OLD].max().item()
    latents, test_latents = through_bits(latents, top, bits), through_bits(test_latents, top, bits)
    fill = [(labels == d).nonzero().flatten()[: slots // OLD] for d in range(OLD)]
    fill = torch.cat(fill) if slots else torch.zeros(0, dtype=torch.long)
    memory, memory_labels = latents[fill].clone(), labels[fill].clone()
    net = copy.deepcopy(net)
    net.adaptive = fold(net.adaptive)
    optimiser = torch.optim.SGD([*net.adaptive.parameters(), *net.classifier.parameters()], rate, momentum=0.9)
    for event, digit in enumerate(range(OLD, CLASSES), start=1):
        chosen = (labels == digit).nonzero().flatten()[:PER_DIGIT]
        for _ in range(epochs):
            order, cursor = torch.randperm(slots, generator=generator), 0
            for part in chosen[torch.randperm(len(chosen), generator=generator)].split(new):
                x, y = latents[part], labels[part]
                if slots:
                    drawn = order[(cursor + torch.arange(replay)) % slots]
                    cursor = (cursor + replay) % slots
                    x, y = torch.cat([x, memory[drawn]]), torch.cat([y, memory_labels[drawn]])
                optimiser.zero_grad()
                F.cross_entropy(net.tail(x), y).backward()
                optimiser.step()
        count = min(slots // (event + 1), len(chosen))
        kept = chosen[torch.randperm(len(chosen), generator=generator)[:count]]
        replaced = torch.randperm(slots, generator=generator)[:count]
        memory[replaced], memory_labels[replaced] = latents[kept], labels[kept]
    with torch.no_grad():
        logits = net.tail(test_latents)
    old = test_labels < OLD
    return [
        accuracy(logits, test_labels),
        accuracy(logits, test_labels, old),
        accuracy(logits, test_labels, ~old),
        accuracy(logits[:200], test_labels[:200]),
    ]


def main(folder, model):
    torch.set_num_threads(1)
    net = stored(model)
    new_images, new_labels = load(folder, "new")
    test_images, test_labels = load(folder, "test")
    with torch.no_grad():
        data = net.features(new_images), new_labels, net.features(test_images), test_labels
        logits = net(test_images)
    print(f"before: {100 * accuracy(logits, test_labels):.1f} %, first 200 images {100 * accuracy(logits[:200], test_labels[:200]):.1f} %")
    print("  M bits  rate epochs  new:replay   overall  0-4   5-9   first 200 (least)")
    for slots, bits in ((0, 7), (100, 7), (200, 8), (200, 7), (200, 5)):
        for rate in (0.01, 0.03):
            for epochs, new, replay in ((3, 6, 26), (3, 8, 24), (2, 4, 28)):
                runs = [play(net, data, slots, bits, rate, epochs, new, replay, seed) for seed in SEEDS]
                mean = [100 * sum(column) / len(runs) for column in zip(*runs)]
                least = 100 * min(run[3] for run in runs)
                print(
                    f"{slots:4d} {bits:3d}  {rate:5.2f}  {epochs:3d}     {new:3d}:{replay:<3d}     "
                    f"{mean[0]:5.1f}  {mean[1]:5.1f} {mean[2]:5.1f}   {mean[3]:5.1f} ({least:.1f})",
                    flush=True,
                )


if __name__ == "__main__":
    main(*sys.argv[1:])

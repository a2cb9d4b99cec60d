"""Trains the demo's model on digits 0-4 of the generator and writes it as ONNX.

    java -cp host-tools/target/classes:compiler/target/classes dev.reprise.host.data.digits.DigitsExport 1 20000 DATA/train
    ... 2 2000 DATA/new      ... 3 2000 DATA/test
    python3 test-vectors/digits/train.py DATA test-vectors/models/digits0to4.onnx

Debian 12: python3-torch (1.13), python3-onnx, python3-numpy. Seeded, one thread.

A stage trained to tell only five shapes apart keeps little that tells other shapes apart. The frozen stage is therefore trained on 40 classes:
digits 0-4 in the 8 mirrored and turned positions of the square. Then the adaptive stage is trained on digits 0-4 as they are.
"""
import sys

import onnx
import torch
import torch.nn as nn
import torch.nn.functional as F

from digits import OLD, DigitNet, accuracy, load

POSITIONS = [
    lambda x: x,
    lambda x: x.flip(3),
    lambda x: x.flip(2),
    lambda x: x.flip((2, 3)),
    lambda x: x.transpose(2, 3),
    lambda x: x.transpose(2, 3).flip(3),
    lambda x: x.transpose(2, 3).flip(2),
    lambda x: x.transpose(2, 3).flip((2, 3)),
]


def fit(parameters, loss, samples, epochs, rate, batch, seed):
    optimiser = torch.optim.Adam(parameters, rate)
    steps = epochs * ((samples + batch - 1) // batch)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, total_steps=steps)
    generator = torch.Generator().manual_seed(seed)
    for epoch in range(epochs):
        total = 0.0
        for chosen in torch.randperm(samples, generator=generator).split(batch):
            optimiser.zero_grad()
            value = loss(chosen)
            value.backward()
            optimiser.step()
            schedule.step()
            total += value.item() * len(chosen)
        print(f"epoch {epoch + 1}: loss {total / samples:.4f}", flush=True)


def main(folder, output):
    torch.set_num_threads(1)
    torch.manual_seed(1)
    images, labels = load(folder, "train")
    images, labels = images[labels < OLD], labels[labels < OLD]
    net = DigitNet()
    classifier = net.classifier

    net.classifier = nn.Linear(64, OLD * len(POSITIONS))
    turned = torch.cat([turn(images) for turn in POSITIONS])
    classes = torch.cat([labels + OLD * i for i in range(len(POSITIONS))])
    net.train()
    fit(net.parameters(), lambda i: F.cross_entropy(net(turned[i]), classes[i]), len(turned), 6, 4e-3, 128, 1)

    net.classifier = classifier
    net.eval()
    with torch.no_grad():
        latents = torch.cat([net.features(part) for part in images.split(1000)])
    net.adaptive.train()
    tail = [*net.adaptive.parameters(), *net.classifier.parameters()]
    fit(tail, lambda i: F.cross_entropy(net.tail(latents[i]), labels[i]), len(latents), 3, 2e-3, 64, 2)

    net.eval()
    test_images, test_labels = load(folder, "test")
    with torch.no_grad():
        logits = net(test_images)
    print(f"digits 0-4: {100 * accuracy(logits, test_labels, test_labels < OLD):.1f} % of the test images")
    # PRESERVE keeps the exporter from folding batch normalization into the convolutions: that is the compiler's work
    torch.onnx.export(
        net,
        torch.zeros(1, 1, 28, 28),
        output,
        opset_version=13,
        training=torch.onnx.TrainingMode.PRESERVE,
        do_constant_folding=False,
        input_names=["image"],
        output_names=["logits"],
        dynamic_axes={"image": {0: "batch"}, "logits": {0: "batch"}},
    )
    onnx.checker.check_model(onnx.load(output))


if __name__ == "__main__":
    main(*sys.argv[1:])

#!/usr/bin/env python3
"""Makes operators.npz and training.npz: what PyTorch computes for operators, losses and optimiser steps.

Needs PyTorch and NumPy (Debian 12: apt-get install python3-torch python3-numpy; run with /usr/bin/python3).
The tests only read the .npz files. Everything is computed in float64 from float32 values and stored as float32.

operators.npz: <case>/x, ... inputs; <case>/y output; <case>/dy gradient of y; <case>/dx, ... gradients of the inputs;
               <case>/attributes integers, as the case's kind defines them in PyTorchOperatorTest.
training.npz:  initial/<tensor>, x, labels; first_gradient/<tensor>; <optimiser>/loss, /rate, /<tensor> after all steps.
"""
import math
import os

import numpy as np
import torch
import torch.nn.functional as F

HERE = os.path.dirname(os.path.abspath(__file__))
torch.manual_seed(20260101)
torch.set_num_threads(1)


def values(*shape, scale=1.0):
    """Float32 normal values as a float64 leaf."""
    return (torch.randn(*shape, dtype=torch.float32) * scale).double().requires_grad_()


def stored(tensor):
    return tensor.detach().numpy().astype(np.float32)


OPERATORS = {}


def operator(name, function, inputs, attributes=()):
    y = function(*inputs)
    dy = torch.randn(*y.shape, dtype=torch.float32).double()
    gradients = torch.autograd.grad(y, inputs, dy)
    OPERATORS[name + "/attributes"] = np.array(attributes, dtype=np.int32)
    OPERATORS[name + "/y"] = stored(y)
    OPERATORS[name + "/dy"] = stored(dy)
    for key, value, gradient in zip("xwb", inputs, gradients):
        OPERATORS[name + "/" + key] = stored(value)
        OPERATORS[name + "/d" + key] = stored(gradient)


def window(kernel, stride, dilation, begin, end, *rest):
    return [*kernel, *stride, *dilation, *begin, *end, *rest]


def conv(name, x, w, bias, stride, dilation, begin, end, groups):
    pads = (begin[1], end[1], begin[0], end[0])

    def run(x, w, b=None):
        return F.conv2d(F.pad(x, pads), w, b, stride=stride, dilation=dilation, groups=groups)

    inputs = [values(*x), values(*w)] + ([values(w[0])] if bias else [])
    operator("conv." + name, run, inputs, window(w[2:], stride, dilation, begin, end, groups))


conv("stride", (2, 3, 7, 6), (4, 3, 3, 3), True, (2, 1), (1, 1), (1, 1), (1, 1), 1)
conv("asymmetric_pads", (1, 2, 5, 5), (3, 2, 3, 2), True, (2, 2), (1, 1), (0, 1), (2, 0), 1)
conv("dilation", (1, 2, 9, 8), (2, 2, 3, 3), False, (1, 2), (2, 3), (2, 1), (1, 3), 1)
conv("groups", (2, 6, 5, 5), (9, 2, 3, 3), True, (1, 1), (1, 1), (1, 1), (1, 1), 3)
conv("depthwise", (2, 5, 6, 6), (5, 1, 3, 3), True, (1, 1), (1, 1), (1, 1), (1, 1), 5)
conv("depthwise_stride", (1, 3, 7, 7), (6, 1, 3, 3), False, (2, 2), (1, 1), (0, 1), (1, 1), 3)
conv("pointwise", (2, 5, 4, 3), (7, 5, 1, 1), True, (1, 1), (1, 1), (0, 0), (0, 0), 1)
conv("stride_beyond_kernel", (1, 2, 8, 8), (2, 2, 2, 1), False, (3, 4), (1, 1), (0, 0), (0, 0), 1)
operator("linear.bias", F.linear, [values(3, 11), values(5, 11), values(5)])
operator("linear.rows", F.linear, [values(2, 3, 7), values(4, 7)])

for name, kernel, stride, dilation, pad, ceil in (
    ("plain", 2, 2, 1, 0, False),
    ("overlap", 3, 2, 1, 1, False),
    ("ceil", 3, 2, 1, 1, True),
    ("dilation", 2, 1, 2, 1, False),
):
    operator(
        "max_pool." + name,
        lambda x, k=kernel, s=stride, d=dilation, p=pad, c=ceil: F.max_pool2d(x, k, s, p, d, c),
        [values(2, 2, 7, 6)],
        window([kernel] * 2, [stride] * 2, [dilation] * 2, [pad] * 2, [pad] * 2, int(ceil)),
    )
for name, kernel, stride, pad, ceil, include in (
    ("plain", 2, 2, 0, False, False),
    ("exclude_pad", 3, 2, 1, False, False),
    ("include_pad", 3, 2, 1, False, True),
    ("ceil_exclude_pad", 3, 2, 1, True, False),
    ("ceil_include_pad", 3, 2, 1, True, True),
    ("overlap", 3, 1, 1, False, False),
):
    operator(
        "average_pool." + name,
        lambda x, k=kernel, s=stride, p=pad, c=ceil, i=include: F.avg_pool2d(x, k, s, p, c, i),
        [values(2, 2, 7, 6)],
        window([kernel] * 2, [stride] * 2, [1, 1], [pad] * 2, [pad] * 2, int(ceil), int(include)),
    )
operator("global_average_pool", lambda x: F.adaptive_avg_pool2d(x, 1), [values(2, 3, 5, 4)])

for name, function in (
    ("relu", F.relu),
    ("leaky_relu", lambda x: F.leaky_relu(x, 0.125)),
    ("relu6", F.relu6),
    ("sigmoid", torch.sigmoid),
    ("tanh", torch.tanh),
    ("hardsigmoid", F.hardsigmoid),
    ("hardswish", F.hardswish),
):
    operator("activation." + name, function, [values(4, 25, scale=3.0)])

for name, function in (("add", torch.add), ("sub", torch.sub), ("mul", torch.mul), ("div", torch.div)):
    second = values(2, 3, 4, 4).detach()
    divisor = (second.sign() * (second.abs() + 0.5)).float().double().requires_grad_()
    operator(f"binary.{name}.same", function, [values(2, 3, 4, 4), divisor])
    channel = (values(3, 1, 1).detach().abs() + 0.5).float().double().requires_grad_()
    operator(f"binary.{name}.channel", function, [values(2, 3, 4, 4), channel])
operator("concat", lambda *parts: torch.cat(parts, 1), [values(2, 3, 4, 4), values(2, 1, 4, 4), values(2, 2, 4, 4)])
operator("softmax", lambda x: F.softmax(x, 1), [values(3, 7, scale=2.0)])
operator("log_softmax", lambda x: F.log_softmax(x, 1), [values(3, 7, scale=2.0)])
operator("reduce_mean", lambda x: x.mean((2, 3)), [values(2, 3, 5, 4)])

# A small residual network with a concatenated head, trained for some steps by each optimiser.
BATCH, STEPS, CLASSES = 4, 6, 5
SHAPES = {
    "w1": (6, 3, 3, 3), "b1": (6,),
    "w2": (6, 6, 3, 3), "b2": (6,),
    "w3": (CLASSES, 48), "b3": (CLASSES,),
}
INITIAL = {k: (torch.randn(*s, dtype=torch.float32) * (0.5 / math.sqrt(np.prod(s[1:]) if len(s) > 1 else 1))).double()
           for k, s in SHAPES.items()}
X = torch.randn(STEPS, BATCH, 3, 8, 8, dtype=torch.float32).double()
LABELS = torch.randint(0, CLASSES, (STEPS, BATCH))


def network(p, x):
    h = F.relu(F.conv2d(x, p["w1"], p["b1"], stride=2, padding=1))
    h = F.relu(h + F.conv2d(h, p["w2"], p["b2"], padding=1))
    h = torch.cat((F.max_pool2d(h, 2), F.avg_pool2d(h, 2)), 1)
    return F.linear(h.flatten(1), p["w3"], p["b3"])


TRAINING = {"x": stored(X), "labels": LABELS.numpy().astype(np.int64)}
for key, value in INITIAL.items():
    TRAINING["initial/" + key] = stored(value)


def train(name, schedule=None, **settings):
    p = {k: v.clone().requires_grad_() for k, v in INITIAL.items()}
    optimiser = torch.optim.SGD(p.values(), **settings)
    scheduler = schedule(optimiser) if schedule else None
    losses, rates = [], []
    for step in range(STEPS):
        optimiser.zero_grad()
        loss = F.cross_entropy(network(p, X[step]), LABELS[step])
        loss.backward()
        if name == "plain" and step == 0:
            for key, value in p.items():
                TRAINING["first_gradient/" + key] = stored(value.grad)
        rates.append(optimiser.param_groups[0]["lr"])
        losses.append(loss.item())
        optimiser.step()
        if scheduler:
            scheduler.step()
    TRAINING[name + "/loss"] = np.array(losses, dtype=np.float64)
    TRAINING[name + "/rate"] = np.array(rates, dtype=np.float64)
    for key, value in p.items():
        TRAINING[name + "/" + key] = stored(value)


train("plain", lr=0.1)
train("momentum", lr=0.05, momentum=0.9)
train("nesterov", lr=0.05, momentum=0.9, nesterov=True)
train("weight_decay", lr=0.1, momentum=0.5, weight_decay=0.05)
train("step", lambda o: torch.optim.lr_scheduler.StepLR(o, 2, 0.5), lr=0.2)
train("cosine", lambda o: torch.optim.lr_scheduler.CosineAnnealingLR(o, STEPS, 0.01), lr=0.2, momentum=0.9)

np.savez_compressed(os.path.join(HERE, "operators.npz"), **OPERATORS)
np.savez(os.path.join(HERE, "training.npz"), **TRAINING)

"""Writes the .onnx files of this folder with PyTorch's own exporters, and what PyTorch makes of two images into expected.json.

Run with PyTorch 1.13 (python3-torch of Debian 12): python3 make.py
Run with PyTorch 2.13 and onnxscript, it writes the same networks with the exporter of today: example-2.13.onnx with its weights in a file of
their own, as it does by default, and others with them inside.
The weights are drawn from a seed; nothing in the files comes from elsewhere.
"""

import json
from collections import OrderedDict

import torch
from torch import nn
from torch.nn import functional as F

torch.manual_seed(42)


class Example(nn.Module):
    """In the form of PyTorch's own MNIST example: functional calls, flatten, log_softmax."""

    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 4, 3, 1)
        self.conv2 = nn.Conv2d(4, 6, 3, 1)
        self.dropout = nn.Dropout(0.25)
        self.fc1 = nn.Linear(6 * 5 * 5, 16)
        self.fc2 = nn.Linear(16, 10)

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.conv1(x)), 2)
        x = F.max_pool2d(F.relu(self.conv2(x)), 2)
        x = self.dropout(torch.flatten(x, 1))
        return F.log_softmax(self.fc2(F.relu(self.fc1(x))), dim=1)


class View(nn.Module):
    """The shape worked out while running, as x.view(x.size(0), -1) does; no bias before normalization."""

    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(1, 5, 3, padding=1, bias=False)
        self.norm = nn.BatchNorm2d(5)
        self.fc1 = nn.Linear(5 * 14 * 14, 8, bias=False)
        self.norm1 = nn.BatchNorm1d(8)
        self.fc2 = nn.Linear(8, 10)

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.norm(self.conv(x))), 2)
        x = x.view(x.size(0), -1)
        return self.fc2(F.relu(self.norm1(self.fc1(x))))


class Normalized(nn.Module):
    """Normalizes pixels 0 to 255 itself, with the mean and deviation of MNIST."""

    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(1, 3, 5, padding=2)
        self.fc = nn.Linear(3 * 14 * 14, 10)

    def forward(self, x):
        x = (x / 255 - 0.1307) / 0.3081
        x = F.max_pool2d(torch.relu(self.conv(x)), 2, 2)
        return torch.softmax(self.fc(x.reshape(-1, 3 * 14 * 14)), dim=-1)


def mlp():
    layers = [("flatten", nn.Flatten()), ("fc1", nn.Linear(784, 12)), ("relu", nn.ReLU()), ("fc2", nn.Linear(12, 10))]
    return nn.Sequential(OrderedDict(layers))


class Block(nn.Module):
    """A basic block of a residual network, halving the image where it strides."""

    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride, padding=1, bias=False)
        self.norm1 = nn.BatchNorm2d(outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, padding=1, bias=False)
        self.norm2 = nn.BatchNorm2d(outputs)
        self.past = nn.Identity()
        if stride > 1:
            self.past = nn.Sequential(nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs))

    def forward(self, x):
        made = self.norm2(self.conv2(F.relu(self.norm1(self.conv1(x)))))
        return F.relu(made + self.past(x))


class Residual(nn.Module):
    def __init__(self):
        super().__init__()
        self.blocks = nn.Sequential(nn.Conv2d(1, 4, 3, 2, padding=1), Block(4, 4, 1), Block(4, 6, 2), nn.AdaptiveAvgPool2d(1))
        self.fc = nn.Linear(6, 10)

    def forward(self, x):
        return self.fc(torch.flatten(self.blocks(x), 1))


class Inverted(nn.Module):
    """An MBConv block of EfficientNet: expand, depthwise, squeeze and excite, project, add."""

    def __init__(self, channels, expanded, reduced):
        super().__init__()
        self.expand = nn.Conv2d(channels, expanded, 1)
        self.depthwise = nn.Conv2d(expanded, expanded, 5, padding=2, groups=expanded)
        self.squeeze = nn.Conv2d(expanded, reduced, 1)
        self.excite = nn.Conv2d(reduced, expanded, 1)
        self.project = nn.Conv2d(expanded, channels, 1)

    def forward(self, x):
        y = F.silu(self.depthwise(F.silu(self.expand(x))))
        gate = torch.sigmoid(self.excite(F.silu(self.squeeze(F.adaptive_avg_pool2d(y, 1)))))
        return x + self.project(y * gate)


class Mobile(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = nn.Conv2d(1, 6, 3, 2, padding=1)
        self.block = Inverted(6, 10, 3)
        self.fc = nn.Linear(6, 10)

    def forward(self, x):
        return self.fc(self.block(F.silu(self.stem(x))).mean([2, 3]))


def lstm():
    class Rows(nn.Module):
        def __init__(self):
            super().__init__()
            self.lstm = nn.LSTM(28, 4, batch_first=True)
            self.fc = nn.Linear(4, 10)

        def forward(self, x):
            return self.fc(self.lstm(x.squeeze(1))[0][:, -1])

    return Rows()


def images(count):
    """Bytes that are the same in every language."""
    pixels = [(at * at * 31 + (at >> 5) * 17) % 256 for at in range(count * 784)]
    return torch.tensor(pixels, dtype=torch.float32).reshape(count, 1, 28, 28)


def look_trained(model):
    for name, value in list(model.named_parameters()) + list(model.named_buffers()):
        if value.dtype != torch.float32:
            continue
        with torch.no_grad():
            if "norm" in name or "running" in name:
                value.add_(torch.rand_like(value) * 0.5)


def write(name, model, scale=255, **options):
    look_trained(model)
    model.eval()
    if TODAY:
        write_today(name, model)
    else:
        dynamic = {"input": {0: "batch"}, "output": {0: "batch"}} if options.pop("dynamic", True) else None
        names = {"input_names": ["input"], "output_names": ["output"], "dynamic_axes": dynamic}
        torch.onnx.export(model, torch.zeros(1, 1, 28, 28), f"{name}.onnx", **names, **options)
    with torch.no_grad():
        told = model(images(2) / scale)
    return [[round(value, 7) for value in row] for row in told.tolist()]


def write_today(name, model):
    """Without the notes on where each node came from, which name folders of the machine."""
    import onnx

    path = f"{name}-2.13.onnx"
    shapes = ({0: torch.export.Dim("batch")},)
    torch.onnx.export(model, (torch.zeros(2, 1, 28, 28),), path, dynamo=True, dynamic_shapes=shapes, external_data=name == "example")
    network = onnx.load(path, load_external_data=False)
    for part in [network, network.graph, *network.graph.node, *network.graph.value_info, *network.graph.input, *network.graph.output]:
        del part.metadata_props[:]
    with open(path, "wb") as file:
        file.write(network.SerializeToString())


TODAY = int(torch.__version__.split(".")[0]) >= 2
PRESERVED = {} if TODAY else {"training": torch.onnx.TrainingMode.PRESERVE, "do_constant_folding": False}
expected = {
    "example": write("example", Example()),
    "view": write("view", View(), **PRESERVED),
    "normalized": write("normalized", Normalized(), scale=1, opset_version=11),
    "residual": write("residual", Residual(), **PRESERVED),
    "mobile": write("mobile", Mobile()),
    "mlp": write("mlp", mlp(), dynamic=False, opset_version=9),
}
write("lstm", lstm())
if TODAY:
    with open("expected.json") as file:
        told = json.load(file)
    worst = max(abs(a - b) for name in told for one, two in zip(told[name], expected[name]) for a, b in zip(one, two))
    print("the largest difference to what is expected:", worst)
    raise SystemExit(worst > 1e-5)
with open("expected.json", "w") as file:
    json.dump(expected, file, indent=1)
    file.write("\n")

"""Networks of Tenfold's, as FOLDER/NAME.json describes them, in PyTorch."""
import json

from torch import nn


class Residual(nn.Module):
    """branch(x) + shortcut(x)"""

    def __init__(self, branch, shortcut):
        super().__init__()
        self.branch, self.shortcut = branch, shortcut

    def forward(self, x):
        return self.branch(x) + self.shortcut(x)


class SqueezeExcite(nn.Module):
    """x sigmoid(W2 silu(W1 mean(x)))"""

    def __init__(self, channels, reduced):
        super().__init__()
        self.gates = nn.Sequential(
            nn.AdaptiveAvgPool2d(1), nn.Conv2d(channels, reduced, 1), nn.SiLU(inplace=True), nn.Conv2d(reduced, channels, 1), nn.Sigmoid()
        )

    def forward(self, x):
        return x * self.gates(x)


def described(folder, name):
    """The network up to its logits, and what it takes: [height, width, channels]."""
    with open(f"{folder}/{name}.json") as file:
        network = json.load(file)
    height, width, channels = network["input"]
    layers, _ = chain(network["layers"], (channels, height, width))
    return layers, network["input"]


def chain(entries, shape):
    layers = []
    for at, entry in enumerate(entries):
        follower = entries[at + 1]["kind"] if at + 1 < len(entries) else None
        made, shape = layer(entry, shape, follower)
        layers += made
    return nn.Sequential(*layers), shape


def layer(entry, shape, follower):
    """In-place where nothing else reads the input, and no bias in front of batch normalization: the latter as PyTorch's tuning guide has it."""
    kind = entry["kind"]
    bias = follower != "batch_normalization"
    if kind in ("conv2d", "depthwise_conv2d"):
        channels, height, width = shape
        size, stride, same = entry["kernel"], entry.get("stride", 1), entry["padding"] == "same"
        filters = entry.get("filters", channels)
        padding = size // 2 if same else 0  # on both sides alike, where Tenfold's has an odd pixel at the end: the same work
        groups = channels if kind == "depthwise_conv2d" else 1
        side = lambda length: (length + 2 * padding - size) // stride + 1
        return [nn.Conv2d(channels, filters, size, stride, padding, groups=groups, bias=bias)], (filters, side(height), side(width))
    if kind == "batch_normalization":
        norm = nn.BatchNorm2d if len(shape) == 3 else nn.BatchNorm1d
        return [norm(shape[0], eps=entry["epsilon"], momentum=1 - entry["momentum"])], shape
    if kind == "relu":
        return [nn.ReLU(inplace=True)], shape
    if kind == "silu":
        return [nn.SiLU(inplace=True)], shape
    if kind == "max_pooling2d":
        return [nn.MaxPool2d(2)], (shape[0], shape[1] // 2, shape[2] // 2)
    if kind == "global_average_pooling2d":
        return [nn.AdaptiveAvgPool2d(1), nn.Flatten()], shape[:1]
    if kind == "flatten":
        return [nn.Flatten()], (shape[0] * shape[1] * shape[2],)
    if kind == "dense":
        return [nn.Linear(shape[0], entry["units"], bias=bias)], (entry["units"],)
    if kind == "dropout":
        return [nn.Dropout(entry["rate"])], shape
    if kind == "residual":
        branch, made = chain(entry["branch"], shape)
        shortcut = chain(entry["shortcut"], shape)[0] if "shortcut" in entry else nn.Identity()
        return [Residual(branch, shortcut)], made
    if kind == "squeeze_excite":
        return [SqueezeExcite(entry["channels"], entry["reduced"])], shape
    if kind == "softmax":
        return [], shape  # logits are learned from, and the softmax stands where answers are wanted
    raise ValueError(f"{kind}: this benchmark does not know that layer in PyTorch")

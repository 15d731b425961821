"""Writes Keras files of other versions as Keras itself lays them out, and what the networks in them say to two images into expected.json.

Keras is not needed: the layout follows keras/src/saving/saving_lib.py (.keras of Keras 3), the same file of Keras 2.13 (.keras with
_layer_checkpoint_dependencies) and keras/src/legacy/saving/legacy_h5_format.py (.h5 of Keras 2 and 3). PyTorch computes what is expected.

Run with PyTorch 1.13 and h5py 3.7 (python3-torch, python3-h5py of Debian 12): python3 older.py
The weights are drawn from a seed; nothing in the files comes from elsewhere.
"""

import io
import json
import zipfile

import h5py
import numpy as np
import torch
from torch import nn

torch.manual_seed(7)


def conv(filters, activation="linear", use_bias=True, padding="valid", **more):
    config = {"filters": filters, "kernel_size": [3, 3], "strides": [1, 1], "padding": padding, "data_format": "channels_last"}
    return "Conv2D", {**config, "dilation_rate": [1, 1], "groups": 1, "activation": activation, "use_bias": use_bias, **more}


def pool():
    config = {"pool_size": [2, 2], "padding": "valid", "strides": [2, 2], "data_format": "channels_last"}
    return "MaxPooling2D", config


def dense(units, activation="linear"):
    return "Dense", {"units": units, "activation": activation, "use_bias": True}


def norm(axis):
    return "BatchNormalization", {"axis": axis, "momentum": 0.9, "epsilon": 0.001, "center": True, "scale": True}


# Keras's own example of a simple convnet for MNIST, with fewer filters.
CONVNET = [conv(4, "relu"), pool(), conv(6, "relu"), pool(), ("Flatten", {}), ("Dropout", {"rate": 0.5}), dense(10, "softmax")]

NORMED = [
    ("Rescaling", {"scale": 1 / 255, "offset": 0.0}),
    conv(5, use_bias=False, padding="same"),
    norm([3]),
    ("Activation", {"activation": "relu"}),
    pool(),
    conv(4, padding="same"),
    norm(-1),
    ("ReLU", {"max_value": None, "negative_slope": 0.0, "threshold": 0.0}),
    pool(),
    ("Flatten", {}),
    dense(10),
]


SMALL = [
    conv(6, "swish", strides=[2, 2]),
    ("DepthwiseConv2D", {**conv(0)[1], "depth_multiplier": 1, "padding": "same"}),
    ("Activation", {"activation": "silu"}),
    ("SeparableConv2D", {**conv(5)[1], "depth_multiplier": 1}),
    ("GlobalAveragePooling2D", {"data_format": "channels_last", "keepdims": False}),
    dense(10, "softmax"),
]


def named(layers):
    """Keras's automatic names: conv2d, conv2d_1, ..."""
    snake = {"Conv2D": "conv2d", "MaxPooling2D": "max_pooling2d", "BatchNormalization": "batch_normalization", "ReLU": "re_lu"}
    snake |= {"DepthwiseConv2D": "depthwise_conv2d", "GlobalAveragePooling2D": "global_average_pooling2d", "SeparableConv2D": "separable_conv2d"}
    count = {}
    for kind, config in layers:
        base = snake.get(kind, kind.lower())
        number = count[base] = count.get(base, -1) + 1
        yield kind, base if number == 0 else f"{base}_{number}", config


def weights_and_network(layers):
    """Every layer's arrays as Keras has them, and the same network in PyTorch."""
    modules, arrays, channels, side = [], {}, 1, 28
    for kind, name, config in named(layers):
        if kind == "Rescaling":
            modules.append(Scale(config["scale"]))
        if kind == "Conv2D":
            same = config["padding"] == "same"
            stride = config["strides"][0]
            module = nn.Conv2d(channels, config["filters"], 3, stride, padding=1 if same else 0, bias=config["use_bias"])
            arrays[name] = [module.weight.permute(2, 3, 1, 0)] + ([module.bias] if config["use_bias"] else [])
            channels, side = config["filters"], side if same else (side - 3) // stride + 1
            modules.append(module)
        if kind == "DepthwiseConv2D":
            module = nn.Conv2d(channels, channels, 3, padding=1, groups=channels)
            arrays[name] = [module.weight.permute(2, 3, 0, 1), module.bias]
            modules.append(module)
        if kind == "SeparableConv2D":
            each = nn.Conv2d(channels, channels, 3, groups=channels, bias=False)
            module = nn.Conv2d(channels, config["filters"], 1)
            arrays[name] = [each.weight.permute(2, 3, 0, 1), module.weight.permute(2, 3, 1, 0), module.bias]
            channels, side = config["filters"], side - 2
            modules += [each, module]
        if kind == "GlobalAveragePooling2D":
            side = 1
            modules += [nn.AdaptiveAvgPool2d(1), nn.Flatten()]
        if kind == "BatchNormalization":
            module = nn.BatchNorm2d(channels, eps=config["epsilon"])
            for value in (module.weight, module.bias, module.running_mean, module.running_var):
                value.data.add_(torch.rand_like(value) * 0.5)
            arrays[name] = [module.weight, module.bias, module.running_mean, module.running_var]
            modules.append(module)
        if kind == "MaxPooling2D":
            side //= 2
            modules.append(nn.MaxPool2d(2))
        if kind == "Flatten":
            modules.append(ChannelsLast())
        if kind == "Dense":
            module = nn.Linear(channels * side * side, config["units"])
            arrays[name] = [module.weight.T, module.bias]
            modules.append(module)
        if "relu" in (kind.lower(), config.get("activation")):
            modules.append(nn.ReLU())
        if config.get("activation") in ("swish", "silu"):
            modules.append(nn.SiLU())
    modules.append(nn.Softmax(dim=1))
    numpy = {name: [np.ascontiguousarray(value.detach().numpy()) for value in values] for name, values in arrays.items()}
    return numpy, nn.Sequential(*modules).eval()


class Scale(nn.Module):
    def __init__(self, scale):
        super().__init__()
        self.scale = scale

    def forward(self, x):
        return x * self.scale


class ChannelsLast(nn.Module):
    def forward(self, x):
        return x.permute(0, 2, 3, 1).flatten(1)


def images(count):
    """Bytes that are the same in every language."""
    pixels = [(at * at * 31 + (at >> 5) * 17) % 256 for at in range(count * 784)]
    return torch.tensor(pixels, dtype=torch.float32).reshape(count, 1, 28, 28)


def told(network, scale):
    with torch.no_grad():
        return [[round(value, 7) for value in row] for row in network(images(2) / scale).tolist()]


def write_keras(path, layers, arrays, root):
    """.keras: a zip of metadata.json, config.json and model.weights.h5 with vars by number."""
    entries = [{"module": "keras.layers", "class_name": "InputLayer", "config": {"batch_shape": [None, 28, 28, 1], "dtype": "float32", "name": "input_layer"}, "registered_name": None}]
    for kind, name, config in named(layers):
        entries.append({"module": "keras.layers", "class_name": kind, "config": {"name": f"my_{name}", "trainable": True, **config}, "registered_name": None})
    model = {"module": "keras", "class_name": "Sequential", "config": {"name": "sequential", "trainable": True, "layers": entries, "build_input_shape": [None, 28, 28, 1]}}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("metadata.json", json.dumps({"keras_version": "3.6.0", "date_saved": "2024-11-01@12:00:00"}))
        archive.writestr("config.json", json.dumps({**model, "registered_name": None}))
        buffer = io.BytesIO()
        with h5py.File(buffer, "w") as h5:
            h5.create_group("vars")
            for kind, name, _ in named(layers):
                group = h5.create_group(f"{root}/{name}").create_group("vars")
                for number, value in enumerate(arrays.get(name, [])):
                    group[str(number)] = value
        archive.writestr("model.weights.h5", buffer.getvalue())


def write_h5(path, layers, arrays):
    """.h5: the config as an attribute, the arrays by layer and name; the shape of the input in the first layer, as in Keras 2.0."""
    entries = []
    for number, (kind, name, config) in enumerate(named(layers)):
        first = {"batch_input_shape": [None, 28, 28, 1]} if number == 0 else {}
        entries.append({"class_name": kind, "config": {"name": name, "trainable": True, **first, **config}})
    parts = {"Conv2D": ["kernel", "bias"], "Dense": ["kernel", "bias"]}
    with h5py.File(path, "w") as h5:
        h5.attrs["keras_version"] = b"2.4.0"
        h5.attrs["backend"] = b"tensorflow"
        h5.attrs["model_config"] = json.dumps({"class_name": "Sequential", "config": {"name": "sequential", "layers": entries}}).encode("utf8")
        group = h5.create_group("model_weights")
        group.attrs["layer_names"] = [name.encode("utf8") for _, name, _ in named(layers)]
        group.attrs["backend"] = b"tensorflow"
        group.attrs["keras_version"] = b"2.4.0"
        for kind, name, _ in named(layers):
            mine = group.create_group(name)
            names = parts.get(kind, ["gamma", "beta", "moving_mean", "moving_variance"])
            names = [f"{name}/{part}:0" for part, _ in zip(names, arrays.get(name, []))]
            mine.attrs["weight_names"] = [one.encode("utf8") for one in names]
            for one, value in zip(names, arrays.get(name, [])):
                mine.create_dataset(one, value.shape, dtype=value.dtype)[...] = value


def write_unwritten(path):
    """Hostile: a kernel of 40 GB that was never written, in a file of a few kilobytes."""
    layer = {"class_name": "Dense", "config": {"name": "d", "batch_input_shape": [None, 4], "units": 3, "activation": "linear"}}
    with h5py.File(path, "w") as h5:
        h5.attrs["model_config"] = json.dumps({"class_name": "Sequential", "config": {"layers": [layer]}}).encode("utf8")
        group = h5.create_group("model_weights/d")
        group.attrs["weight_names"] = [b"kernel", b"bias"]
        group.create_dataset("kernel", (100000, 100000), dtype="float32", chunks=(100, 100))
        group["bias"] = np.zeros(3, np.float32)


write_unwritten("unwritten.h5")
convnet, network = weights_and_network(CONVNET)
normed, normed_network = weights_and_network(NORMED)
write_keras("convnet.keras", CONVNET, convnet, "layers")
write_keras("convnet-2.13.keras", CONVNET, convnet, "_layer_checkpoint_dependencies")
write_h5("convnet.h5", CONVNET, convnet)
write_keras("normed.keras", NORMED, normed, "layers")
write_h5("normed.h5", NORMED, normed)
small, small_network = weights_and_network(SMALL)
write_keras("small.keras", SMALL, small, "layers")
with open("expected.json", "w") as file:
    json.dump({"convnet": told(network, 255), "normed": told(normed_network, 1), "small": told(small_network, 255)}, file, indent=1)
    file.write("\n")

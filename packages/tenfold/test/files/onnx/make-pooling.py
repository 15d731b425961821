"""Writes pooling.onnx with PyTorch's exporter, and what PyTorch makes of two images into pooling.json: pooling by windows of every kind
that PyTorch has, and the forms of ReLU.

Run with PyTorch 2.13, onnx 1.23 and onnxscript 0.7: python3 make-pooling.py
The weights are drawn from a seed; nothing in the files comes from elsewhere.
"""

import json

import onnx
import torch
from torch import nn

torch.manual_seed(42)

network = nn.Sequential(
    *[nn.Conv2d(1, 6, 3), nn.LeakyReLU(0.1), nn.MaxPool2d(3, 2, ceil_mode=True)],  # 28, 26, 13: the last window is cut off
    *[nn.Conv2d(6, 6, 3, padding=1), nn.ReLU6(), nn.AvgPool2d(3, 2, padding=1)],  # 7, its padding counted
    *[nn.Conv2d(6, 6, 1), nn.Tanh(), nn.AvgPool2d(2, ceil_mode=True)],  # 4, what is cut off not counted
    *[nn.Conv2d(6, 6, 1), nn.Hardtanh(0, 1), nn.AvgPool2d(3, 2, padding=1, count_include_pad=False)],  # 2
    *[nn.MaxPool2d(3, 1, padding=1), nn.AdaptiveMaxPool2d(1), nn.Flatten(), nn.Linear(6, 10)],
)
with torch.no_grad():
    for weight in network.parameters():
        weight.copy_(torch.randn_like(weight) * (0.6 if weight.dim() > 1 else 0.2))

at = torch.arange(2 * 784)
images = ((at * at * 31 + (at // 32) * 17) % 256).float().reshape(2, 1, 28, 28) / 255
network.eval()
batch = torch.export.Dim("batch")
torch.onnx.export(network, (images,), "pooling.onnx", dynamo=True, dynamic_shapes=({0: batch},), external_data=False)
model = onnx.load("pooling.onnx")
for node in model.graph.node:
    del node.metadata_props[:]  # where in which file each was made
onnx.save(model, "pooling.onnx")
with torch.no_grad():
    scores = network(images)
with open("pooling.json", "w") as file:
    json.dump(scores.tolist(), file)

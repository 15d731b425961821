"""Writes known-film.onnx with PyTorch's exporter of today and known-beside.onnx with the one before: networks that take numbers beside the images, and what they make of two images and
rows of numbers into known.json.

Run with PyTorch 2.13, onnx and onnxscript. The weights are drawn from a seed; nothing in the files comes from elsewhere.
"""

import json

import torch
from torch import nn
from torch.nn import functional as F

torch.manual_seed(7)


class Film(nn.Module):
    """A region as a number of the context, looked up, beside an age; scales and shifts of channels from one layer, parted by chunk()."""

    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(1, 4, 3)
        self.region = nn.Embedding(3, 2)
        self.hidden = nn.Linear(3, 6)
        self.film = nn.Linear(6, 8)
        self.fc = nn.Linear(4 * 6 * 6, 10)

    def forward(self, images, known):
        x = F.max_pool2d(F.relu(self.conv(images)), 4)
        c = torch.cat([self.region(known[:, 0].long()), known[:, 1:2]], 1)
        scale, shift = self.film(F.relu(self.hidden(c)))[:, :, None, None].chunk(2, 1)
        return self.fc(torch.flatten(x * (1 + scale) + shift, 1))


class Beside(nn.Module):
    """Two inputs beside the images, the one of whole numbers; they stand before and behind flattened channels, and gate what is made of them."""

    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(1, 3, 5, 2)
        self.pen = nn.Embedding(4, 3)
        self.age = nn.Linear(2, 2)
        self.fc1 = nn.Linear(3 * 6 * 6 + 5, 9)
        self.gate = nn.Linear(2, 9)
        self.fc2 = nn.Linear(9, 10)

    def forward(self, images, pen, years):
        x = torch.flatten(F.max_pool2d(torch.tanh(self.conv(images)), 2), 1)
        x = F.relu(self.fc1(torch.cat([self.pen(pen), x, torch.sigmoid(self.age(years))], 1)))
        return self.fc2(x * torch.sigmoid(self.gate(years)))


pixels = torch.tensor([(at * at * 31 + (at >> 5) * 17) % 256 for at in range(2 * 784)], dtype=torch.float32)
images = pixels.reshape(2, 1, 28, 28) / 255
film = (images, torch.tensor([[2.0, 0.5], [1.0, -1.5]]))
beside = (images, torch.tensor([3, 1]), torch.tensor([[0.25, -1.0], [2.0, 0.5]]))

film_network, beside_network = Film().eval(), Beside().eval()
names = ["images", "known"]
dynamic = tuple({0: torch.export.Dim("batch")} for _ in names)
torch.onnx.export(film_network, film, "known-film.onnx", input_names=names, dynamic_shapes=dynamic, dynamo=True, external_data=False)
names = ["images", "pen", "years"]
batch = {one: {0: "batch"} for one in names}
torch.onnx.export(beside_network, beside, "known-beside.onnx", input_names=names, dynamic_axes=batch, dynamo=False, opset_version=17)

with torch.no_grad():
    expected = {"known-film": film_network(*film).tolist(), "known-beside": beside_network(*beside).tolist()}
with open("known.json", "w") as file:
    json.dump(expected, file)

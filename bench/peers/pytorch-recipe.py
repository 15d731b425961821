"""The seed recipe in PyTorch, up to an accuracy on validation images: a JSON line an epoch.

Rotation, shifts and zoom are those of the recipe, drawn for each image and warped a batch at a time (affine_grid, grid_sample).

usage: python3 pytorch-recipe.py FOLDER THREADS EPOCHS ACCURACY
"""
import json
import math
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F

folder, threads, epochs, wanted = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4])
torch.set_num_threads(threads)
torch.manual_seed(42)
BATCH = 64


def block(inputs, outputs):
    return [nn.Conv2d(inputs, outputs, 3, padding=1), nn.BatchNorm2d(outputs, eps=1e-3, momentum=0.01), nn.ReLU(inplace=True)]


def classic():
    network = nn.Sequential(
        *block(1, 32), *block(32, 32), nn.MaxPool2d(2), nn.Dropout(0.25),
        *block(32, 64), *block(64, 64), nn.MaxPool2d(2), nn.Dropout(0.25),
        *block(64, 128), nn.MaxPool2d(2), nn.Dropout(0.25),
        nn.Flatten(), nn.Linear(1152, 128), nn.BatchNorm1d(128, eps=1e-3, momentum=0.01), nn.ReLU(inplace=True), nn.Dropout(0.5),
        nn.Linear(128, 10),
    )
    for layer in network:
        if isinstance(layer, (nn.Conv2d, nn.Linear)):
            nn.init.xavier_uniform_(layer.weight)
            nn.init.zeros_(layer.bias)
    return network


def read(name):
    with open(f"{folder}/{name}.images", "rb") as file:
        images = torch.frombuffer(bytearray(file.read()), dtype=torch.uint8).reshape(-1, 1, 28, 28).float() / 255
    with open(f"{folder}/{name}.labels", "rb") as file:
        return images, torch.frombuffer(bytearray(file.read()), dtype=torch.uint8).long()


def warped(images):
    n = len(images)
    angle = (torch.rand(n) * 2 - 1) * math.radians(10)
    zoom = 1 + (torch.rand(n, 2) * 2 - 1) * 0.1
    shift = (torch.rand(n, 2) * 2 - 1) * 0.1 * 2  # affine_grid's coordinates run from -1 to 1
    cos, sin = angle.cos(), angle.sin()
    theta = torch.stack([cos * zoom[:, 0], -sin * zoom[:, 1], shift[:, 0], sin * zoom[:, 0], cos * zoom[:, 1], shift[:, 1]], 1)
    return F.grid_sample(images, F.affine_grid(theta.reshape(n, 2, 3), images.shape, align_corners=False), align_corners=False)


def validate(network, images, labels):
    network.eval()
    right, loss = 0, 0.0
    with torch.inference_mode():
        for start in range(0, len(images), 256):
            logits = network(images[start : start + 256])
            right += (logits.argmax(1) == labels[start : start + 256]).sum().item()
            loss += F.cross_entropy(logits, labels[start : start + 256], reduction="sum").item()
    return right / len(images), loss / len(images)


images, labels = read("training")
held, held_labels = read("validation")
network = classic()
optimizer = torch.optim.Adam(network.parameters(), lr=1e-3, eps=1e-7)
schedule = torch.optim.lr_scheduler.ExponentialLR(optimizer, 0.95)
for epoch in range(1, epochs + 1):
    start = time.perf_counter()
    network.train()
    for batch in torch.randperm(len(images)).split(BATCH):
        optimizer.zero_grad(set_to_none=True)
        F.cross_entropy(network(warped(images[batch])), labels[batch]).backward()
        optimizer.step()
    schedule.step()
    accuracy, loss = validate(network, held, held_labels)
    print(json.dumps({"epoch": epoch, "seconds": time.perf_counter() - start, "accuracy": accuracy, "loss": loss}), flush=True)
    if accuracy >= wanted:
        break

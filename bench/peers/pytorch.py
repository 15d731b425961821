"""The classic network in PyTorch: milliseconds of training steps and of inference, as JSON lines.

usage: python3 pytorch.py THREADS STEPS FOLDER
"""
import resource
import sys

import torch
from timing import tell, times_of
from torch import nn

threads, steps, folder = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
torch.set_num_threads(threads)
torch.manual_seed(42)


def block(inputs, outputs):
    return [nn.Conv2d(inputs, outputs, 3, padding=1), nn.BatchNorm2d(outputs, eps=1e-3, momentum=0.01), nn.ReLU(inplace=True)]


def classic():
    return nn.Sequential(
        *block(1, 32), *block(32, 32), nn.MaxPool2d(2), nn.Dropout(0.25),
        *block(32, 64), *block(64, 64), nn.MaxPool2d(2), nn.Dropout(0.25),
        *block(64, 128), nn.MaxPool2d(2), nn.Dropout(0.25),
        nn.Flatten(), nn.Linear(1152, 128), nn.BatchNorm1d(128, eps=1e-3, momentum=0.01), nn.ReLU(inplace=True), nn.Dropout(0.5),
        nn.Linear(128, 10),
    )


with open(f"{folder}/pictures.f32", "rb") as file:
    images = torch.frombuffer(bytearray(file.read()), dtype=torch.float32).reshape(-1, 1, 28, 28)
labels = torch.arange(len(images)) % 10
network = classic()
optimizer = torch.optim.Adam(network.parameters(), lr=1e-3, eps=1e-7)
criterion = nn.CrossEntropyLoss()


def train():
    optimizer.zero_grad(set_to_none=True)
    criterion(network(images), labels).backward()
    optimizer.step()


tell(what="version", version=torch.__version__)
tell(what="train", ms=times_of(train, steps))
tell(what="memory", megabytes=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6)
network.eval()
with torch.inference_mode():
    tell(what="infer", ms=times_of(lambda: network(images).softmax(1), steps))
    one = images[:1].clone()
    tell(what="one", ms=times_of(lambda: network(one).softmax(1), steps * 10, 40))

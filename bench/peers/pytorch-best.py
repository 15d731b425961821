"""A network in PyTorch with whatever makes it fastest here: milliseconds of training steps and of inference, as JSON lines.

usage: python3 pytorch-best.py THREADS STEPS FOLDER NETWORK float32|bf16 [train]

Of what PyTorch's tuning guide (https://docs.pytorch.org/tutorials/recipes/recipes/tuning_guide.html) advises these are tried, each way for some
steps, and the fastest of each measure is timed: channels_last, no bias before batch normalization, gradients set to none, torch.compile, bf16 by
autocast; beside them Adam's foreach and fused (its docstring) and, for inference, folded batch normalization with frozen weights. Not tried, though
the guide has them: threads bound to cores, libiomp, other allocators, oneDNN Graph. What was fastest is kept in FOLDER for the next rounds of the same run.
"""
import contextlib
import copy
import json
import os
import resource
import sys
import warnings

import torch
from described import described
from timing import median_of, tell, times_of
from torch import nn
from torch.fx.experimental.optimization import fuse

warnings.filterwarnings("ignore")
threads, steps, folder, name, precision = int(sys.argv[1]), int(sys.argv[2]), *sys.argv[3:6]
only_training = "train" in sys.argv[6:]
torch.set_num_threads(threads)
torch.set_flush_denormal(True)
torch.manual_seed(42)

bare, (height, width, channels) = described(folder, name)
if (height, width, channels) == (28, 28, 1):
    with open(f"{folder}/pictures.f32", "rb") as file:
        pictures = torch.frombuffer(bytearray(file.read()), dtype=torch.float32).reshape(-1, 1, 28, 28)
else:
    pictures = torch.rand(128, channels, height, width)
labels = torch.arange(len(pictures)) % 10
lines = name == "line"  # learned by connectionist temporal classification, six digits each
texts = torch.arange(len(pictures) * 6).reshape(-1, 6) % 10
layouts = {"NCHW": torch.contiguous_format, "channels_last": torch.channels_last}


def lower():
    return torch.autocast("cpu", torch.bfloat16) if precision == "bf16" else contextlib.nullcontext()


def loss_of(logits):
    if not lines:
        return nn.functional.cross_entropy(logits.float(), labels)
    frames = logits.float().squeeze(2).permute(2, 0, 1).log_softmax(2)  # [time, batch, classes]
    full = lambda count: torch.full((len(pictures),), count, dtype=torch.long)
    return nn.functional.ctc_loss(frames, texts, full(frames.shape[0]), full(6), blank=frames.shape[2] - 1)


def training_step(layout, adam, compiled):
    network = copy.deepcopy(bare).to(memory_format=layouts[layout]).train()
    inputs = pictures.to(memory_format=layouts[layout])
    optimizer = torch.optim.Adam(network.parameters(), lr=1e-3, eps=1e-7, **{adam: True})

    def forward():
        with lower():
            return loss_of(network(inputs))

    run = torch.compile(forward) if compiled else forward

    def step():
        optimizer.zero_grad(set_to_none=True)
        run().backward()
        optimizer.step()

    return step


def answering(way, layout):
    """A function of pictures; batch normalization is folded into convolutions in all ways."""
    network = copy.deepcopy(bare).eval()
    network = fuse(network)
    if precision == "bf16":
        network = network.bfloat16()
    network = network.to(memory_format=layouts[layout])
    cast = (lambda x: x.bfloat16()) if precision == "bf16" else (lambda x: x)
    if way == "frozen":
        example = cast(pictures).to(memory_format=layouts[layout])
        network = torch.jit.optimize_for_inference(torch.jit.freeze(torch.jit.trace(network, example)))
    whole = lambda x: network(cast(x)).float().softmax(1)
    return torch.compile(whole) if way == "compiled" else whole


def fastest(ways, make, measure):
    """The fastest way and its time; a way that does not work here is none."""
    found = {}
    for way in ways:
        try:
            run = make(*way)
            found[way] = measure(run)
        except Exception as error:  # as torch.compile without a compiler
            print(f"{name}, {precision}, {way}: {str(error).splitlines()[0] if str(error) else type(error).__name__}", file=sys.stderr)
        torch.compiler.reset()
    if not found:
        raise RuntimeError(f"{name}, {precision}: none of the ways to run it works here")
    return min(found, key=found.get)


def chosen(what, search):
    """What was fastest of an earlier round, or now."""
    path = f"{folder}/pytorch-{name}-{precision}-{threads}-{what}.json"
    if not os.path.exists(path):
        found = search()
        with open(path, "w") as file:
            json.dump(found, file)
    with open(path) as file:
        return tuple(json.load(file))


def training_choice():
    quick = lambda run: median_of(times_of(run, 6, 3))
    eager = [(layout, adam, False) for layout in layouts for adam in ("foreach", "fused")]
    best = fastest(eager, training_step, quick)
    return fastest([best, *((layout, best[1], True) for layout in layouts)], training_step, quick)


def inference_choice(x, count):
    ways = [(way, layout) for way in ("eager", "frozen", "compiled") for layout in layouts]
    return fastest(ways, lambda *way: (lambda run: lambda: run(x.to(memory_format=layouts[way[1]])))(answering(*way)),
                   lambda run: median_of(times_of(run, count, 4)))


def told(layout, adam, compiled):
    return f"{layout}, {adam} Adam{', torch.compile' if compiled else ''}"


tell(what="version", version=torch.__version__)
way = chosen("train", training_choice)
settings = {"train": told(*way)}
tell(what="train", ms=times_of(training_step(*way), steps))
tell(what="memory", megabytes=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6)
if not only_training:
    with torch.inference_mode():
        for what, x, count, warm_up in (("infer", pictures, steps, 4), ("one", pictures[:1].clone(), steps * 10, 40)):
            way = chosen(what, lambda: inference_choice(x, min(count, 12)))
            settings[what] = " ".join(way[::-1]) if way[0] != "eager" else f"{way[1]}, eager"
            run = answering(*way)
            x = x.to(memory_format=layouts[way[1]])
            tell(what=what, ms=times_of(lambda: run(x), count, warm_up))
tell(what="settings", **settings)

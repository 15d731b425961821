// What Tenfold wants to reach on two threads, and what a run measured. Ratios are of one run; everything else is of this machine.

import { ratioOf, summaryOf } from "./statistics.js";

/** Rows of the table: `measured` is undefined where a contestant is missing. */
export function targetRows({ times, alone }) {
  const ratio = (slow, fast, what) => {
    const [a, b] = [times[slow]?.[what], times[fast]?.[what]];
    return a && b && ratioOf(a, b);
  };
  const one = times.tenfold?.one;
  const [float32, bf16] = ["pytorch, float32 at its best", "pytorch, bf16 at its best"];
  const start = alone && ratioOf(alone.starts, alone.nodes);
  return [
    atLeast("training step, against PyTorch's best float32", "x", ratio(float32, "tenfold", "train"), 1.7, 2),
    atLeast("training step, against PyTorch's best bf16", "x", ratio(bf16, "tenfold", "train"), 1, 1.2),
    atLeast(
      "training step on 1 thread, against PyTorch's best float32",
      "x",
      ratio(`${float32}, 1 thread`, "tenfold, 1 thread", "train"),
      1.6,
      2,
    ),
    atLeast("training, 2 threads against 1", "x", ratio("tenfold, 1 thread", "tenfold", "train"), 1.85, 1.95),
    atLeast("inference, against PyTorch's best float32", "x", ratio(float32, "tenfold", "infer"), 1.5, 2),
    atLeast("inference, against PyTorch's best bf16", "x", ratio(bf16, "tenfold", "infer"), 0.75, 1),
    atLeast("inference, against onnxruntime-web", "x", ratio("onnxruntime-web", "tenfold", "infer"), 3, 5),
    atLeast("inference, against onnxruntime-node", "x", ratio("onnxruntime-node", "tenfold", "infer"), 1, 1.2),
    atLeast("one image, against onnxruntime-node", "x", ratio("onnxruntime-node", "tenfold", "one"), 0.6, 1),
    atMost("one image, warm", "ms", one && summaryOf(one.flat()), 0.6, 0.27),
    atMost("augmentation, share of a step", "%", alone && percent(alone.augmentation), 6, 3),
    atMost("peak memory of a training process", "MB", alone?.memory, 250, 200),
    atMost("memory of a process that reads one image", "MB", alone?.startMemory, 90, 75),
    atMost("process start to first prediction", "ms", alone?.startUp, 130, 100),
    atMost("the same, against Node's own start", "x", start, 2.5, 2),
    atMost("event-loop delay while 64 pictures are read by workers, 99th percentile", "ms", alone?.readersDelay, 20, 5),
    atMost("library, minified and gzipped", "kB", alone?.size, 120, 80),
  ];
}

function atLeast(what, unit, measured, target, stretch) {
  return {
    what,
    unit,
    measured,
    target,
    stretch,
    sign: "≥",
    verdict: verdict(measured, (goal) => measured.median >= goal, target, stretch),
  };
}

function atMost(what, unit, measured, target, stretch) {
  return {
    what,
    unit,
    measured,
    target,
    stretch,
    sign: "<",
    verdict: verdict(measured, (goal) => measured.median < goal, target, stretch),
  };
}

function verdict(measured, reaches, target, stretch) {
  if (!measured) return "not measured";
  if (reaches(stretch)) return "stretch reached";
  return reaches(target) ? "reached" : "missed";
}

function percent({ median, low, high, count }) {
  return { median: median * 100, low: low * 100, high: high * 100, count };
}

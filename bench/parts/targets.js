// What Tenfold wants to reach on two threads, and what a run measured. Ratios are of one run; everything else is of this machine.

import { ratioOf, summaryOf } from "./statistics.js";

/** Rows of the table: `measured` is undefined where a contestant is missing. */
export function targetRows({ times, alone }) {
  const ratio = (slow, fast, what) => {
    const [a, b] = [times[slow]?.[what], times[fast]?.[what]];
    return a && b && ratioOf(a, b);
  };
  const one = times.tenfold?.one;
  return [
    atLeast("training step, against PyTorch", "x", ratio("pytorch", "tenfold", "train"), 1.7, 2.2),
    atLeast("training step on 1 thread, against PyTorch", "x", ratio("pytorch, 1 thread", "tenfold, 1 thread", "train"), 1.7, 2.2),
    atLeast("training, 2 threads against 1", "x", ratio("tenfold, 1 thread", "tenfold", "train"), 1.85, 1.95),
    atLeast("inference, against onnxruntime-web", "x", ratio("onnxruntime-web", "tenfold", "infer"), 3, 5),
    atLeast("inference, against onnxruntime-node", "x", ratio("onnxruntime-node", "tenfold", "infer"), 0.7, 1),
    atMost("one image, warm", "ms", one && summaryOf(one.flat()), 0.6, 0.27),
    atMost("augmentation, share of a step", "%", alone && percent(alone.augmentation), 6, 3),
    atMost("peak memory of a training process", "MB", alone?.memory, 600, 350),
    atMost("process start to first prediction", "ms", alone?.startUp, 250, 120),
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

// Who takes part. Tenfold's own come first: the others are compared with the one that has as many threads.

import { spawnSync } from "node:child_process";
import { join } from "node:path";

const tenfold = { family: "tenfold", program: "contestants/tenfold.js" };
const pytorch = { family: "pytorch", program: "peers/pytorch.py", module: "torch" };
const keras = { family: "keras", program: "peers/keras-on-tensorflow.py", module: "keras" };

export const contestants = [
  { ...tenfold, name: "tenfold", threads: 2 },
  { ...tenfold, name: "tenfold, plain SIMD", threads: 2, build: "plain" },
  { ...pytorch, name: "pytorch", threads: 2 },
  { ...keras, name: "keras", threads: 2 },
  { family: "onnxruntime-node", name: "onnxruntime-node", program: "peers/onnxruntime-node.js", threads: 2 },
  { family: "onnxruntime-web", name: "onnxruntime-web", program: "peers/onnxruntime-web.js", threads: 2 },
  { family: "tensorflow.js", name: "tensorflow.js, wasm", program: "peers/tensorflow.js", threads: 1 },
  { ...tenfold, name: "tenfold, 1 thread", threads: 1 },
  { ...pytorch, name: "pytorch, 1 thread", threads: 1 },
  { ...keras, name: "keras, 1 thread", threads: 1 },
];

/** The Tenfold that a contestant is compared with. */
export function rivalOf({ threads }) {
  return threads === 1 ? "tenfold, 1 thread" : "tenfold";
}

/** The command that runs a contestant's program; `pythons` gives the Python that has a module. */
export function commandOf(bench, { program, threads, build, module }, { steps, folder, pythons }) {
  const args = [join(bench, program), threads, steps, folder, ...(build ? [build] : [])].map(String);
  return [module ? pythons(module) : process.execPath, args];
}

/** Finds a Python that has a module, once for each. The system's own is tried, too: another one often stands before it. */
export function pythonsFrom(asked) {
  const found = new Map();
  return (module) => {
    if (!found.has(module)) found.set(module, pythonWith(module, asked));
    return found.get(module);
  };
}

function pythonWith(module, asked) {
  const hasIt = (python) => spawnSync(python, ["-c", `import ${module}`], { timeout: 60_000 }).status === 0;
  return (asked ? [asked] : ["python3", "/usr/bin/python3"]).find(hasIt) ?? asked ?? "python3";
}

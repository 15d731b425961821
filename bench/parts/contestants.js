// Who takes part. Tenfold's own come first: the others are compared with the one that has as many threads.

import { join } from "node:path";

const tenfold = { family: "tenfold", program: "contestants/tenfold.js" };
const pytorch = { family: "pytorch", program: "peers/pytorch.py", module: "torch" };
/** Trying what is fastest, and compiling some of it, takes minutes in the first round. */
const best = { family: "pytorch", program: "peers/pytorch-best.py", module: "torch", timeoutMs: 1_800_000 };
const float32 = { ...best, words: ["classic", "float32"] };
const bf16 = { ...best, words: ["classic", "bf16"] };
const keras = { family: "keras", program: "peers/keras-on-tensorflow.py", module: "keras" };

export const contestants = [
  { ...tenfold, name: "tenfold", threads: 2 },
  { ...tenfold, name: "tenfold, plain SIMD", threads: 2, build: "plain" },
  { ...pytorch, name: "pytorch", threads: 2 },
  { ...float32, name: "pytorch, float32 at its best", threads: 2 },
  { ...bf16, name: "pytorch, bf16 at its best", threads: 2 },
  { ...keras, name: "keras", threads: 2 },
  { family: "onnxruntime-node", name: "onnxruntime-node", program: "peers/onnxruntime-node.js", threads: 2 },
  { family: "onnxruntime-node", name: "onnxruntime-node, int8", program: "peers/onnxruntime-node-int8.js", threads: 2 },
  { family: "onnxruntime-web", name: "onnxruntime-web", program: "peers/onnxruntime-web.js", threads: 2 },
  { family: "tensorflow.js", name: "tensorflow.js, wasm", program: "peers/tensorflow.js", threads: 1 },
  { ...tenfold, name: "tenfold, 1 thread", threads: 1 },
  { ...pytorch, name: "pytorch, 1 thread", threads: 1 },
  { ...float32, name: "pytorch, float32 at its best, 1 thread", threads: 1 },
  { ...bf16, name: "pytorch, bf16 at its best, 1 thread", threads: 1 },
  { ...keras, name: "keras, 1 thread", threads: 1 },
];

/** The training step of the other architectures, each beside PyTorch's. */
export const otherNetworks = ["simple", "lenet5", "fast", "mobile", "resnet", "efficientnet", "accurate", "line"].flatMap((network) => [
  { ...tenfold, name: network, program: "contestants/network.js", threads: 2, words: [network] },
  { ...best, name: `${network}, pytorch`, threads: 2, words: [network, "float32", "train"] },
]);

/** The Tenfold that a contestant is compared with. */
export function rivalOf({ threads }) {
  return threads === 1 ? "tenfold, 1 thread" : "tenfold";
}

/** The command that runs a contestant's program; `pythons` gives the Python that has a module. */
export function commandOf(bench, { program, threads, build, words = [], module }, { steps, folder, pythons }) {
  const args = [join(bench, program), threads, steps, folder, ...(build ? [build] : []), ...words].map(String);
  return [module ? pythons(module) : process.execPath, args];
}

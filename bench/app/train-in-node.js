// The training of Teach in this process, by the same program: node bench/app/train-in-node.js '{ "network": …, "limit": …, "epochs": …, "threads": …, "build": … }' MODEL
// Prints the seconds of its epochs, and writes the model's file.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { mnist } from "../../packages/tenfold/dist/node/index.js";

const root = join(import.meta.dirname, "../..");
const [wanted, to] = process.argv.slice(2);
const { network, limit, epochs, threads, build: kernels } = JSON.parse(wanted);
const teach = join(root, "packages/web/src/teach");
const { trainNetwork } = await bundled(join(teach, "train-network.ts"));
const { orderedPreset, presetOf, textOf } = await bundled(join(teach, "preset-choice.ts"));
const preset = orderedPreset({ network, own: "", limit: "", ...textOf(presetOf(network)), epochs: String(epochs) });
let best;
let seconds = 0;
const outcome = await trainNetwork({ preset, limit }, await mnist(), {
  threads,
  build: kernels,
  signal: new AbortController().signal,
  resume: undefined,
  keep: { where: "nowhere", write: async () => {} },
  best: {
    where: "here",
    write: async (bytes) => {
      best = bytes;
    },
    read: async () => best,
  },
  onBegin() {},
  onBatch() {},
  onEpochs: (all) => {
    seconds = all.reduce((sum, epoch) => sum + epoch.seconds, 0);
  },
  onJudging() {},
});
writeFileSync(to, outcome.model);
console.log(JSON.stringify({ seconds }));

/** A file of the app for Node, over the library as it is built. */
async function bundled(file) {
  const folder = mkdtempSync(join(tmpdir(), "tenfold-bench-app-"));
  const library = { path: pathToFileURL(join(root, "packages/tenfold/dist/index.js")).href, external: true };
  const outfile = join(folder, "bundled.mjs");
  const ours = { name: "ours", setup: ({ onResolve }) => onResolve({ filter: /^tenfold$/ }, () => library) };
  await build({ entryPoints: [file], bundle: true, platform: "node", format: "esm", outfile, plugins: [ours], logLevel: "error" });
  try {
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

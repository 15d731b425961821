// node bench/recipe.js: the seed recipe from end to end, here and in PyTorch, epoch by epoch: seconds, and accuracy on validation images.

import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { percent } from "../packages/tenfold/dist/index.js";
import { machine } from "./parts/machine.js";
import { pythonsFrom } from "./parts/python-peers.js";

const help = `usage: node bench/recipe.js [options]

Trains classic by the seed recipe on 48,000 images of MNIST, validates on 12,000, and stops when the validation accuracy is reached.

  --accuracy A    where to stop, 0..1 (0.994)
  --epochs N      at most (40)
  --threads N     (2)
  --only NAME     tenfold or pytorch
  --python PATH   the Python that has PyTorch (on Debian: apt install python3-torch)
`;

const bench = dirname(fileURLToPath(import.meta.url));
const { values } = parseArgs({
  options: {
    accuracy: { type: "string", default: "0.994" },
    epochs: { type: "string", default: "40" },
    threads: { type: "string", default: "2" },
    only: { type: "string" },
    python: { type: "string" },
    help: { type: "boolean", default: false },
  },
});

if (values.help) console.log(help);
else race();

function race() {
  const folder = join(bench, "results/recipe");
  mkdirSync(folder, { recursive: true });
  const args = [folder, values.threads, values.epochs, values.accuracy];
  const told = { machine: machine(bench), ...values };
  run(process.execPath, [join(bench, "parts/make-split.js"), folder]);
  if (values.only !== "pytorch") told.tenfold = run(process.execPath, [join(bench, "contestants/tenfold-recipe.js"), ...args]);
  if (values.only !== "tenfold")
    told.pytorch = run(pythonsFrom(values.python, console.error)("torch"), [join(bench, "peers/pytorch-recipe.py"), ...args]);
  writeFileSync(join(folder, "result.json"), JSON.stringify(told, undefined, 1));
  for (const who of ["tenfold", "pytorch"]) if (told[who]) console.log(summary(who, told[who]));
}

/** Runs a program, shows its lines as they come in, and returns those that are JSON. */
function run(command, args) {
  const { stdout, status, error } = spawnSync(command, args, { stdio: ["ignore", "pipe", "inherit"], encoding: "utf8" });
  if (error ?? status !== 0) throw new Error(`${command} ${args[0]} failed: ${error?.message ?? `exit code ${status}`}`);
  return stdout.split("\n").flatMap((line) => (line.startsWith("{") ? [JSON.parse(line)] : []));
}

function summary(who, epochs) {
  const seconds = epochs.map((epoch) => epoch.seconds);
  const total = seconds.reduce((sum, one) => sum + one, 0);
  const middle = seconds.toSorted((a, b) => a - b)[seconds.length >> 1];
  const reached = epochs.at(-1).accuracy >= Number(values.accuracy) ? "reached" : "not reached";
  return `${who}: ${percent(Number(values.accuracy))} ${reached} after ${epochs.length} epochs, ${total.toFixed(0)} s; ${middle.toFixed(1)} s an epoch (median)`;
}

// npm run bench: Tenfold and its peers do the same work on this machine; prints how they compare.

import { spawnSync } from "node:child_process";
import { appendFileSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { measureAlone } from "./parts/alone.js";
import { contestants, otherNetworks } from "./parts/contestants.js";
import { installPeers } from "./parts/install.js";
import { machine } from "./parts/machine.js";
import { differences } from "./parts/parity.js";
import { linesOf } from "./parts/process.js";
import { hasIt, pythonsFrom } from "./parts/python-peers.js";
import { report } from "./parts/report.js";
import { race } from "./parts/rounds.js";
import { targetRows } from "./parts/targets.js";

const help = `usage: npm run bench -- [options]

  --quick         2 rounds of 4 steps instead of 5 of 8
  --only NAMES    tenfold, pytorch, keras, onnxruntime-node, onnxruntime-web, tensorflow.js; with commas between
  --json FILE     write the numbers there, too; always in bench/results
  --record        append the tables to bench/RESULTS.md
  --networks      the training step of the other architectures, too, against PyTorch's best float32: some 40 minutes more
  --python PATH   the Python that has PyTorch, Keras with TensorFlow, and onnxruntime (pip install torch setuptools numpy keras tensorflow-cpu
                  onnx onnxruntime); without one that has them they are installed in an environment that goes with this run
`;

const bench = dirname(fileURLToPath(import.meta.url));
const options = optionsFrom(process.argv.slice(2));
if (options) await run(options);

async function run({ quick, only, json, record, networks, python }) {
  const chosen = chosenBy(only);
  const has = (...families) => chosen.some(({ family }) => families.includes(family));
  if (has("onnxruntime-node", "onnxruntime-web", "tensorflow.js")) installPeers(bench, say);
  const date = new Date().toISOString();
  const before = machine(bench);
  const folder = join(bench, "results/entries");
  const settings = { rounds: quick ? 2 : 5, steps: quick ? 4 : 8, command: commandOf({ quick, only, networks }) };
  const { notes } = await linesOf(process.execPath, [join(bench, "parts/make-entries.js"), folder]);
  if (notes) say(notes);
  const job = { ...settings, folder, say, pythons: pythonsFrom(python, say) };
  if (has("onnxruntime-node")) quantized(job);

  const raced = await race(bench, chosen, job);
  const others = networks ? await race(bench, otherNetworks, { ...job, rounds: Math.min(settings.rounds, 3) }) : undefined;
  const alone = has("tenfold") ? await measureAlone(bench, job) : undefined;
  const measured = { date, settings, machine: { ...machine(bench, raced.told), loadBefore: before.loadBefore }, ...raced, others, alone };
  const result = { ...measured, targets: targetRows(measured), differences: differences(raced.told) };

  const text = report(result);
  console.log(text);
  for (const path of [join(bench, `results/${date.replaceAll(":", "-")}.json`), ...(json ? [json] : [])]) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, JSON.stringify(result, withoutProbabilities, 1));
  }
  if (record) append(join(bench, "RESULTS.md"), `\n## ${date.slice(0, 16).replace("T", " ")} UTC\n\n${text}\n`);
}

function optionsFrom(args) {
  const flag = { type: "boolean", default: false };
  const text = { type: "string" };
  try {
    const { values } = parseArgs({
      args,
      options: { quick: flag, record: flag, networks: flag, help: flag, only: text, json: text, python: text },
    });
    if (!values.help) return values;
    console.log(help);
  } catch (error) {
    console.error(`${error.message}\n\n${help}`);
    process.exitCode = 2;
  }
}

/** As one would repeat it; where its results went does not matter for that. */
function commandOf({ quick, only, networks }) {
  const args = [...(quick ? ["--quick"] : []), ...(only ? ["--only", only] : []), ...(networks ? ["--networks"] : [])];
  return ["npm run bench", ...(args.length > 0 ? ["--", ...args] : [])].join(" ");
}

/** onnxruntime's own 8 bits; where no Python can make them, their contestant is out and says why. */
function quantized({ folder, pythons, say }) {
  const python = pythons("onnxruntime");
  if (!hasIt(python, "onnxruntime, onnx")) return say(`no 8 bits for onnxruntime: ${python} has no onnxruntime with onnx`);
  const { status, stderr } = spawnSync(python, [join(bench, "peers/quantize-onnx.py"), folder], { encoding: "utf8", timeout: 300_000 });
  if (status !== 0) say(`no 8 bits for onnxruntime: ${stderr.trim().split("\n").at(-1)}`);
}

function chosenBy(only) {
  if (!only) return contestants;
  const names = only.split(",");
  const families = [...new Set(contestants.map(({ family }) => family))];
  const stranger = names.find((name) => !families.includes(name));
  if (stranger !== undefined) {
    console.error(`--only: "${stranger}" came; known are ${families.join(", ")}`);
    process.exit(2);
  }
  return contestants.filter(({ family }) => names.includes(family));
}

function append(path, text) {
  if (!existsSync(path)) writeFileSync(path, "# Results\n\nEach section is what one run of the benchmark printed, newest last.\n");
  appendFileSync(path, text);
}

function withoutProbabilities(key, value) {
  return key === "probabilities" ? undefined : value;
}

function say(text) {
  console.error(text);
}

// How many pages a minute are read side by side: the same pages by the command line with --jobs 2, with --jobs 1 on one thread and on two.
//   node bench/jobs.js --pages 100 --rounds 5 --keep jobs/
//   node bench/jobs.js --kind forms --pages 8 --keep jobs/
// Pages are drawn: checks and envelopes of bench/find, scanned and photographed, read line by line; or the forms of bench/forms, by their template.
// The rounds take turns, each way once a round, so that what else the machine does falls on all alike; nothing else should run. With --keep
// the same command goes on where it was stopped.

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { rng } from "../packages/tenfold/dist/engine/rng.js";
import { median } from "../packages/tenfold/dist/index.js";
import { mnist } from "../packages/tenfold/dist/node/index.js";
import { stringWriters } from "../packages/tenfold/dist/synthesis/strings/string-writers.js";
import { photographed, scanned } from "./find/capture.js";
import { drawCheck } from "./find/draw-check.js";
import { drawEnvelope } from "./find/draw-envelope.js";
import { machine } from "./parts/machine.js";
import { filledForms, template } from "./reading/drawn-forms.js";

const { values } = parseArgs({
  options: {
    kind: { type: "string", default: "mixed" },
    pages: { type: "string" },
    rounds: { type: "string", default: "5" },
    seed: { type: "string", default: "1" },
    keep: { type: "string" }, // a folder for the pages and what was measured, which are thrown away unless told
  },
});
const here = dirname(fileURLToPath(import.meta.url));
const program = join(here, "../packages/cli/bin/tenfold.js");
const WAYS = [
  { name: "--jobs 1 --threads 1", args: ["--jobs", "1", "--threads", "1"] },
  { name: "--jobs 1 --threads 2", args: ["--jobs", "1", "--threads", "2"] },
  { name: "--jobs 2", args: ["--jobs", "2"] },
];
const kinds = {
  mixed: { usual: 100, draw: drawMixed, args: () => [] },
  forms: { usual: 8, draw: drawForms, args: (folder) => ["--template", join(folder, "form.json")] },
};
const kind = kinds[values.kind];
if (!kind) throw new Error(`--kind ${values.kind}: mixed or forms`);
const count = Number(values.pages ?? kind.usual);

const folder = values.keep ?? mkdtempSync(join(tmpdir(), "tenfold-jobs-"));
const pages = join(folder, `${values.kind}-${count}-${values.seed}`);
const journal = join(folder, `${values.kind}-${count}-${values.seed}.jsonl`);
if (!existsSync(join(pages, "done"))) await drawPages();
const measured = existsSync(journal)
  ? readFileSync(journal, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line))
  : [];
for (let at = measured.length; at < Number(values.rounds) * WAYS.length; at++) {
  const { name, args } = WAYS[at % WAYS.length];
  const one = { name, ...once(args) };
  measured.push(one);
  appendFileSync(journal, `${JSON.stringify(one)}\n`);
  process.stderr.write(
    `round ${1 + Math.floor(at / WAYS.length)}: ${name} took ${one.seconds.toFixed(1)} s, ${one.memory.toFixed(0)} MB\n`,
  );
}
if (new Set(measured.map(({ text }) => text)).size > 1) throw new Error("the ways did not read the same");
tell();
if (!values.keep) rmSync(folder, { recursive: true });

/** GNU time's %M is the largest memory of the process, in kB. */
function once(args) {
  const words = [
    "-f",
    "peak %M",
    process.execPath,
    program,
    "read",
    join(pages, "scans"),
    "--quiet",
    "--json",
    ...kind.args(folder),
    ...args,
  ];
  const began = performance.now();
  const { status, stdout, stderr } = spawnSync("/usr/bin/time", words, { encoding: "utf8", maxBuffer: 1e9 });
  const seconds = (performance.now() - began) / 1000;
  if (status !== 0) throw new Error(`tenfold read ${words.slice(5).join(" ")} ended with ${status}: ${stderr.slice(-500)}`);
  const read = JSON.parse(stdout).pages.map(({ strings }) => strings.map(({ text }) => text));
  const text = createHash("sha256").update(JSON.stringify(read)).digest("hex").slice(0, 16);
  return { seconds, memory: Number(/peak (\d+)/.exec(stderr)?.[1]) / 1024, text };
}

async function drawPages() {
  rmSync(pages, { recursive: true, force: true });
  mkdirSync(join(pages, "scans"), { recursive: true });
  const sharp = createRequire(import.meta.url)("sharp");
  let at = 0;
  for await (const { picture, isPhoto } of kind.draw()) {
    const { pixels, height, width, channels = 1 } = picture;
    const image = sharp(pixels, { raw: { height, width, channels } });
    await (isPhoto ? image.jpeg({ quality: 85 }) : image.png()).toFile(
      join(pages, "scans", `${String(at++).padStart(4, "0")}.${isPhoto ? "jpg" : "png"}`),
    );
  }
  writeFileSync(join(pages, "done"), "");
}

async function* drawMixed() {
  const { train } = await mnist();
  const writers = stringWriters({ digits: train });
  const random = rng(Number(values.seed));
  for (let at = 0; at < count; at++) {
    const drawn = await (at % 2 === 0 ? drawCheck : drawEnvelope)(random, writers(random));
    const isPhoto = at % 4 >= 2;
    yield { picture: (isPhoto ? photographed : scanned)(random, drawn).picture, isPhoto };
  }
}

async function* drawForms() {
  writeFileSync(join(folder, "form.json"), JSON.stringify(template));
  const { test } = await mnist();
  for (const { picture } of filledForms(test, { count, seed: Number(values.seed) })) yield { picture, isPhoto: false };
}

function tell() {
  console.log(
    "| | seconds, median | from, to | pages a minute | times --jobs 1 --threads 1 | times --jobs 1 --threads 2 | peak of the memory, MB |\n|---|---|---|---|---|---|---|",
  );
  const taken = WAYS.map(({ name }) => measured.filter((one) => one.name === name));
  const secondsOf = (way) => way.map(({ seconds }) => seconds);
  for (const [at, { name }] of WAYS.entries()) {
    const own = secondsOf(taken[at]);
    const middle = median(own);
    const times = [0, 1].map((other) => {
      const ratios = own.map((one, round) => taken[other][round].seconds / one);
      return `${median(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)})`;
    });
    console.log(
      `| ${name} | ${middle.toFixed(1)} | ${Math.min(...own).toFixed(1)}, ${Math.max(...own).toFixed(1)} | ${((60 * count) / middle).toFixed(0)} | ` +
        `${times.join(" | ")} | ${Math.max(...taken[at].map(({ memory }) => memory)).toFixed(0)} |`,
    );
  }
  const { cpu, cores, versions, loadBefore } = machine(here);
  console.log(
    `\n${count} ${values.kind === "forms" ? "forms" : "mixed pages"}, ${values.rounds} rounds in turn; ${cpu}, ${cores} cores, Node ${versions.node}${loadBefore === undefined ? "" : `, load before ${loadBefore.toFixed(1)}`}`,
  );
}

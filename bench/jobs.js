// How many pages a minute are read side by side: the same pages by the command line with --jobs 2, with --jobs 1 on one thread and on two.
//   node bench/jobs.js --pages 100 --rounds 5
// Pages are drawn: checks and envelopes of bench/find, read line by line, and forms by a template, so that short and long pages are mixed.
// The rounds take turns, each way once a round, so that what else the machine does falls on all alike; nothing else should run.

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
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

const { values } = parseArgs({
  options: {
    pages: { type: "string", default: "100" },
    rounds: { type: "string", default: "5" },
    seed: { type: "string", default: "1" },
    keep: { type: "string" }, // a folder for the pages, which are thrown away unless told
  },
});
const here = dirname(fileURLToPath(import.meta.url));
const program = join(here, "../packages/cli/bin/tenfold.js");
const WAYS = [
  { name: "--jobs 1 --threads 1", args: ["--jobs", "1", "--threads", "1"] },
  { name: "--jobs 1 --threads 2", args: ["--jobs", "1", "--threads", "2"] },
  { name: "--jobs 2", args: ["--jobs", "2"] },
];

const folder = values.keep ?? mkdtempSync(join(tmpdir(), "tenfold-jobs-"));
await drawPages(folder);
const seconds = WAYS.map(() => []);
const memory = WAYS.map(() => []);
const texts = new Set();
for (let round = 0; round < Number(values.rounds); round++) {
  for (const [at, { args }] of WAYS.entries()) {
    const began = performance.now();
    // GNU time's %M is the largest memory of the process, in kB.
    const { status, stdout, stderr } = spawnSync(
      "/usr/bin/time",
      ["-f", "peak %M", process.execPath, program, "read", folder, "--quiet", "--json", ...args],
      {
        encoding: "utf8",
        maxBuffer: 1e9,
      },
    );
    if (status !== 0) throw new Error(`tenfold read ${args.join(" ")} ended with ${status}: ${stderr.slice(-500)}`);
    seconds[at].push((performance.now() - began) / 1000);
    memory[at].push(Number(/peak (\d+)/.exec(stderr)?.[1]) / 1024);
    texts.add(JSON.stringify(JSON.parse(stdout).pages.map(({ strings }) => strings.map(({ text }) => text))));
  }
}
if (texts.size > 1) throw new Error("the ways did not read the same");
tell();
if (!values.keep) rmSync(folder, { recursive: true });

async function drawPages(into) {
  mkdirSync(into, { recursive: true });
  const sharp = createRequire(import.meta.url)("sharp");
  const { train } = await mnist();
  const writers = stringWriters({ digits: train });
  const random = rng(Number(values.seed));
  for (let at = 0; at < Number(values.pages); at++) {
    const drawn = await (at % 2 === 0 ? drawCheck : drawEnvelope)(random, writers(random));
    const { picture } = (at % 4 < 2 ? scanned : photographed)(random, drawn);
    const { pixels, height, width } = picture;
    const image = sharp(pixels, { raw: { height, width, channels: 1 } });
    await (at % 4 < 2 ? image.png() : image.jpeg({ quality: 85 })).toFile(
      join(into, `${String(at).padStart(4, "0")}.${at % 4 < 2 ? "png" : "jpg"}`),
    );
  }
}

function tell() {
  console.log(
    "| | seconds, median | from, to | pages a minute | times --jobs 1 --threads 1 | peak of the memory, MB |\n|---|---|---|---|---|---|",
  );
  for (const [at, { name }] of WAYS.entries()) {
    const ratios = seconds[at].map((one, round) => seconds[0][round] / one);
    const middle = median(seconds[at]);
    console.log(
      `| ${name} | ${middle.toFixed(1)} | ${Math.min(...seconds[at]).toFixed(1)}, ${Math.max(...seconds[at]).toFixed(1)} | ${((60 * Number(values.pages)) / middle).toFixed(0)} | ` +
        `${median(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}) | ${Math.max(...memory[at]).toFixed(0)} |`,
    );
  }
  const { cpu, cores, versions, loadBefore } = machine(here);
  console.log(
    `\n${values.pages} pages, ${values.rounds} rounds in turn; ${cpu}, ${cores} cores, Node ${versions.node}${loadBefore === undefined ? "" : `, load before ${loadBefore.toFixed(1)}`}`,
  );
}

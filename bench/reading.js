// node bench/reading.js --samples FOLDER: how many digits and strings of real samples come out right.

import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { decodeModel, load, percent, pretrained, pretrainedFile, wilsonInterval } from "../packages/tenfold/dist/index.js";
import { loadReader } from "../packages/tenfold/dist/recognize/index.js";
import { machine } from "./parts/machine.js";
import { checkAmounts } from "./reading/check-amounts.js";
import { digitScore, mnistAccuracy } from "./reading/digit-score.js";
import { optdigitsAccuracy, ruledPageMeasures, sudokuMeasures, unipenAccuracy, uspsAccuracy } from "./reading/measures.js";
import { archiveDigits, registerCells } from "./reading/only-judged.js";
import { has } from "./reading/samples.js";

const help = `usage: node bench/reading.js --samples FOLDER [options]

  --model FILE       a run's folder or its model.safetensors; the reader that comes with the package unless told
  --samples FOLDER   where the samples lie (or TENFOLD_SAMPLES); docs/reading.md says which
  --threads N        1 unless told
  --json             numbers instead of a table
`;

/** What is measured, by the sample's folder. */
const measures = {
  optdigits: optdigitsAccuracy,
  usps: uspsAccuracy,
  "unipen-online": unipenAccuracy,
  "ruled-page": ruledPageMeasures,
  "sudoku-photos": sudokuMeasures,
  "cheque-amounts": checkAmounts,
  "register-cells": registerCells,
  "archive-digits": archiveDigits,
  "not-digits": digitScore,
};

const { values } = parseArgs({
  options: { model: { type: "string" }, samples: { type: "string" }, threads: { type: "string", default: "1" }, json: { type: "boolean" } },
});
const samples = values.samples ?? process.env.TENFOLD_SAMPLES;
if (!samples) {
  process.stderr.write(help);
  process.exit(2);
}
await measure(samples);

function fileOf(path) {
  return existsSync(path) && statSync(path).isDirectory() ? join(path, "model.safetensors") : path;
}

async function measure(folder) {
  const path = fileOf(values.model ?? fileURLToPath(pretrainedFile("reader")));
  const file = decodeModel(readFileSync(path), path);
  const threads = Number(values.threads);
  const model = await load(file, { threads });
  const isReader = model.classNames.length > 10; // else strings are skipped
  const reader = isReader
    ? await loadReader({ model: file, lines: await pretrained("lines"), signs: await pretrained("signs"), threads })
    : undefined;
  const rows = await mnistAccuracy(folder, model);
  for (const [name, run] of Object.entries(measures)) {
    if (has(folder, name)) rows.push(...(await run(folder, model, reader)));
    else process.stderr.write(`${name}: skipped, it is not in ${folder}\n`);
  }
  await model.dispose();
  await reader?.dispose();
  const made = { ...machine(dirname(fileURLToPath(import.meta.url))), memoryMB: Math.round(process.resourceUsage().maxRSS / 1024) };
  if (values.json) console.log(JSON.stringify({ architecture: model.network.name, machine: made, rows }, null, 2));
  else
    console.log(
      `${tableOf(rows)}\n\n${made.cpu}, ${made.cores} cores, Node ${made.versions.node}, ${model.network.name}, ${values.threads} thread(s), at most ${made.memoryMB} MB`,
    );
}

function tableOf(rows) {
  const lines = rows.map(({ data, measure, right, of, share, must, note }) => {
    if (share !== undefined) return `| ${data} | ${measure} | | ${share.toFixed(4)} | | ${must ?? "-"} | ${note} |`;
    const [low, high] = wilsonInterval(right, of);
    return `| ${data} | ${measure} | ${right} of ${of} | ${percent(right / of)} | ${percent(low)} to ${percent(high)} | ${must ? percent(must) : "-"} | ${note} |`;
  });
  return ["| data | measure | | share | 95 % interval | must | |", "|---|---|---|---|---|---|---|", ...lines].join("\n");
}

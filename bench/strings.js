// node bench/strings.js: how many strings of digits come out right by cutting them, by reading them whole, and by both: composed ones and
// real check amounts.

import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { decodeModel, percent, wilsonInterval } from "../packages/tenfold/dist/index.js";
import { machine } from "./parts/machine.js";
import { composedField, keptStrings } from "./reading/kept-strings.js";
import { chequeAmounts, has } from "./reading/samples.js";
import { decoded, measureStrings } from "./reading/string-measures.js";

const models = new URL("../packages/tenfold/models/", import.meta.url).pathname;
const help = `usage: node bench/strings.js [options]

  --model FILE       the network for digits, a run's folder or its model.safetensors; the one that comes with the package unless told
  --lines FILE       the network for lines, likewise
  --signs FILE       the one that knows signs, likewise; "none" for none
  --composed N       how many strings to compose of MNIST's images by writers that are kept; 1000 unless told, 0 for none
  --seed N           of the composing; 7 unless told
  --strokes FOLDER   pen strokes as UNIPEN's, to compose of as well: digits.ndjson.gz
  --samples FOLDER   where the samples lie (or TENFOLD_SAMPLES): cheque-amounts
  --misread          what was misread, too
  --json             numbers instead of a table
`;

const { values } = parseArgs({
  options: {
    model: { type: "string", default: join(models, "reader.safetensors") },
    lines: { type: "string", default: join(models, "lines.safetensors") },
    signs: { type: "string", default: join(models, "signs.safetensors") },
    composed: { type: "string", default: "1000" },
    seed: { type: "string", default: "7" },
    strokes: { type: "string" },
    samples: { type: "string", default: process.env.TENFOLD_SAMPLES },
    misread: { type: "boolean" },
    json: { type: "boolean" },
    help: { type: "boolean" },
  },
});
if (values.help) {
  process.stdout.write(help);
  process.exit(0);
}
const networks = { model: read(values.model), lines: read(values.lines), signs: values.signs !== "none" && read(values.signs) };
const sources = [];
if (Number(values.composed) > 0) sources.push({ data: "composed", strings: await composed(), field: composedField });
if (values.samples && has(values.samples, "cheque-amounts")) {
  const strings = await decoded(chequeAmounts(values.samples), (file) => readFileSync(file));
  sources.push({ data: "cheque-amounts", strings, field: { kind: "amount", decimals: 0 } });
} else process.stderr.write("cheque-amounts: skipped, it is not in the samples\n");
const rows = [];
for (const { data, strings, field } of sources)
  rows.push(...(await measureStrings(strings, field, networks)).map((row) => ({ data, ...row })));
tell();

function read(given) {
  const path = existsSync(given) && statSync(given).isDirectory() ? join(given, "model.safetensors") : given;
  return decodeModel(readFileSync(path), path);
}

async function composed() {
  const next = await keptStrings({ strokes: values.strokes, seed: Number(values.seed) });
  return Array.from({ length: Number(values.composed) }, next);
}

function tell() {
  const made = machine(dirname(fileURLToPath(import.meta.url)));
  if (values.json) return console.log(JSON.stringify({ machine: made, rows }, null, 2));
  const lines = rows.map(({ data, how, right, of, readRate, ms, most }) => {
    const [low, high] = wilsonInterval(right, of);
    const interval = `${percent(low)} to ${percent(high)}`;
    const times = `${(ms / of).toFixed(1)} ms (at most ${most.toFixed(0)})`;
    return `| ${data} | ${how} | ${right} of ${of} | ${percent(right / of)} | ${interval} | ${percent(readRate)} | ${times} |`;
  });
  console.log(
    [
      "| data | read | strings right | | 95 % interval | read rate at 1 % error | processor time a string |",
      "|---|---|---|---|---|---|---|",
      ...lines,
    ].join("\n"),
  );
  console.log(`\n${made.cpu}, ${made.cores} cores, Node ${made.versions.node}, 1 thread`);
  if (!values.misread) return;
  for (const { data, how, misread } of rows) for (const { index, wanted, got } of misread) console.log(data, how, index, wanted, got);
}

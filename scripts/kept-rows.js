// node scripts/kept-rows.js FOLDER: writes down which of MNIST's training images are by writers that are kept to judge with. FOLDER holds
// QMNIST's qmnist-train-labels-idx2-int, packed or not; nothing else needs it afterwards.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { deflateRawSync, gunzipSync } from "node:zlib";
import { parseQmnistLabels } from "../packages/tenfold/dist/data/qmnist-labels.js";
import { isKeptNistWriter } from "../packages/tenfold/dist/node/kept/kept-writers.js";

const [folder] = process.argv.slice(2);
const name = "qmnist-train-labels-idx2-int";
const path = folder && [name, `${name}.gz`].map((file) => join(folder, file)).find((path) => existsSync(path));
if (!path) {
  process.stderr.write(`usage: node scripts/kept-rows.js FOLDER, where FOLDER holds ${name} or ${name}.gz\n`);
  process.exit(2);
}
const bytes = readFileSync(path);
const { writers } = parseQmnistLabels(path.endsWith(".gz") ? gunzipSync(bytes) : bytes, path);
const bits = Buffer.alloc(writers.length / 8);
for (const [row, writer] of writers.entries()) if (isKeptNistWriter(writer)) bits[row >> 3] |= 1 << (row & 7);
const lines = deflateRawSync(bits, { level: 9 })
  .toString("base64")
  .match(/.{1,120}/g)
  .map((line) => `  "${line}",`);
const text = `// Written by scripts/kept-rows.js.

/** A bit for each of MNIST's training images, the first in the lowest bit of the first byte, 1 where it is kept; deflated, in base64. */
export const keptRowsPacked: string = [
${lines.join("\n")}
].join("");
`;
writeFileSync(new URL("../packages/tenfold/src/node/kept/kept-rows-packed.ts", import.meta.url), text);
const kept = [...writers].filter(isKeptNistWriter);
console.log(`${kept.length} of ${writers.length} images, by ${new Set(kept).size} of ${new Set(writers).size} writers`);

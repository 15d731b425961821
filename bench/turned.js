// node bench/turned.js: pages of a few digits, upright and on their side and head. How many are turned as they should be, and how many then read as they do upright.

import { parseArgs } from "node:util";
import { rng } from "../packages/tenfold/dist/engine/rng.js";
import { quarterTurned } from "../packages/tenfold/dist/image/basics/quarter-turns.js";
import { loadReader } from "../packages/tenfold/dist/recognize/index.js";
import { keptDigits } from "./reading/sources.js";

const help = `usage: node bench/turned.js [options]

  --pages N     how many, each read four ways up; 10 unless told
  --lines N     how many lines a page; 3 unless told
  --length N    how many digits a line; 5 unless told
  --seed N      12 unless told
`;

const { values } = parseArgs({
  options: {
    pages: { type: "string", default: "10" },
    lines: { type: "string", default: "3" },
    length: { type: "string", default: "5" },
    seed: { type: "string", default: "12" },
    help: { type: "boolean", short: "h" },
  },
});
if (values.help) {
  process.stdout.write(help);
  process.exit(0);
}

/** Between the beginnings of digits and of lines, and paper around, in pixels. */
const [STEP, LINE, RIM] = [26, 62, 30];

const [pages, lines, length] = [values.pages, values.lines, values.length].map(Number);
const random = rng(Number(values.seed));
const digits = await keptDigits();
const reader = await loadReader({ threads: 1 });
const tally = new Map([0, 90, 180, 270].map((degrees) => [degrees, { turned: 0, alike: 0 }]));
for (let at = 0; at < pages; at++) {
  const page = written();
  const upright = await read(page);
  for (const [degrees, one] of tally) {
    const { turned = 0, texts } = degrees === 0 ? upright : await read(quarterTurned(page, degrees));
    if ((turned + degrees) % 360 === 0) one.turned++;
    if (texts === upright.texts) one.alike++;
  }
}
await reader.dispose();
console.log("| turned by | turned back | read as upright | of |\n|---|---|---|---|");
for (const [degrees, { turned, alike }] of tally) console.log(`| ${degrees} degrees | ${turned} | ${alike} | ${pages} |`);

async function read(page) {
  const { strings, turned } = await reader.read(page, { layout: "lines" });
  return { turned, texts: strings.map(({ text }) => text).join(" ") };
}

/** Lines of digits on light paper. */
function written() {
  const [height, width] = [2 * RIM + LINE * lines, 2 * RIM + STEP * length];
  const pixels = new Uint8Array(height * width).fill(235);
  for (let nth = 0; nth < lines * length; nth++) {
    const row = random.below(digits.images.count);
    const [top, left] = [RIM + LINE * Math.floor(nth / length), RIM + STEP * (nth % length)];
    for (let y = 0; y < 28; y++) {
      for (let x = 0; x < 28; x++) {
        const at = (top + y) * width + left + x;
        pixels[at] = Math.min(pixels[at], 235 - Math.round(0.8 * digits.images.pixels[row * 784 + y * 28 + x]));
      }
    }
  }
  return { pixels, height, width };
}

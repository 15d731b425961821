// node bench/guides.js: cells in which an 8 is printed faintly as a guide, some of them with a digit written over it. How many digits come out right, and how many
// cells without one are left blank.

import { parseArgs } from "node:util";
import { rng } from "../packages/tenfold/dist/engine/rng.js";
import { wilsonInterval } from "../packages/tenfold/dist/index.js";
import { loadReader } from "../packages/tenfold/dist/recognize/index.js";
import { between, chance } from "../packages/tenfold/dist/synthesis/draws.js";
import { inked } from "./reading/drawn-digits.js";
import { keptDigits } from "./reading/sources.js";

const help = `usage: node bench/guides.js [options]

  --rows N         how many rows of six cells; 100 unless told
  --faint F        how dark the guide is, of the pen's darkness; 0.3,0.4 unless told: from the first to the second. 0,0 prints none
  --max-error E    at which rows are accepted; 0.005 unless told
  --seed N         4 unless told
`;

const { values } = parseArgs({
  options: {
    rows: { type: "string", default: "100" },
    faint: { type: "string", default: "0.3,0.4" },
    "max-error": { type: "string", default: "0.005" },
    seed: { type: "string", default: "4" },
    help: { type: "boolean", short: "h" },
  },
});
if (values.help) {
  process.stdout.write(help);
  process.exit(0);
}

const CELLS = 6;
/** Of a cell, in pixels. */
const [HEIGHT, WIDTH] = [64, 48];
/** So many cells have a digit written in them. */
const WRITTEN = 0.85;

const [least, most] = values.faint.split(",").map(Number);
const random = rng(Number(values.seed));
const digits = await keptDigits();
const reader = await loadReader({ threads: 1 });
const field = { kind: "digits" };
const tally = { written: 0, right: 0, blank: 0, left: 0, accepted: 0, wrong: 0 };
const rows = Number(values.rows);
for (let row = 0; row < rows; row++) {
  const { picture, cells, truth } = guidedRow();
  const { strings } = await reader.read(picture, { field, cells, maxError: Number(values["max-error"]) });
  const found = cells.map((cell) => strings[0]?.digits.find(({ box }) => middleIn(box, cell))?.value);
  for (const [at, digit] of truth.entries()) {
    tally[digit === undefined ? "blank" : "written"]++;
    if (found[at] === digit) tally[digit === undefined ? "left" : "right"]++;
  }
  if (strings[0]?.status !== "accepted") continue;
  tally.accepted++;
  if (strings[0].text !== truth.join("")) tally.wrong++;
}
await reader.dispose();
const share = (some, of) =>
  `${some} of ${of} (${wilsonInterval(some, of)
    .map((one) => (100 * one).toFixed(1))
    .join(" to ")} %)`;
console.log(`digits right ${share(tally.right, tally.written)}, blank cells left blank ${share(tally.left, tally.blank)}`);
console.log(`rows accepted at ${values["max-error"]}: ${tally.accepted} of ${rows}, ${tally.wrong} of them wrong`);

/** A row of cells side by side, the guide's strokes of one shade and place in all, the pen darker and elsewhere in each. */
function guidedRow() {
  const faint = between(random, least, most);
  const [half, top, thick] = [between(random, 8, 12), between(random, 10, 14), between(random, 1.5, 3)];
  const darkness = new Float64Array(HEIGHT * WIDTH * CELLS);
  const cells = Array.from({ length: CELLS }, (_, at) => ({ left: at * WIDTH, top: 0, right: (at + 1) * WIDTH, bottom: HEIGHT }));
  const truth = cells.map((cell) => {
    for (let y = 0; y < HEIGHT; y++) {
      for (let x = 0; x < WIDTH; x++) if (isGuide(x, y, { half, top, thick })) darkness[y * WIDTH * CELLS + cell.left + x] = faint;
    }
    return chance(random, WRITTEN) ? write(darkness, cell.left) : undefined;
  });
  const [paper, pen] = [between(random, 225, 250), between(random, 130, 190)];
  const pixels = Uint8Array.from(darkness, (one) => Math.round(Math.min(255, Math.max(0, paper - pen * one + between(random, -4, 4)))));
  return { picture: { pixels, height: HEIGHT, width: WIDTH * CELLS }, cells, truth };
}

/** On an 8 of two squares, one on the other, as forms print it. */
function isGuide(x, y, { half, top, thick }) {
  const side = 2 * half;
  const [dx, dy] = [Math.abs(x - WIDTH / 2), y - top];
  if (dy < -thick / 2 || dy > 2 * side + thick / 2 || dx > half + thick / 2) return false;
  return dx > half - thick / 2 || [0, side, 2 * side].some((bar) => Math.abs(dy - bar) <= thick / 2);
}

/** @returns the digit that was written into the cell beginning there */
function write(darkness, left) {
  const row = random.below(digits.images.count);
  const size = between(random, 26, 42);
  const drawn = inked(digits.images.pixels.subarray(row * 784, (row + 1) * 784), {
    ...{ height: HEIGHT, width: WIDTH, size },
    left: WIDTH / 2 + between(random, -4, 4),
    top: HEIGHT / 2 + between(random, -5, 5),
  });
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const at = y * WIDTH * CELLS + left + x;
      darkness[at] = Math.max(darkness[at], drawn.ink[y * WIDTH + x]);
    }
  }
  return digits.labels[row];
}

function middleIn({ left, right }, cell) {
  const middle = (left + right) / 2;
  return middle >= cell.left && middle < cell.right;
}

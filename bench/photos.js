// node bench/photos.js --samples FOLDER: how many grids and cells of photos by small and bad cameras come out right.

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { apply, homography } from "../packages/tenfold/dist/image/index.js";
import { wilsonInterval } from "../packages/tenfold/dist/index.js";
import { decodePages } from "../packages/tenfold/dist/node/index.js";
import { loadReader } from "../packages/tenfold/dist/recognize/index.js";
import { cameraPhotos } from "./reading/camera-photos.js";

const help = `usage: node bench/photos.js --samples FOLDER [options]

  --samples FOLDER   where sudoku-photos lies (or TENFOLD_SAMPLES); docs/reading.md says what it is
  --count N          so many photos, 200 unless told
  --first N          from which on, 0 unless told
  --seed N           14 unless told
  --keep FOLDER      the photos are written there
  --verbose          a line for each photo that is not all right
`;

const { values } = parseArgs({
  options: {
    samples: { type: "string" },
    count: { type: "string", default: "200" },
    first: { type: "string", default: "0" },
    seed: { type: "string", default: "14" },
    keep: { type: "string" },
    verbose: { type: "boolean" },
  },
});
const samples = values.samples ?? process.env.TENFOLD_SAMPLES;
if (!samples) {
  process.stderr.write(help);
  process.exit(2);
}
if (values.keep) mkdirSync(values.keep, { recursive: true });
await measure();

async function measure() {
  const reader = await loadReader({ threads: 1 });
  const counts = { grids: 0, photos: 0, right: 0, wrong: 0, filled: 0, blank: 0, left: 0 };
  const start = process.cpuUsage();
  let spent = 0;
  for await (const photo of cameraPhotos(samples, {
    count: Number(values.count),
    first: Number(values.first),
    seed: Number(values.seed),
  })) {
    const { name, bytes } = photo;
    if (values.keep) writeFileSync(join(values.keep, `${name.replace(/ /g, "-")}`), bytes);
    const before = process.cpuUsage();
    const { grids } = await readingOf(reader, bytes, name);
    const { user, system } = process.cpuUsage(before);
    spent += (user + system) / 1e6;
    addTo(counts, photo, grids);
  }
  await reader.dispose();
  const { user } = process.cpuUsage(start);
  console.log(tableOf(counts));
  console.log(
    `\n${(spent / counts.photos).toFixed(2)} s of processor time a photo from file to digits; ${(user / 1e6).toFixed(0)} s with making them`,
  );
}

async function readingOf(reader, bytes, name) {
  for await (const { picture } of decodePages(bytes, name)) return reader.read(picture);
}

/** A grid is found where it has 9 x 9 cells and those in its corners have their middles within a quarter of a cell of where people saw them. */
function addTo(counts, { name, labels, corners }, grids) {
  const grid = grids.find((grid) => grid.rows === 9 && grid.columns === 9 && isPlaced(grid, corners));
  const before = counts.right;
  const filled = labels.filter((label) => label >= 1 && label <= 9).length;
  counts.photos++;
  counts.filled += filled;
  if (grid) counts.grids++;
  for (const [at, label] of labels.entries()) {
    const digit = grid?.cells[at].digit;
    if (label === 0) counts.blank++;
    if (label === 0 && grid && !digit) counts.left++;
    if (label < 1 || label > 9) continue;
    if (digit?.value === label) counts.right++;
    else if (digit) counts.wrong++;
  }
  const found = grids.map(({ rows, columns }) => `${rows}x${columns}`).join(" ") || "none";
  const right = counts.right - before;
  if (values.verbose && right < filled) console.log(`${name}: ${found}${grid ? "" : " NOT"}, ${right} of ${filled}`);
}

function isPlaced({ cells }, [topLeft, bottomLeft, bottomRight, topRight]) {
  const side = Math.hypot(topLeft[0] - bottomRight[0], topLeft[1] - bottomRight[1]) / 9 / Math.SQRT2;
  const toPhoto = homography(
    [
      [0, 0],
      [0, 9],
      [9, 9],
      [9, 0],
    ],
    [topLeft, bottomLeft, bottomRight, topRight],
  );
  return [0, 8, 72, 80].every((at) => {
    const { left, top, right, bottom } = cells[at].box;
    const [x, y] = apply(toPhoto, [(at % 9) + 0.5, Math.floor(at / 9) + 0.5]);
    return Math.hypot((left + right) / 2 - x, (top + bottom) / 2 - y) < 0.25 * side;
  });
}

function tableOf({ grids, photos, right, wrong, filled, blank, left }) {
  const row = (measure, some, all) => {
    const [low, high] = wilsonInterval(some, all).map((share) => (100 * share).toFixed(2));
    return `| ${measure} | ${some} of ${all} | ${((100 * some) / all).toFixed(2)} % | ${low} % to ${high} % |`;
  };
  return [
    "| measure | | share | 95 % interval |",
    "|---|---|---|---|",
    row("grids found", grids, photos),
    row("filled cells right, of all", right, filled),
    row("filled cells read as another digit", wrong, filled),
    row("blank cells left blank, of all", left, blank),
  ].join("\n");
}

// Digits that are seen each by itself, in cells and boxes and by a pen: as the network for digits sees them, with their labels, by source.

import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { gridDigits } from "../../packages/tenfold/dist/image/grids/grid-digits.js";
import { findGrids, grayscale, MNIST_STROKES, normalizeDigit, onLightPaper } from "../../packages/tenfold/dist/image/index.js";
import { renderStrokes } from "../../packages/tenfold/dist/index.js";
import { decodePages } from "../../packages/tenfold/dist/node/index.js";
import { isKeptWriter } from "../../packages/tenfold/dist/node/sets/pen-strokes.js";
import { cellDigits } from "../../packages/tenfold/dist/recognize/cells/cell-digits.js";
import { boxedDigits, SPOILED } from "./drawn-samples.js";
import { formFields, writtenDigits } from "./form-fields.js";
import { has, optdigits, ruledPage, sudokuPhotos, unipen, usps } from "./samples.js";

/** More probable than this to be no digit leaves a cell blank. */
const NONE = 0.999;

/**
 * @param folder with the samples
 * @param digits of writers that trained nothing
 * @returns by source name pictures of 28 x 28, some of them missing, and labels
 */
export async function digitSources(folder, digits, count) {
  const sources = {};
  const add = (name, all) => {
    sources[name] = all;
  };
  const boxed = (hows, contrast, seed) =>
    hows.flatMap((how, at) =>
      [...boxedDigits(digits, { count: Math.ceil(count / hows.length), seed: seed + at, how, contrast })].map(({ picture, truth }) => {
        const box = { left: 0, top: 0, right: picture.width, bottom: picture.height };
        return { label: Number(truth), seen: cellDigits({ ...picture, channels: 1 }, [box])[0] };
      }),
    );
  add("faint boxes", boxed(["clean"], [25, 60], 700));
  add("spoiled boxes", boxed(SPOILED.slice(1), [25, 160], 800));
  add("form cells", await formCells(digits, count));
  const ofInk = (all) => all.map(({ label, ink }) => ({ label, seen: normalizeDigit(ink, { strokes: MNIST_STROKES }) }));
  if (has(folder, "optdigits")) add("optdigits", ofInk(optdigits(folder)));
  if (has(folder, "usps")) add("usps", ofInk(usps(folder)));
  if (has(folder, "unipen-online")) {
    const kept = unipen(folder).filter(({ writer }) => isKeptWriter(writer));
    add(
      "pen strokes",
      kept.map(({ label, strokes }) => ({ label, seen: renderStrokes(strokes, { y: "up" }) })),
    );
  }
  if (has(folder, "ruled-page")) {
    const { file, labels, grid } = ruledPage(folder);
    add("ruled page", await ofCells(file, labels, (found) => found.rows === grid.rows && found.columns === grid.cols));
  }
  if (has(folder, "sudoku-photos")) {
    const all = [];
    for (const { file, labels } of sudokuPhotos(folder))
      all.push(...(await ofCells(file, labels, ({ rows, columns }) => rows === 9 && columns === 9)));
    add("sudoku cells", all);
  }
  return sources;
}

/** Digits in the boxes and combs of drawn forms. */
async function formCells(digits, count) {
  const all = [];
  for await (const { picture, cells, truth, field } of formFields(digits, { count: Math.ceil(count / A_FORM), seed: 900 })) {
    if (!cells) continue;
    const written = writtenDigits(truth, field);
    const seen = cellDigits(picture, cells).slice(-written.length);
    all.push(...seen.map((one, at) => ({ label: Number(written[at]), seen: one })));
  }
  return all;
}

/** So many digits stand in the cells of a drawn form. */
const A_FORM = 52;

/** Cells that hold one digit; those that hold none or notes are left out. */
async function ofCells(file, labels, isWanted) {
  for await (const { picture } of decodePages(readFileSync(file), basename(file))) {
    const gray = onLightPaper(grayscale(picture));
    const grid = findGrids(gray).find(isWanted);
    if (!grid) return [];
    const isDigit = (at) => labels[at] >= 0 && labels[at] < 10 && !(file.includes("sudoku") && labels[at] === 0);
    return gridDigits(gray, grid).flatMap(({ digit }, at) => (isDigit(at) ? [{ label: labels[at], seen: digit }] : []));
  }
  return [];
}

/** How sure the network is of each digit, and whether it is right; cells that are left blank promise nothing. */
export async function digitReadings(look, items) {
  const present = items.filter(({ seen }) => seen);
  const pixels = new Uint8Array(present.length * 784);
  for (const [at, { seen }] of present.entries()) pixels.set(seen.pixels, at * 784);
  const scores = await look(pixels, present.length);
  const classes = scores.length / present.length;
  return present.flatMap(({ label }, at) => {
    const row = scores.subarray(at * classes, at * classes + 11);
    if (Math.exp(row[10]) > NONE) return [];
    const best = row.subarray(0, 10).indexOf(Math.max(...row.subarray(0, 10)));
    return [[Math.exp(row[best]), Number(best === label)]];
  });
}

// One measure a function: from the samples through Tenfold's own way to numbers.

import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { findGrids, grayscale, MNIST_STROKES, normalizeDigit, onLightPaper } from "../../packages/tenfold/dist/image/index.js";
import { renderStrokes } from "../../packages/tenfold/dist/index.js";
import { decodePages } from "../../packages/tenfold/dist/node/index.js";
import { isKeptWriter } from "../../packages/tenfold/dist/node/sets/pen-strokes.js";
import { gridLattices } from "../../packages/tenfold/dist/recognize/lattices/grid-lattices.js";
import { lookOf } from "../../packages/tenfold/dist/recognize/looks/digit-look.js";
import { readGrid } from "../../packages/tenfold/dist/recognize/trust/read-grid.js";
import { optdigits, ruledPage, sudokuPhotos, unipen, usps } from "./samples.js";

export async function optdigitsAccuracy(folder, model) {
  return [await ofDigits("optdigits", model, optdigits(folder), ({ ink }) => normalizeDigit(ink, { strokes: MNIST_STROKES }), 0.97)];
}

export async function uspsAccuracy(folder, model) {
  return [await ofDigits("usps", model, usps(folder), ({ ink }) => normalizeDigit(ink, { strokes: MNIST_STROKES }), 0.94)];
}

/** Of the writers that no reader is trained on. */
export async function unipenAccuracy(folder, model) {
  const kept = unipen(folder).filter(({ writer }) => isKeptWriter(writer));
  return [await ofDigits("unipen-online", model, kept, ({ strokes }) => renderStrokes(strokes, { y: "up" }), 0.975)];
}

async function ofDigits(data, model, samples, seen, must) {
  const { result: forms, seconds } = await timed(() => samples.map(seen));
  const ms = (1000 * seconds) / samples.length;
  const answers = await answersTo(model, forms);
  const right = answers.filter((answer, at) => answer === samples[at].label).length;
  return {
    data,
    measure: "digits right",
    right,
    of: samples.length,
    must,
    note: `${ms.toFixed(2)} ms of processor time a digit, without the network`,
  };
}

/** Of a reader's network; nothing for another. */
export async function ruledPageMeasures(folder, model) {
  if (model.classNames.length < 11) return [];
  const { file, labels, grid } = ruledPage(folder);
  const { result: cells, seconds } = await timed(() =>
    cellsOf(file, model, (found) => found.rows === grid.rows && found.columns === grid.cols),
  );
  const found = cells.filter(({ digit }) => digit).length;
  const right = cells.filter(({ digit }, at) => digit?.value === labels[at]).length;
  const note = `${seconds.toFixed(2)} s of processor time from file to digits`;
  return [
    { data: "ruled-page", measure: "cells found", right: found, of: labels.length, must: 0.995, note },
    { data: "ruled-page", measure: "digits right", right, of: labels.length, must: 0.98, note: "" },
  ];
}

/** A grid counts as found when each corner lies within a tenth of a cell's diagonal of where people saw it. */
const NEAR = 0.1;

export async function sudokuMeasures(folder, model) {
  if (model.classNames.length < 11) return [];
  const counts = { grids: 0, filled: 0, right: 0, blank: 0, left: 0, several: 0, apart: 0 };
  const seconds = [];
  const photos = sudokuPhotos(folder);
  for (const { file, labels, corners } of photos) {
    const isWanted = (grid) => grid.rows === 9 && grid.columns === 9 && isNear(grid, corners);
    const { result: cells, seconds: spent } = await timed(() => cellsOf(file, model, isWanted));
    seconds.push(spent);
    if (cells.length === 81) counts.grids++;
    for (const [at, label] of labels.entries()) {
      const isLeft = cells[at] !== undefined && !cells[at].digit;
      if (label === 10) {
        counts.several++;
        if (isLeft) counts.apart++;
      } else if (label === 0) {
        counts.blank++;
        if (isLeft) counts.left++;
      } else {
        counts.filled++;
        if (cells[at]?.digit?.value === label) counts.right++;
      }
    }
  }
  const data = "sudoku-photos";
  const note = `up to ${Math.max(...seconds).toFixed(2)} s of processor time a photo from file to digits`;
  return [
    { data, measure: "grids found", right: counts.grids, of: photos.length, must: 0.95, note },
    { data, measure: "filled cells right", right: counts.right, of: counts.filled, must: 0.95, note: "" },
    { data, measure: "blank cells left blank", right: counts.left, of: counts.blank, must: 0.99, note: "" },
    { data, measure: "cells of notes left alone", right: counts.apart, of: counts.several, note: "no target" },
  ];
}

/** Processor time, of all threads, which other work on the machine does not lengthen as it does time by the clock. */
async function timed(work) {
  const start = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(start);
  return { result, seconds: (user + system) / 1e6 };
}

/** The cells of the first grid of a file's first page that is wanted, as the reader reads them; none where there is no such grid. */
async function cellsOf(file, model, isWanted) {
  for await (const { picture } of decodePages(readFileSync(file), basename(file))) {
    const gray = onLightPaper(grayscale(picture));
    const grid = findGrids(gray).find(isWanted);
    return grid ? readGrid(await gridLattices({ gray, grid }, lookOf(model))).cells : [];
  }
  return [];
}

function isNear({ rows, columns, crossings }, corners) {
  const last = crossings.length - 1;
  const found = [0, last - columns, last, columns].map((at) => crossings[at]);
  const cell = Math.hypot(corners[2][0] - corners[0][0], corners[2][1] - corners[0][1]) / Math.hypot(rows, columns) / Math.SQRT1_2;
  return found.every(([x, y], at) => Math.hypot(x - corners[at][0], y - corners[at][1]) < NEAR * cell);
}

/** What the network takes each form for; nothing where there is none. */
async function answersTo(model, forms) {
  const present = forms.filter((form) => form !== undefined);
  const pixels = new Uint8Array(present.length * 784);
  for (const [at, form] of present.entries()) pixels.set(form.pixels, at * 784);
  const probabilities = await model.predict(pixels);
  const classes = model.classNames.length; // ten, and more for what is no digit and for signs
  let at = 0;
  return forms.map((form) => {
    if (form === undefined) return undefined;
    const row = probabilities.subarray(at * classes, at * classes + 10);
    at++;
    return row.indexOf(Math.max(...row));
  });
}

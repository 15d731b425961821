// The real samples that reading is measured on, from a folder that the user has: nothing of it is part of the project.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { parseIdxImages } from "../../packages/tenfold/dist/index.js";

const digits = (text) => (text.match(/\d+/g) ?? []).map(Number);
const text = (path) => readFileSync(path, "utf8");
const unpacked = (path) => gunzipSync(readFileSync(path)).toString("utf8").trim().split("\n");

/** 32 x 32 bitmaps of 0 and 1, each followed by its label. */
export function optdigits(folder) {
  const lines = text(join(folder, "optdigits/optdigits-orig.tra"))
    .split("\n")
    .map((line) => line.trim());
  const found = [];
  for (let at = 0; at + 32 < lines.length; at++) {
    const rows = lines.slice(at, at + 32);
    if (!rows.every((row) => /^[01]{32}$/.test(row)) || !/^\d$/.test(lines[at + 32])) continue;
    found.push({
      label: Number(lines[at + 32]),
      ink: { pixels: Uint8Array.from(rows.join(""), (bit) => 255 * Number(bit)), height: 32, width: 32 },
    });
    at += 32;
  }
  return found;
}

/** A label and 16 x 16 numbers a line, ink 1 and paper -1. */
export function usps(folder) {
  return unpacked(join(folder, "usps/zip.train.gz")).map((line) => {
    const [label, ...shades] = line.trim().split(/\s+/).map(Number);
    return { label, ink: { pixels: Uint8Array.from(shades, (shade) => Math.round((shade + 1) * 127.5)), height: 16, width: 16 } };
  });
}

/** Pen strokes, y upward. */
export function unipen(folder) {
  return unpacked(join(folder, "unipen-online/digits.ndjson.gz")).map((line) => {
    const { label, writer, strokes } = JSON.parse(line);
    return { label: Number(label), writer, strokes };
  });
}

/** Pen strokes of letters and signs, y upward. */
export function letters(folder) {
  return ["lowercase", "uppercase", "symbols"]
    .filter((kind) => has(folder, `unipen-online/${kind}.ndjson.gz`))
    .flatMap((kind) => unpacked(join(folder, `unipen-online/${kind}.ndjson.gz`)).map((line) => ({ kind, ...JSON.parse(line) })));
}

/** Pictures of other things, 28 x 28 bytes, by name. */
export function notDigits(folder) {
  const idx = (name) => {
    const file = readdirSync(join(folder, "not-digits", name)).find((file) => file.includes("images"));
    return parseIdxImages(gunzipSync(readFileSync(join(folder, "not-digits", name, file))), name).pixels;
  };
  const doodles = readdirSync(join(folder, "not-digits/quickdraw")).filter((file) => file.endsWith(".bin"));
  return {
    notMNIST: idx("notmnist"),
    "Fashion-MNIST": idx("fashion-mnist"),
    "Quick, Draw!": Buffer.concat(doodles.map((file) => readFileSync(join(folder, "not-digits/quickdraw", file)))),
  };
}

/** One page, and its digits row by row. */
export function ruledPage(folder) {
  const { rows, grid } = JSON.parse(text(join(folder, "ruled-page/groundtruth.json")));
  return { file: join(folder, "ruled-page/page.png"), labels: rows.join("").split("").map(Number), grid };
}

/** Photos with their 81 cells: 0 is blank, 10 holds several small digits. */
export function sudokuPhotos(folder) {
  const images = join(folder, "sudoku-photos/images");
  const corners = Object.fromEntries(text(join(folder, "sudoku-photos/metadata.csv")).trim().split("\n").slice(1).map(cornersOf));
  return readdirSync(images)
    .sort()
    .map((name) => ({
      name,
      file: join(images, name),
      labels: digits(text(join(folder, "sudoku-photos/labels", name.replace(/\.\w+$/, ".txt")))),
      corners: corners[name],
    }));
}

/** Top left, bottom left, bottom right, top right, in pixels: the last eight numbers of a line. */
function cornersOf(line) {
  const cells = line.split(",");
  const places = cells.slice(13, 21).map(Number);
  return [cells[0], [0, 2, 4, 6].map((at) => [places[at], places[at + 1]])];
}

/** Amounts cut out of bank checks, and where people saw their digits. */
export function chequeAmounts(folder) {
  const place = join(folder, "cheque-amounts");
  return JSON.parse(text(join(place, "labels.json"))).map(({ file, text, boxes }) => ({
    file: join(place, file),
    text,
    boxes: boxes.map(({ box: [left, top, width, height] }) => ({ left, top, right: left + width, bottom: top + height })),
  }));
}

export const has = (folder, name) => existsSync(join(folder, name));

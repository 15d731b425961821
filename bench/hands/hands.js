// The hands there are: digits of 28 x 28 whose writer is known, of MNIST's 60,000 training images and of unipen-online.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { imagesOf, parseQmnistLabels, renderStrokes } from "../../packages/tenfold/dist/index.js";
import { mnist } from "../../packages/tenfold/dist/node/index.js";
import { isKeptNistWriter } from "../../packages/tenfold/dist/node/kept/kept-writers.js";
import { isKeptWriter } from "../../packages/tenfold/dist/node/sets/pen-strokes.js";
import { unipen } from "../reading/samples.js";

const DIGITS = Array.from({ length: 10 }, (_, digit) => String(digit));

/**
 * Digits with their hands: `pixels` [n, 28, 28], ink 255, `labels`, `hands` [n] by number, `names` of the hands by that number, and whether each hand is kept.
 */
export async function handsOf(source, folder) {
  return source === "UNIPEN" ? pens(folder) : await nist(folder);
}

/** Strokes as the library renders them. */
function pens(folder) {
  const all = unipen(folder);
  const pixels = new Uint8Array(all.length * 784);
  for (const [at, { strokes }] of all.entries()) pixels.set(renderStrokes(strokes, { y: "up" }).pixels, at * 784);
  return numbered(
    pixels,
    all.map(({ label }) => label),
    all.map(({ writer }) => writer),
    isKeptWriter,
  );
}

async function nist(folder) {
  const { train } = await mnist();
  const path = join(folder, "qmnist-labels/qmnist-train-labels-idx2-int.gz");
  const { writers } = parseQmnistLabels(gunzipSync(readFileSync(path)), path);
  return numbered(train.images.pixels, train.labels, Array.from(writers, String), (name) => isKeptNistWriter(Number(name)));
}

function numbered(pixels, labels, writers, isKept) {
  const names = [...new Set(writers)];
  const numbers = new Map(names.map((name, at) => [name, at]));
  return {
    pixels,
    labels: Uint8Array.from(labels),
    hands: Uint32Array.from(writers, (name) => numbers.get(name)),
    names,
    kept: names.map(isKept),
  };
}

/** The half of the hands that one belongs to, 0 or 1, by its name alone: FNV-1a's lowest bit. */
export function sideOf(name) {
  let hash = 0x811c9dc5;
  for (const unit of name) hash = Math.imul(hash ^ unit.codePointAt(0), 0x01000193);
  return (hash ^ (hash >>> 7)) & 1;
}

/** The rows of the hands that are wanted. */
export function rowsOf({ hands, names, kept }, isWanted) {
  const wanted = names.map((name, at) => isWanted({ name, isKept: kept[at] }));
  return Uint32Array.from(hands.keys()).filter((row) => wanted[hands[row]]);
}

/** Some rows of such digits. */
export function taken({ pixels, labels, hands, ...others }, rows) {
  const own = new Uint8Array(rows.length * 784);
  for (const [at, row] of rows.entries()) own.set(pixels.subarray(row * 784, (row + 1) * 784), at * 784);
  return {
    ...others,
    pixels: own,
    labels: Uint8Array.from(rows, (row) => labels[row]),
    hands: Uint32Array.from(rows, (row) => hands[row]),
  };
}

/** All digits of several sources as one dataset. */
export function datasetOf(sources) {
  const count = sources.reduce((sum, { labels }) => sum + labels.length, 0);
  const pixels = new Uint8Array(count * 784);
  const labels = new Uint8Array(count);
  let at = 0;
  for (const source of sources) {
    pixels.set(source.pixels, at * 784);
    labels.set(source.labels, at);
    at += source.labels.length;
  }
  return { name: "hands", images: imagesOf(pixels, [count, 28, 28, 1]), labels, classNames: DIGITS };
}

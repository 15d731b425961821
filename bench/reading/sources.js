// The sources of readings with a known truth, by name: what calibrates confidences, and what they are judged on. Each gives pictures with their text and
// the field that they are read as.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { rng } from "../../packages/tenfold/dist/engine/rng.js";
import { take } from "../../packages/tenfold/dist/index.js";
import { decodePages, mnist } from "../../packages/tenfold/dist/node/index.js";
import { keptApart } from "../../packages/tenfold/dist/node/kept/kept-rows.js";
import { isKeptWriter } from "../../packages/tenfold/dist/node/sets/pen-strokes.js";
import { stringWriters } from "../../packages/tenfold/dist/synthesis/strings/string-writers.js";
import { writtenString } from "../../packages/tenfold/dist/synthesis/strings/written-string.js";
import { boxedDigits, SPOILED, thinStrings } from "./drawn-samples.js";
import { formFields } from "./form-fields.js";
import { asLabeled } from "./kept-errata.js";
import { composedField } from "./kept-strings.js";
import { penStrokes } from "./pen-strokes.js";
import { chequeAmounts, has, optdigits, usps } from "./samples.js";

const ONE = { kind: "digits", length: 1 };

/** Digits of MNIST's training images that trained nothing; `last` for networks of before these were parted by writer: the last 5,000. */
export async function keptDigits(last) {
  const { train } = await mnist();
  if (!last) return asLabeled(keptApart(train).kept);
  return take(
    train,
    Uint32Array.from({ length: 5000 }, (_, at) => train.images.count - 5000 + at),
  );
}

/** Digits with so many pixels of paper around them, on light paper. */
function* onPaper(items) {
  for (const { label, ink } of items) {
    const [rim, times] = [Math.round(0.4 * ink.height), Math.max(1, Math.round(48 / ink.height))];
    const [height, width] = [(ink.height + 2 * rim) * times, (ink.width + 2 * rim) * times];
    const pixels = new Uint8Array(height * width).fill(245);
    for (let row = 0; row < ink.height * times; row++) {
      for (let column = 0; column < ink.width * times; column++) {
        const shade = ink.pixels[Math.floor(row / times) * ink.width + Math.floor(column / times)];
        pixels[(row + rim * times) * width + column + rim * times] = 245 - Math.round(0.8 * shade);
      }
    }
    yield { picture: { pixels, height, width }, truth: String(label), field: ONE };
  }
}

function* some(items, count) {
  const all = [...items];
  const step = Math.max(1, all.length / count);
  for (let at = 0; at < all.length; at += step) yield all[Math.floor(at)];
}

async function decoded(file) {
  for await (const { picture } of decodePages(readFileSync(file), file)) return picture;
}

/** A form is drawn for so many readings wanted: four of its fields are written on lines, and half as many will do, as forms take long to draw. */
const A_FORM = 8;

/**
 * What is only ever judged: what stands under terms that forbid more, digits drawn with lines one pixel wide, as programs draw, and fields of drawn forms that are written on lines: the
 * surest mistakes there are of taking the lines away, which other sources do not know.
 */
const JUDGED = ["cheque-amounts", "register-cells", "archive-digits", "thin lines", "form lines"];

/**
 * @param folder with the samples
 * @param count about how many readings of each
 * @returns by name: whether it is only judged, and its items
 */
export async function readingSources({ folder, count, seed = 1, last = false }) {
  const digits = await keptDigits(last);
  const strokes = has(folder, "unipen-online")
    ? penStrokes(join(folder, "unipen-online")).filter(({ writer }) => isKeptWriter(writer))
    : [];
  const composed = (options, of) =>
    function* () {
      const [writers, random] = [stringWriters(options), rng(seed * 100 + of)];
      for (let made = 0; made < count; ) {
        const { picture, text, marks } = writtenString(random, writers(random));
        if (last && !marks.every((mark) => /^[\d.,-]$/.test(mark.text))) continue; // those networks know no other signs
        made++;
        yield { picture, truth: text, field: composedField };
      }
    };
  const boxed = (hows, contrast) =>
    function* () {
      for (const [at, how] of hows.entries()) {
        for (const one of boxedDigits(digits, { count: Math.ceil(count / hows.length), seed: seed * 10 + at, how, contrast }))
          yield { ...one, field: ONE };
      }
    };
  const sources = {
    "composed of MNIST": composed({ digits }, 1),
    "faint boxes": boxed(["clean"], [25, 60]),
    "spoiled boxes": boxed(SPOILED.slice(1), [25, 160]),
  };
  sources["form lines"] = async function* () {
    for await (const { cells, ...one } of formFields(digits, { count: Math.ceil(count / A_FORM), seed: seed * 100 + 3 }))
      if (!cells) yield one;
  };
  if (strokes.length > 0) {
    sources["thin lines"] = function* () {
      for (const one of thinStrings(strokes, { count, seed })) yield { ...one, field: "digits" };
    };
    sources["composed of pens"] = composed({ digits, strokes, pens: 1 }, 2);
  }
  if (has(folder, "optdigits")) sources.optdigits = () => onPaper(some(optdigits(folder), count));
  if (has(folder, "usps")) sources.usps = () => onPaper(some(usps(folder), count));
  if (has(folder, "cheque-amounts")) {
    sources["cheque-amounts"] = async function* () {
      for (const { file, text } of some(chequeAmounts(folder), count))
        yield { picture: await decoded(file), truth: text, field: { kind: "amount", decimals: 0 } };
    };
  }
  if (has(folder, "register-cells")) {
    sources["register-cells"] = async function* () {
      const place = join(folder, "register-cells");
      for (const { file, text } of some(JSON.parse(readFileSync(join(place, "labels.json"), "utf8")), count))
        yield { picture: await decoded(join(place, "images", file)), truth: text, field: { kind: "digits", max: 3 } };
    };
  }
  if (has(folder, "archive-digits")) {
    sources["archive-digits"] = async function* () {
      const place = join(folder, "archive-digits");
      for (const digit of readdirSync(place).filter((name) => /^\d$/.test(name)))
        for (const file of some(readdirSync(join(place, digit)), count / 10))
          yield { picture: await decoded(join(place, digit, file)), truth: digit, field: ONE };
    };
  }
  return Object.entries(sources).map(([name, items]) => ({ name, isJudged: JUDGED.includes(name), items }));
}

// How well a reader's network tells digits from other things, and how well it reads MNIST's own test images.

import { auroc, renderStrokes } from "../../packages/tenfold/dist/index.js";
import { mnist } from "../../packages/tenfold/dist/node/index.js";
import { isKeptWriter } from "../../packages/tenfold/dist/node/sets/pen-strokes.js";
import { isDigitToTheEye } from "../parts/digits-to-the-eye.js";
import { letters, notDigits } from "./samples.js";

export async function mnistAccuracy(_, model) {
  const { test } = await mnist();
  const { probabilities } = await model.infer(test.images);
  const classes = model.classNames.length;
  let right = 0;
  for (let row = 0; row < test.images.count; row++) {
    const said = probabilities.subarray(row * classes, row * classes + DIGITS);
    if (said.indexOf(Math.max(...said)) === test.labels[row]) right++;
  }
  return [{ data: "mnist", measure: "test digits right", right, of: test.images.count, must: 0.994, note: "" }];
}

/** AUROC of the score against MNIST's test images; of letters and signs only those of writers that no reader is trained on. */
export async function digitScore(folder, model) {
  if (model.classNames.length <= DIGITS) return [];
  const { test } = await mnist();
  const digits = await scores(model, test.images.pixels);
  const kept = letters(folder).filter(({ writer }) => isKeptWriter(writer));
  const sets = Object.entries(notDigits(folder)).map(([name, pixels]) => ({ name, pixels, must: 0.985, counts: true }));
  const draw = (those) => Buffer.concat(those.map(({ strokes }) => renderStrokes(strokes, { y: "up" }).pixels));
  for (const kind of new Set(kept.map(({ kind }) => kind))) {
    const those = kept.filter((one) => one.kind === kind);
    const apart = draw(those.filter(({ label }) => !isDigitToTheEye(label)));
    sets.push({ name: `${kind} (pen), none a digit to the eye`, pixels: apart, must: 0.985, counts: false }); // part of the next
    sets.push({ name: `${kind} (pen)`, pixels: draw(those), counts: true });
  }
  const rows = [];
  const all = [];
  for (const { name, pixels, must, counts } of sets) {
    const others = await scores(model, new Uint8Array(pixels));
    if (counts) all.push(...others);
    rows.push({
      data: "not digits",
      measure: `AUROC, ${name}`,
      share: auroc(digits, others).auroc,
      ...(must === undefined ? {} : { must }),
      note: `${others.length} pictures`,
    });
  }
  return [...rows, { data: "not digits", measure: "AUROC, all", share: auroc(digits, all).auroc, must: 0.985, note: "" }];
}

/** The ten digits come first; what is none of them, and signs, behind. */
const DIGITS = 10;

/** The logarithm of the odds of being a digit, whichever, against all else. */
async function scores(model, pixels) {
  const { logits } = await model.infer(pixels);
  const classes = model.classNames.length;
  return Float64Array.from({ length: logits.length / classes }, (_, row) => {
    const own = logits.subarray(row * classes, (row + 1) * classes);
    return logOfSum(own.subarray(0, DIGITS)) - logOfSum(own.subarray(DIGITS));
  });
}

function logOfSum(logits) {
  const most = Math.max(...logits);
  return most + Math.log(logits.reduce((sum, one) => sum + Math.exp(one - most), 0));
}

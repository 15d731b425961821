// Drawn samples with a known truth, by kind: single digits in boxes and strings, each clean and spoiled in the ways that cut-out cells and lines are.

import { rng } from "../../packages/tenfold/dist/engine/rng.js";
import { between, chance, triangular } from "../../packages/tenfold/dist/synthesis/draws.js";
import { inked, onPaper, place, thinned, withEdgeLine, withNeighbor, withRulingLine, withStrip } from "./drawn-digits.js";

/** What is done to a picture of one digit. */
const spoiled = {
  clean: (_, sheet) => ({ sheet }),
  strip: (random, sheet) => ({ sheet, after: (picture) => withStrip(random, picture) }),
  "edge line": (random, sheet) => ({ sheet, after: (picture) => withEdgeLine(random, picture) }),
  ruling: (random, sheet, at) => ({ sheet, after: (picture) => withRulingLine(random, picture, at) }),
  neighbor: (random, sheet, at, other) => ({ sheet: withNeighbor(random, sheet, other(), at) }),
};

export const SPOILED = Object.keys(spoiled);

/**
 * Single digits in boxes, faint: 25 to 60 shades of 255 between ink and paper, noise, off the middle.
 *
 * @param digits pictures as MNIST's
 */
export function* boxedDigits(digits, { count, seed = 1, how = "clean", contrast = [25, 60] }) {
  const random = rng(seed);
  const pick = () => {
    const row = random.below(digits.images.count);
    return { pixels: digits.images.pixels.subarray(row * 784, (row + 1) * 784), label: digits.labels[row] };
  };
  for (let at = 0; at < count; at++) {
    const { pixels, label } = pick();
    const where = place(random);
    const { sheet, after = (picture) => picture } = spoiled[how](random, inked(pixels, where), where, () => pick().pixels);
    yield { picture: after(onPaper(random, sheet, { contrast: between(random, ...contrast) })), truth: String(label) };
  }
}

/** Strings of two to six digits drawn with lines one pixel wide, black on white as programs draw, 14 to 60 pixels high. */
export function* thinStrings(digits, { count, seed = 2, most = 6 }) {
  const random = rng(seed);
  for (let at = 0; at < count; at++) {
    const length = 1 + random.below(most);
    const size = Math.round(between(random, 16, 60));
    const [height, rim] = [Math.round(size * 1.7), Math.round(0.4 * size)];
    const width = Math.round(2 * rim + length * size * 0.95);
    const ink = new Float64Array(height * width);
    let truth = "";
    for (let nth = 0; nth < length; nth++) {
      const row = random.below(digits.images.count);
      const pixels = digits.images.pixels.subarray(row * 784, (row + 1) * 784);
      const left = rim + size * (0.45 + nth * 0.95) + size * 0.05 * triangular(random);
      const one = thinned(inked(pixels, { height, width, size, left, top: height / 2 + size * 0.05 * triangular(random) }));
      for (let pixel = 0; pixel < ink.length; pixel++) ink[pixel] = Math.max(ink[pixel], one.ink[pixel]);
      truth += digits.labels[row];
    }
    const dark = chance(random, 0.7) ? 0 : between(random, 20, 120);
    yield { picture: { pixels: Uint8Array.from(ink, (one) => (one ? dark : 255)), height, width }, truth };
  }
}

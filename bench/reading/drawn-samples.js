// Drawn samples with a known truth, by kind: single digits in boxes and strings, each clean and spoiled in the ways that cut-out cells and lines are.

import { rng } from "../../packages/tenfold/dist/engine/rng.js";
import { between, chance, chosen, triangular } from "../../packages/tenfold/dist/synthesis/draws.js";
import { inked, onPaper, place, withEdgeLine, withNeighbor, withRulingLine, withStrip } from "./drawn-digits.js";

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

/**
 * Strings of one to six digits as a pen wrote them, drawn with lines one pixel wide on white as programs draw, 16 to 60 pixels high. What stands there is
 * what was written: pictures made thin lose loops and joins, and with them what their label says.
 *
 * @param samples pen strokes of digits, `{ label, strokes }`, y upward
 */
export function* thinStrings(samples, { count, seed = 2, most = 6 }) {
  const random = rng(seed);
  for (let at = 0; at < count; at++) {
    const length = 1 + random.below(most);
    const size = Math.round(between(random, 16, 60));
    const rim = Math.round(0.4 * size);
    const digits = Array.from({ length }, () => chosen(random, samples));
    const shapes = digits.map(({ strokes }) => scaled(strokes, size * between(random, 0.9, 1.1)));
    const gaps = shapes.map(() => Math.round(size * between(random, 0.15, 0.45)));
    const width = 2 * rim + shapes.reduce((sum, shape, nth) => sum + shape.width + gaps[nth], 0);
    const height = Math.round(size * 1.9);
    const pixels = new Uint8Array(height * width).fill(255);
    const dark = chance(random, 0.7) ? 0 : between(random, 20, 120);
    let left = rim;
    for (const [nth, shape] of shapes.entries()) {
      const top = Math.round((height - shape.height) / 2 + size * 0.05 * triangular(random));
      for (const stroke of shape.strokes)
        drawThin(stroke, ([x, y]) => pixels.fill(dark, (top + y) * width + left + x, (top + y) * width + left + x + 1));
      left += shape.width + gaps[nth];
    }
    yield { picture: { pixels, height, width }, truth: digits.map(({ label }) => label).join("") };
  }
}

/** Strokes, y upward, as places of whole pixels, y downward, so high or, where they are wider than that, so wide. */
function scaled(strokes, size) {
  const places = strokes.map((stroke) => Array.from({ length: stroke.length / 2 }, (_, at) => [stroke[2 * at], -stroke[2 * at + 1]]));
  const [xs, ys] = [0, 1].map((axis) => places.flat().map((place) => place[axis]));
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const times = size / Math.max(Math.max(...xs) - left, Math.max(...ys) - top, 1e-9);
  const whole = places.map((stroke) => stroke.map(([x, y]) => [Math.round((x - left) * times), Math.round((y - top) * times)]));
  const most = (axis) => Math.max(...whole.flat().map((place) => place[axis])) + 1;
  return { strokes: whole, width: most(0), height: most(1) };
}

/** Calls back at each pixel of a line through places, one pixel wide. */
function drawThin(stroke, draw) {
  for (const [at, [x, y]] of stroke.entries()) {
    const [toX, toY] = stroke[at + 1] ?? [x, y];
    const steps = Math.max(Math.abs(toX - x), Math.abs(toY - y), 1);
    for (let step = 0; step <= steps; step++)
      draw([Math.round(x + ((toX - x) * step) / steps), Math.round(y + ((toY - y) * step) / steps)]);
  }
}

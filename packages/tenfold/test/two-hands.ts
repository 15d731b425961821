import type { ContextRow } from "../src/data/context/context-columns.js";
import { type Dataset, imagesOf } from "../src/data/dataset.js";
import { rng } from "../src/engine/rng.js";

/** Pixels of a side. */
const SIDE = 8;

/**
 * Strokes up and down, and across, by writers of two regions that mean the opposite: what is "0" in "here" is "1" in "there". Who knows no region cannot
 * tell. Beside the region, an age that tells nothing.
 */
export function twoHands(count: number, seed = 1): Dataset & { readonly context: readonly ContextRow[] } {
  const random = rng(seed);
  const pixels = new Uint8Array(count * SIDE * SIDE);
  const labels = new Uint8Array(count);
  const context: ContextRow[] = [];
  for (let row = 0; row < count; row++) {
    const [upright, there] = [random.uniform() < 0.5, random.uniform() < 0.5];
    const line = 2 + Math.floor(random.uniform() * 4);
    for (let at = 1; at < SIDE - 1; at++) pixels[row * SIDE * SIDE + (upright ? at * SIDE + line : line * SIDE + at)] = 255;
    labels[row] = Number(upright !== there);
    context.push({ region: there ? "there" : "here", age: Math.round(20 + 50 * random.uniform()) });
  }
  return { name: "two hands", images: imagesOf(pixels, [count, SIDE, SIDE, 1]), labels, classNames: ["0", "1"], context };
}

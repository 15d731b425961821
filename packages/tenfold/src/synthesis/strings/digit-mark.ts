import type { Rng } from "../../engine/rng.js";
import { triangular } from "../draws.js";
import { trimmed } from "../paper.js";
import type { Hand } from "./hand.js";
import type { WrittenMark } from "./written-mark.js";

const SIDE = 28;

/**
 * A digit as a hand writes it: sheared, sized, its strokes as thick as the hand's.
 *
 * @param pixels 28 x 28, ink 255
 */
export function digitMark(random: Rng, label: number, pixels: Uint8Array, hand: Hand): WrittenMark {
  const scale = (hand.height / 20) * (1 + hand.uneven * triangular(random)) * (label === 0 ? hand.zeros : 1);
  const wide = scale * hand.wide * (1 + 0.08 * triangular(random));
  const shear = hand.slant + 0.05 * triangular(random);
  const height = Math.ceil(SIDE * scale) + 2;
  const width = Math.ceil(SIDE * wide + SIDE * scale * Math.abs(shear)) + 2;
  const contrast = (Math.max(1.2, Math.min(scale, 2.5)) * 0.5) / Math.min(hand.edge, 0.5);
  const ink = new Uint8Array(height * width);
  for (let row = 0, at = 0; row < height; row++) {
    const y = (row - height / 2) / scale;
    for (let column = 0; column < width; column++, at++) {
      const x = (column - width / 2 + shear * y * scale) / wide;
      const shade = shadeAt(pixels, x + SIDE / 2, y + SIDE / 2) / 255;
      ink[at] = Math.round(255 * Math.min(Math.max((shade - hand.edge) * contrast + 0.5, 0), 1));
    }
  }
  return { text: String(label), ink: trimmed({ pixels: ink, height, width }), lift: 0.05 * hand.height * triangular(random) };
}

/** Between the middles of pixels in proportion. */
function shadeAt(pixels: Uint8Array, x: number, y: number): number {
  const [left, top] = [Math.floor(x - 0.5), Math.floor(y - 0.5)];
  const [u, v] = [x - 0.5 - left, y - 0.5 - top];
  const at = (row: number, column: number): number =>
    row < 0 || column < 0 || row >= SIDE || column >= SIDE ? 0 : (pixels[row * SIDE + column] as number);
  const upper = at(top, left) * (1 - u) + at(top, left + 1) * u;
  return upper * (1 - v) + (at(top + 1, left) * (1 - u) + at(top + 1, left + 1) * u) * v;
}

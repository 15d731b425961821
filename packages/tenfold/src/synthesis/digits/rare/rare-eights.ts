import type { Rng } from "../../../engine/rng.js";
import { between, chance } from "../../draws.js";
import type { DrawnStrokes } from "../regional/drawn-strokes.js";
import { type Corner, smoothStroke } from "../regional/smooth-stroke.js";

/** An eight of two rings, one on the other, each closed for itself: apart by a little, touching, or one into the other. */
export function stackedEight(random: Rng): DrawnStrokes {
  const waist = between(random, 0.4, 0.55);
  const apart = between(random, -0.06, 0.04);
  const shift = between(random, -0.12, 0.12);
  return [
    ring(random, 0.5 + shift, -0.02, waist - apart / 2, between(random, 0.16, 0.4)),
    ring(random, 0.5, waist + apart / 2, 1.02, between(random, 0.2, 0.48)),
  ];
}

/** An eight like a B: its left side nearly a line, its right two bows, its foot a corner or rounded. */
export function sidedEight(random: Rng): DrawnStrokes {
  const left = between(random, 0.1, 0.3);
  const lean = between(random, -0.08, 0.12);
  const corners: Corner[] = [
    [left + lean, between(random, 0, 0.12)],
    [left + between(random, 0.25, 0.5), between(random, -0.12, 0.02)],
    [left + between(random, 0.5, 0.75), between(random, 0.15, 0.32)],
    [left + between(random, 0, 0.3), between(random, 0.42, 0.56)],
    [left + between(random, 0.55, 0.85), between(random, 0.6, 0.8)],
    [left + between(random, 0.3, 0.5), between(random, 0.98, 1.1)],
    [left + between(random, -0.1, 0.08), between(random, 0.9, 1.02)],
  ];
  const middle = [left + between(random, -0.12, 0.05), between(random, 0.5, 0.6)] as const;
  const top = [left + lean + between(random, -0.06, 0.06), between(random, -0.06, 0.1)] as const;
  if (chance(random, 0.4)) return [[...smoothStroke(corners), ...middle, ...top]];
  return [smoothStroke([...corners, [middle[0] - 0.04, 0.9], middle, top])];
}

/** An eight begun as an S and closed by a nearly straight stroke up; one of its rings may be small, thin, or hardly open. */
export function thinEight(random: Rng): DrawnStrokes {
  const waist = between(random, 0.34, 0.62);
  const [upper, lower] = [between(random, 0.1, 0.42), between(random, 0.12, 0.45)];
  const start = [0.5 + upper * between(random, 0.4, 1), between(random, 0.02, 0.2)] as const;
  const lean = between(random, -0.1, 0.25);
  return [
    smoothStroke([
      [start[0] + lean, start[1]],
      [0.5 + lean, between(random, -0.1, 0.02)],
      [0.5 - upper + lean, waist * between(random, 0.35, 0.6)],
      [0.5, waist],
      [0.5 + lower, (waist + 1) / 2 + between(random, -0.03, 0.08)],
      [0.5, between(random, 1, 1.1)],
      [0.5 - lower, (waist + 1) / 2 + between(random, -0.03, 0.1)],
      [0.5 + between(random, -0.06, 0.06), waist + between(random, -0.05, 0.05)],
      [start[0] + lean + between(random, -0.08, 0.1), start[1] + between(random, -0.2, 0.08)],
    ]),
  ];
}

function ring(random: Rng, middle: number, top: number, foot: number, half: number): number[] {
  const start = [middle + between(random, -0.1, 0.1), top] as const;
  const rest = chance(random, 0.7) ? between(random, -0.04, 0.04) : between(random, 0.04, 0.12);
  return smoothStroke([
    start,
    [middle - half, top + (foot - top) * between(random, 0.1, 0.35)],
    [middle - half, top + (foot - top) * between(random, 0.65, 0.9)],
    [middle + between(random, -0.05, 0.05), foot + 0.03],
    [middle + half, top + (foot - top) * between(random, 0.65, 0.9)],
    [middle + half, top + (foot - top) * between(random, 0.1, 0.35)],
    [start[0] + rest, start[1] + between(random, -0.02, 0.06)],
  ]);
}

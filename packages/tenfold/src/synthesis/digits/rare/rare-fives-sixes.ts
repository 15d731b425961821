import type { Rng } from "../../../engine/rng.js";
import { between, chance } from "../../draws.js";
import type { DrawnStrokes } from "../regional/drawn-strokes.js";
import { smoothStroke } from "../regional/smooth-stroke.js";

/** A five whose bow is a small ring, nearly closed, or whose neck is long: not a 6, not an S. */
export function ringedFive(random: Rng): DrawnStrokes {
  const neck = between(random, 0.3, 0.55);
  const left = between(random, 0.1, 0.35);
  const close = [left + between(random, -0.1, 0.15), between(random, 0.72, 0.98)] as const;
  const bow = smoothStroke([
    [left + between(random, -0.08, 0.02), neck],
    [between(random, 0.45, 0.65), neck - between(random, 0, 0.08)],
    [between(random, 0.7, 0.95), (neck + 1) / 2],
    [between(random, 0.4, 0.6), between(random, 0.98, 1.08)],
    [left, between(random, 0.92, 1.02)],
    close,
  ]);
  const bar = [left + between(random, 0.3, 0.75), between(random, -0.12, 0.1)] as const;
  const corner = [left + between(random, -0.05, 0.1), between(random, -0.02, 0.1)] as const;
  return chance(random, 0.5)
    ? [[...bar, ...corner, ...bow]]
    : [
        [...corner, ...bow],
        [...corner, ...bar],
      ];
}

/** A six whose bow does not come back to the stem, like a G or a C with a hook, or winds into itself. */
export function openSix(random: Rng): DrawnStrokes {
  const start = [between(random, 0.5, 0.95), between(random, -0.05, 0.15)] as const;
  const ringTop = between(random, 0.48, 0.66);
  const end = chance(random, 0.5)
    ? ([between(random, 0.3, 0.5), ringTop + between(random, 0.02, 0.22)] as const)
    : ([between(random, 0.45, 0.65), ringTop + between(random, 0.12, 0.25)] as const);
  return [
    smoothStroke([
      start,
      [between(random, 0.2, 0.4), between(random, 0.05, 0.25)],
      [between(random, -0.02, 0.15), between(random, 0.5, 0.75)],
      [between(random, 0.25, 0.5), between(random, 0.98, 1.1)],
      [between(random, 0.75, 0.98), between(random, 0.75, 0.92)],
      [between(random, 0.6, 0.85), ringTop - between(random, 0, 0.06)],
      end,
    ]),
  ];
}

/** A six with a long straight neck and a small ring, like a b, or whose neck bends outward at its top. */
export function neckedSix(random: Rng): DrawnStrokes {
  const ringTop = between(random, 0.55, 0.75);
  const right = between(random, 0.45, 0.75);
  const lean = between(random, -0.08, 0.35);
  const head = chance(random, 0.4) ? [[between(random, 0.1, 0.45) + lean, between(random, -0.08, 0.05)] as const] : [];
  return [
    smoothStroke([
      ...head,
      [0.15 + lean, between(random, -0.02, 0.08)],
      [between(random, 0.02, 0.15), between(random, 0.5, 0.75)],
      [between(random, 0.02, 0.15), between(random, 0.9, 1.02)],
      [between(random, 0.3, 0.45), between(random, 1, 1.1)],
      [right + 0.05, between(random, 0.82, 0.98)],
      [right, ringTop - 0.03],
      [between(random, 0.05, 0.2), ringTop + between(random, -0.04, 0.15)],
    ]),
  ];
}

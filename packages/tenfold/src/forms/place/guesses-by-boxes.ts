import { type Box, boxArea, cornersOf } from "../../image/geometry/box.js";
import { middleOf, type Quad, turnsOf } from "../../image/geometry/quad.js";
import { distance, type Point, type Transform } from "../../image/geometry/transform.js";
import type { Guess } from "./guess.js";
import type { Scene } from "./scene.js";

/** How many boxes of the form are tried, and how many seen for each. */
const [SEEDS, TRIED] = [6, 80];
/** By how much a box seen may differ from one of the form in the logarithm of its proportion. */
const PROPORTION = 0.35;
/** How far off other features may be. */
const ALLOWANCE = { near: 1.5, share: 0.1 };

/** A large box of the form, and every box seen that has its proportion, in each of its turns: the affine map that they fix. */
export function guessesByBoxes({ form, seen }: Scene): Guess[] {
  const seeds = distinct([...form.boxes].sort((one, other) => boxArea(other) - boxArea(one))).slice(0, SEEDS);
  const candidates = seen.boxes.slice(0, TRIED);
  return seeds.flatMap((box) => {
    const corners = cornersOf(box);
    const turns = candidates.flatMap(({ quad }) => turnsOf(quad).filter((turn) => isInProportion(turn, box)));
    return turns.map((turn) => ({ map: affineOf(corners, turn), allowance: ALLOWANCE, known: corners, prior: 0, doubt: 0 }));
  });
}

function isInProportion([a, b, c, d]: Quad, { left, top, right, bottom }: Box): boolean {
  const seen = (distance(a, b) + distance(d, c)) / (distance(a, d) + distance(b, c));
  return Math.abs(Math.log(seen / ((right - left) / (bottom - top)))) < PROPORTION;
}

/** The affine map by two sides of a box: perspective over so small a part is noise. */
function affineOf([a, b, , d]: Quad, quad: Quad): Transform {
  const [p, q, r, s] = quad;
  const across: Point = [(q[0] - p[0] + r[0] - s[0]) / 2 / (b[0] - a[0]), (q[1] - p[1] + r[1] - s[1]) / 2 / (b[0] - a[0])];
  const down: Point = [(s[0] - p[0] + r[0] - q[0]) / 2 / (d[1] - a[1]), (s[1] - p[1] + r[1] - q[1]) / 2 / (d[1] - a[1])];
  const [x, y] = middleOf(quad);
  const [mx, my] = [(a[0] + b[0]) / 2, (a[1] + d[1]) / 2];
  return [across[0], down[0], x - across[0] * mx - down[0] * my, across[1], down[1], y - across[1] * mx - down[1] * my, 0, 0, 1];
}

/** Boxes of sizes that differ; of equals the first and the last. */
function distinct(boxes: readonly Box[]): Box[] {
  const kinds = new Map<string, Box[]>();
  for (const box of boxes) {
    const key = `${Math.round(box.right - box.left)} ${Math.round(box.bottom - box.top)}`;
    kinds.set(key, [...(kinds.get(key) ?? []), box]);
  }
  return [...kinds.values()].flatMap((alike) => (alike.length > 1 ? [alike[0] as Box, alike.at(-1) as Box] : alike));
}

import type { Rng } from "../../engine/rng.js";
import { crop, type Gray } from "../../image/basics/picture.js";
import { inkBox } from "../../image/digit/normalize-digit.js";
import { between, chance } from "../draws.js";
import { overlaid, scaled, trimmed } from "../paper.js";

/** What is narrower than this beside its height might be a one. */
const SLIM = 0.45;
/** What keeps more than this of its digit's ink may still be read as the digit, and what keeps less is a speck. */
const [LEAST_INK, MOST_INK] = [0.2, 0.6];

/**
 * A part of a digit, as a cut in the wrong place leaves it; nothing where the part may pass for a digit of its own (slim as a one), or for
 * the whole.
 */
export function fragment(random: Rng, digit: Gray): Gray | undefined {
  const ink = trimmed(digit);
  const at = between(random, 0.3, 0.7);
  const box = { left: 0, top: 0, right: ink.width, bottom: ink.height };
  const side = random.uniform();
  const cut = Math.round((side < 0.7 ? ink.width : ink.height) * at);
  const part =
    side < 0.35
      ? { ...box, right: cut }
      : side < 0.7
        ? { ...box, left: cut }
        : side < 0.85
          ? { ...box, bottom: cut }
          : { ...box, top: cut };
  const kept = crop(ink, part);
  const found = inkBox(kept);
  if (!found) return undefined;
  const share = mass(kept) / mass(ink);
  if (share < LEAST_INK || share > MOST_INK) return undefined;
  const [height, width] = [found.bottom - found.top, found.right - found.left];
  return Math.min(height, width) < SLIM * Math.max(height, width) && height > width ? undefined : crop(kept, found);
}

/** A digit with a large part of its neighbor. */
export function withHalfOfNeighbor(random: Rng, digit: Gray, neighbor: Gray): Gray {
  const ink = trimmed(digit);
  const next = scaled(trimmed(neighbor), between(random, 0.8, 1.2));
  const width = Math.max(4, Math.round(next.width * between(random, 0.4, 0.7)));
  const atLeft = chance(random, 0.5);
  const from = atLeft ? Math.max(0, next.width - width) : 0;
  const part = crop(next, { left: from, right: from + width, top: 0, bottom: next.height });
  const overlap = random.below(3);
  return overlaid([
    { ink, left: 0, top: 0 },
    { ink: part, left: atLeft ? overlap - width : ink.width - overlap, top: Math.round(between(random, -3, 3)) },
  ]);
}

function mass({ pixels }: Gray): number {
  return pixels.reduce((sum, ink) => sum + ink, 0);
}

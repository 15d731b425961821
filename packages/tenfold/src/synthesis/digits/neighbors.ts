import type { Rng } from "../../engine/rng.js";
import { crop, type Gray } from "../../image/basics/picture.js";
import { between, chance } from "../draws.js";
import { bar, overlaid, scaled, trimmed } from "../paper.js";

/** Two or three digits written into each other: no single digit. */
export function touching(random: Rng, digits: readonly Gray[]): Gray {
  let left = 0;
  const parts = digits.map((digit) => {
    const ink = scaled(trimmed(digit), between(random, 0.75, 1.25));
    const place = { ink, left, top: Math.round(between(random, -4, 4) - ink.height / 2) };
    left += Math.max(3, ink.width - random.below(chance(random, 0.7) ? 4 : 8));
    return place;
  });
  return overlaid(parts);
}

/** A digit with a little of what stands beside it, or a piece of the line it stands on: still that digit. */
export function withRemains(random: Rng, digit: Gray, neighbor: Gray): Gray {
  const ink = trimmed(digit);
  const which = random.uniform();
  if (which < 0.35) return besideSliver(random, ink, trimmed(neighbor));
  if (which < 0.7) return withLigature(random, ink);
  if (which < 0.85) return overlaid([{ ink, left: 0, top: 0 }, lineBeside(random, ink)]);
  return overlaid([{ ink, left: 0, top: 0 }, lineThrough(random, ink)]);
}

/** A stroke that leads from the digit to its neighbor, or from it, as far as it was cut off. */
function withLigature(random: Rng, ink: Gray): Gray {
  const row = random.below(ink.height);
  const isAtRight = chance(random, 0.6);
  const inked = Array.from({ length: ink.width }, (_, column) => column).filter(
    (column) => (ink.pixels[row * ink.width + column] as number) > 127,
  );
  const start = isAtRight ? inked.at(-1) : inked[0];
  if (start === undefined) return ink;
  const [length, climb, thick] = [3 + random.below(7), between(random, -0.8, 0.8), 1 + random.below(3)];
  const dots = Array.from({ length }, (_, step) => ({
    ink: bar(thick, thick),
    left: start + (isAtRight ? step : -step),
    top: Math.round(row + climb * step - thick / 2),
  }));
  return overlaid([{ ink, left: 0, top: 0 }, ...dots]);
}

function besideSliver(random: Rng, ink: Gray, neighbor: Gray): Gray {
  const width = Math.min(neighbor.width, 1 + random.below(3));
  const atLeft = chance(random, 0.5);
  const from = atLeft ? neighbor.width - width : 0;
  const part = crop(neighbor, { left: from, right: from + width, top: 0, bottom: neighbor.height });
  const gap = random.below(3);
  return overlaid([
    { ink, left: 0, top: 0 },
    { ink: part, left: atLeft ? -width - gap : ink.width + gap, top: Math.round(between(random, -3, 3)) },
  ]);
}

/** What ruling leaves: a thin line at an edge of the digit. */
function lineBeside(random: Rng, ink: Gray) {
  const [thick, shade] = [1 + random.below(2), between(random, 100, 255)];
  const reach = between(random, 0.4, 1.1);
  if (chance(random, 0.6)) {
    const line = bar(thick, Math.ceil(ink.width * reach), shade);
    return { ink: line, left: Math.round(between(random, -2, ink.width - line.width + 2)), top: chance(random, 0.7) ? ink.height : -thick };
  }
  const line = bar(Math.ceil(ink.height * reach), thick, shade);
  return { ink: line, left: chance(random, 0.5) ? ink.width + random.below(2) : -thick - random.below(2), top: random.below(4) };
}

function lineThrough(random: Rng, ink: Gray) {
  const line = bar(1, Math.ceil(ink.width * between(random, 0.9, 1.3)), between(random, 100, 220));
  return { ink: line, left: -Math.round((line.width - ink.width) / 2), top: random.below(ink.height) };
}

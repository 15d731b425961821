import type { Rng } from "../../../engine/rng.js";
import { between, chance } from "../../draws.js";
import type { DrawnStrokes } from "../regional/drawn-strokes.js";
import { smoothStroke } from "../regional/smooth-stroke.js";

/** A nine whose ring does not close: its bow ends short of the stem, below where it began, or the stem stands apart. */
export function openNine(random: Rng): DrawnStrokes {
  const right = between(random, 0.6, 0.85);
  const low = between(random, 0.4, 0.58);
  const bow = smoothStroke([
    [right - between(random, 0, 0.25), between(random, -0.02, 0.12)],
    [between(random, 0.3, 0.45), between(random, -0.12, 0)],
    [between(random, -0.05, 0.1), between(random, 0.12, 0.3)],
    [between(random, 0.12, 0.35), low + 0.04],
    [right - between(random, 0.08, 0.2), low - between(random, 0, 0.12)],
    [right - between(random, -0.03, 0.12), between(random, 0.12, 0.32)],
  ]);
  const top = [right + between(random, -0.06, 0.1), between(random, -0.05, 0.25)] as const;
  const foot = [right + between(random, -0.35, 0.05), 1] as const;
  if (chance(random, 0.5)) return [bow, [...top, ...foot]];
  return [[...bow, ...foot]];
}

/** A nine whose ring is small or flat beside a long stem, which may lean, bow or end in a hook to either side. */
export function smallRingedNine(random: Rng): DrawnStrokes {
  const right = between(random, 0.5, 0.8);
  const low = between(random, 0.24, 0.44);
  const wide = between(random, 0.25, 0.65);
  const foot = [right + between(random, -0.4, 0.1), between(random, 0.92, 1.02)] as const;
  const hook = chance(random, 0.4) ? [[foot[0] - between(random, 0.08, 0.4), foot[1] + between(random, -0.08, 0.04)] as const] : [];
  return [
    smoothStroke([
      [right, between(random, 0.04, 0.16)],
      [right - wide / 2, between(random, -0.1, 0)],
      [right - wide, low / 2],
      [right - wide / 2, low + 0.06],
      [right - between(random, 0, 0.08), low / 2],
      [right + between(random, -0.02, 0.04), between(random, 0, 0.1)],
      [right + between(random, -0.06, 0.06), between(random, 0.35, 0.6)],
      foot,
      ...hook,
    ]),
  ];
}

/** A nine whose stem crosses its ring or loops below, like a g or an 8 that is open at its foot. */
export function loopedNine(random: Rng): DrawnStrokes {
  const right = between(random, 0.6, 0.8);
  const low = between(random, 0.38, 0.52);
  const foot = between(random, 0.95, 1.08);
  return [
    smoothStroke([
      [right - between(random, 0.02, 0.2), between(random, 0, 0.14)],
      [between(random, 0.25, 0.45), between(random, -0.12, 0)],
      [between(random, -0.05, 0.12), low / 2],
      [between(random, 0.25, 0.4), low + 0.06],
      [right, low - between(random, 0.08, 0.2)],
      [right + between(random, -0.02, 0.08), between(random, 0, 0.15)],
      [right + between(random, -0.08, 0.05), between(random, 0.5, 0.7)],
      [right - between(random, 0.1, 0.3), foot],
      [right - between(random, 0.35, 0.6), foot - between(random, 0.02, 0.16)],
      [right - between(random, 0.2, 0.4), between(random, 0.66, 0.8)],
      ...(chance(random, 0.5) ? [[right + between(random, 0, 0.25), between(random, 0.5, 0.68)] as const] : []),
    ]),
  ];
}

import type { Rng } from "../../engine/rng.js";
import { resample } from "../../image/basics/resample.js";
import { between, chance, chosen } from "../draws.js";
import { bytes } from "./bytes.js";
import { field, SIDE } from "./slow-shades.js";
import { weathered } from "./weathered.js";

const ALL = { left: 0, top: 0, right: SIDE, bottom: SIDE };

/** What pens, paper, cameras and thresholds do to a digit of 28 x 28 pixels, one of it at random; nearly half stay as they are. */
export function worn(random: Rng, pixels: Uint8Array): Uint8Array {
  return wornBy(KINDS, random, pixels);
}

/** The same by pens, thresholds and few pixels, slightly out of focus or with some grain: the paper is even, and so is the light. */
export function wornInEvenLight(random: Rng, pixels: Uint8Array): Uint8Array {
  return wornBy(IN_EVEN_LIGHT, random, pixels);
}

type Wear = (random: Rng, pixels: Uint8Array) => Uint8Array;
type Kinds = readonly (readonly [until: number, wear: Wear])[];

/** Each up to so much of 1. */
const KINDS: Kinds = [
  [0.46, kept],
  [0.55, coarse],
  [0.63, blackAndWhite],
  [0.73, broken],
  [0.85, weathered],
  [0.92, soft],
  [1, speckled],
];
const IN_EVEN_LIGHT: Kinds = [
  [0.5, kept],
  [0.62, coarse],
  [0.72, blackAndWhite],
  [0.84, broken],
  [0.92, soft],
  [1, speckled],
];

function wornBy(kinds: Kinds, random: Rng, pixels: Uint8Array): Uint8Array {
  const which = random.uniform();
  const [, wear] = kinds.find(([until]) => which < until) as Kinds[number];
  const result = wear(random, pixels);
  return result.some((ink) => ink >= FAINT) ? result : pixels;
}

function kept(_random: Rng, pixels: Uint8Array): Uint8Array {
  return pixels;
}

/** Where nothing is darker, nothing can be seen. */
const FAINT = 96;

/**
 * A digit of 28 x 28 pixels spoiled for certain: most often by light, blur, grain, strokes across it or a strange size, else by pens and
 * thresholds; now and then twice. What would leave nothing to see changes nothing.
 *
 * @param pixels 784 bytes, ink 255
 */
export function spoiled(random: Rng, pixels: Uint8Array): Uint8Array {
  const kinds = [weathered, weathered, weathered, dusty, dusty, coarse, blackAndWhite, broken, soft, speckled];
  const result = chosen(random, kinds)(random, chance(random, 0.15) ? weathered(random, pixels) : pixels);
  return result.some((ink) => ink >= FAINT) ? result : pixels;
}

/** Dust on the glass, grains of one to four pixels and of any shade, few or as many as hide a third of the picture. */
function dusty(random: Rng, pixels: Uint8Array): Uint8Array {
  const result = Uint8Array.from(pixels);
  const [share, coarse] = [between(random, 0.02, 0.3), chance(random, 0.4)];
  for (let grains = Math.round((share * result.length) / (coarse ? 3 : 1)); grains > 0; grains--) {
    const [at, shade] = [random.below(result.length - SIDE - 1), between(random, 0, 255)];
    for (const by of coarse ? [0, 1, SIDE, SIDE + 1] : [0]) if (by === 0 || chance(random, 0.7)) result[at + by] = shade;
  }
  return result;
}

/** Seen with fewer pixels. */
function coarse(random: Rng, pixels: Uint8Array): Uint8Array {
  const side = 10 + random.below(9);
  const small = { height: side, width: side };
  return bytes(
    resample(
      { pixels: resample({ pixels, height: SIDE, width: SIDE }, ALL, small), ...small },
      { ...ALL, right: side, bottom: side },
      { height: SIDE, width: SIDE },
    ),
  );
}

/** Cut into ink and paper at one shade, as scanners do. */
function blackAndWhite(random: Rng, pixels: Uint8Array): Uint8Array {
  const threshold = between(random, 70, 190);
  return pixels.map((ink) => (ink < threshold ? 0 : 255));
}

/** Ink that ran thin in places. */
function broken(random: Rng, pixels: Uint8Array): Uint8Array {
  const patches = field(random, 4 + random.below(5));
  const [from, sharp] = [between(random, 0.1, 0.4), between(random, 2, 6)];
  return pixels.map((ink, at) => ink * Math.min(1, Math.max(0, sharp * ((patches[at] as number) - from) + 0.5)));
}

/** Out of focus, and paler or darker toward its edges. */
function soft(random: Rng, pixels: Uint8Array): Uint8Array {
  const gain = between(random, 0.9, 1.7);
  const side = between(random, 0.3, 1);
  const sums = new Float32Array(pixels.length);
  for (let at = 0; at < pixels.length; at++) {
    let sum = 0;
    let weights = 0;
    for (const [by, weight] of [
      [0, 1],
      [-1, side],
      [1, side],
      [-SIDE, side],
      [SIDE, side],
    ] as const) {
      const ink = pixels[at + by];
      if (ink === undefined) continue;
      sum += weight * ink;
      weights += weight;
    }
    sums[at] = (gain * sum) / weights;
  }
  return bytes(sums);
}

/** Grain all over, and a few specks. */
function speckled(random: Rng, pixels: Uint8Array): Uint8Array {
  const grain = between(random, 5, 60);
  const noisy = Float32Array.from(pixels, (ink) => ink + grain * (random.uniform() + random.uniform() - 1));
  for (let specks = random.below(5); specks > 0; specks--) {
    const at = random.below(noisy.length - SIDE - 1);
    for (const by of [0, 1, SIDE, SIDE + 1]) if (chance(random, 0.7)) noisy[at + by] = between(random, 80, 255);
  }
  return bytes(noisy);
}

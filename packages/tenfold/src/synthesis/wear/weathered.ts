import type { Rng } from "../../engine/rng.js";
import { resample } from "../../image/basics/resample.js";
import { between, chance } from "../draws.js";
import { bytes } from "./bytes.js";
import { field, SIDE } from "./slow-shades.js";

/**
 * What cameras, light, paper and bad pens do to a digit of 28 x 28 pixels where it is not brought to MNIST's form: shaded paper, weak ink,
 * blur, grain, strokes across it, another size and place, outlines alone, pencil. The corruptions of MNIST-C (Mu and Gilmer, 2019) are of
 * other kinds or strengths; they judge, and train nothing.
 */
export function weathered(random: Rng, pixels: Uint8Array): Uint8Array {
  const kinds = [shaded, shaded, blurred, grainy, crossed, displaced, hollow, penciled, patched, shaken];
  const kind = kinds[random.below(kinds.length)] as (typeof kinds)[number];
  const once = kind(random, pixels);
  return chance(random, 0.25) ? shaded(random, once) : once;
}

/** On paper that is not black, evenly or more toward one side, with ink as much lighter as is left, or less. */
function shaded(random: Rng, pixels: Uint8Array): Uint8Array {
  const [paper, depth] = [between(random, 0, 150), chance(random, 0.6) ? between(random, 20, 100) : 0];
  const shades = field(random, 2 + random.below(4));
  const [contrast, add] = [between(random, 0.35, 1), chance(random, 0.5)];
  return bytes(
    Float32Array.from(pixels, (ink, at) => {
      const ground = paper + depth * ((shades[at] as number) - 0.5);
      return add ? ground + contrast * ink : ground + ((contrast * ink) / 255) * (255 - ground);
    }),
  );
}

/** Out of focus: each pixel the mean of a square around it, or of a row or column of pixels, as a hand that moves leaves it. */
function blurred(random: Rng, pixels: Uint8Array): Uint8Array {
  const which = random.below(3);
  const radius = 1 + random.below(which === 0 ? 2 : 3);
  let shades = Float32Array.from(pixels);
  if (which !== 1) shades = boxMeans(shades, 1, radius);
  if (which !== 2) shades = boxMeans(shades, SIDE, radius);
  const gain = between(random, 1, 1.5);
  return bytes(shades.map((shade) => shade * gain));
}

function boxMeans(shades: Float32Array, step: 1 | typeof SIDE, radius: number): Float32Array<ArrayBuffer> {
  const across = step === 1 ? (at: number) => at % SIDE : (at: number) => Math.floor(at / SIDE);
  return Float32Array.from(shades, (_, at) => {
    let sum = 0;
    for (let by = -radius; by <= radius; by++) {
      const place = across(at) + by;
      if (place >= 0 && place < SIDE) sum += shades[at + by * step] as number;
    }
    return sum / (2 * radius + 1);
  });
}

/** Strong grain, alike everywhere or as coarse as two pixels. */
function grainy(random: Rng, pixels: Uint8Array): Uint8Array {
  const strength = between(random, 40, 150);
  const coarse = chance(random, 0.4) ? field(random, SIDE >> 1) : undefined;
  return bytes(
    Float32Array.from(pixels, (ink, at) => {
      const grain = coarse ? 2 * (coarse[at] as number) - 1 : random.uniform() + random.uniform() - 1;
      return ink + strength * grain;
    }),
  );
}

/** A part of the picture with light and dark exchanged, as where a dark object or a printed panel lies below. */
function patched(random: Rng, pixels: Uint8Array): Uint8Array {
  const isTall = chance(random, 0.5);
  const [thick, at] = [3 + random.below(11), random.below(SIDE - 3)];
  const [from, to] = [random.below(12), 16 + random.below(12)];
  return pixels.map((ink, place) => {
    const [row, column] = [Math.floor(place / SIDE), place % SIDE];
    const [across, along] = isTall ? [column, row] : [row, column];
    return across >= at && across < at + thick && along >= from && along < to ? 255 - ink : ink;
  });
}

/** Every pixel from a place near its own, a little way off in slow waves and a little by chance: rough glass, trembling. */
function shaken(random: Rng, pixels: Uint8Array): Uint8Array {
  const [right, down] = [field(random, 5 + random.below(8)), field(random, 5 + random.below(8))];
  const [slow, fast] = [between(random, 0.5, 2.8), between(random, 0.2, 1.2)];
  return pixels.map((_, at) => {
    const by = (shades: Float32Array) => slow * (2 * (shades[at] as number) - 1) + fast * (random.uniform() + random.uniform() - 1);
    const [row, column] = [Math.round(Math.floor(at / SIDE) + by(down)), Math.round((at % SIDE) + by(right))];
    return row < 0 || column < 0 || row >= SIDE || column >= SIDE ? 0 : (pixels[row * SIDE + column] as number);
  });
}

/** Thin strokes across the picture, straight or with corners, lighter or darker than it. */
function crossed(random: Rng, pixels: Uint8Array): Uint8Array {
  const result = Uint8Array.from(pixels);
  for (let strokes = 1 + random.below(3); strokes > 0; strokes--) {
    const [from, slope, shade] = [
      between(random, 0, SIDE),
      between(random, -0.8, 0.8),
      chance(random, 0.7) ? between(random, 110, 255) : 0,
    ];
    const [isLevel, every, depth] = [chance(random, 0.5), chance(random, 0.3) ? 5 + random.below(9) : 0, between(random, 2, 7)];
    for (let along = 0; along < SIDE; along++) {
      const turn = every > 0 ? depth * Math.abs(((along / every) % 2) - 1) : 0;
      const across = Math.round(from + turn + slope * (along - SIDE / 2));
      if (across >= 0 && across < SIDE) result[isLevel ? across * SIDE + along : along * SIDE + across] = shade;
    }
  }
  return result;
}

/** Smaller or larger, and away from the middle, all of it still in the picture or nearly so. */
function displaced(random: Rng, pixels: Uint8Array): Uint8Array {
  const scale = between(random, 0.55, 1.1);
  const slack = (SIDE * (1 - scale)) / 2 + 3;
  const [right, down] = [between(random, -slack, slack) / scale, between(random, -slack, slack) / scale];
  const margin = (SIDE / scale - SIDE) / 2;
  const box = { left: -margin - right, top: -margin - down, right: SIDE + margin - right, bottom: SIDE + margin - down };
  return bytes(resample({ pixels, height: SIDE, width: SIDE }, box, { height: SIDE, width: SIDE }));
}

/** The outlines of strokes alone, as a wide pen with little ink leaves them. */
function hollow(random: Rng, pixels: Uint8Array): Uint8Array {
  const gain = between(random, 1, 2);
  return bytes(
    Float32Array.from(pixels, (ink, at) => {
      const around = [at - 1, at + 1, at - SIDE, at + SIDE].map((place) => pixels[place] ?? ink);
      return gain * (Math.max(ink, ...around) - Math.min(ink, ...around));
    }),
  );
}

/** Pale, and rough where the paper's grain took no lead. */
function penciled(random: Rng, pixels: Uint8Array): Uint8Array {
  const [pale, rough] = [between(random, 0.35, 0.8), between(random, 0.2, 0.7)];
  return bytes(Float32Array.from(pixels, (ink) => ink * pale * (1 - rough * random.uniform())));
}

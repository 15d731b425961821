import type { Rng } from "../engine/rng.js";
import { crop, type Gray } from "../image/basics/picture.js";
import { resample } from "../image/basics/resample.js";
import { inkBox, normalizeDigit } from "../image/digit/normalize-digit.js";
import { between, chance } from "./draws.js";

const SIDE = 28;

/** A digit of 28 x 28 pixels as a picture. */
export function pictureOfDigit(pixels: Uint8Array): Gray {
  return { pixels, height: SIDE, width: SIDE };
}

/** In MNIST's form, strokes brought to a width that differs from time to time; most often to that which readers bring them to. */
export function seen(random: Rng, ink: Gray): Uint8Array {
  const strokes = chance(random, 0.5) ? ([2.3, 3.2] as const) : ([between(random, 1.7, 2.6), between(random, 2.8, 4.2)] as const);
  return normalizeDigit(ink, { strokes }).pixels;
}

/** The ink alone, slanted, and wider or narrower than it was. */
export function slanted(random: Rng, { pixels, height, width }: Gray): Gray {
  const [slant, wide] = [between(random, -0.45, 0.45), between(random, 0.7, 1.35)];
  const to = { height, width: Math.ceil(width * wide + Math.abs(slant) * height) };
  const moved = new Uint8Array(to.height * to.width);
  for (let row = 0; row < height; row++) {
    const shift = width / 2 - (to.width / 2 + slant * (row - height / 2)) / wide;
    for (let column = 0; column < to.width; column++) {
      const x = column / wide + shift;
      const left = Math.floor(x);
      const at = (column: number) => (column < 0 || column >= width ? 0 : (pixels[row * width + column] as number));
      moved[row * to.width + column] = Math.round(at(left) + (x - left) * (at(left + 1) - at(left)));
    }
  }
  return trimmed({ pixels: moved, ...to });
}

/** The smallest picture that holds all ink. */
export function trimmed(ink: Gray): Gray {
  return crop(ink, inkBox(ink, 1) ?? { left: 0, top: 0, right: 1, bottom: 1 });
}

/** Made larger or smaller. */
export function scaled({ pixels, height, width }: Gray, by: number): Gray {
  const size = { height: Math.max(1, Math.round(height * by)), width: Math.max(1, Math.round(width * by)) };
  const shades = resample({ pixels, height, width }, { left: 0, top: 0, right: width, bottom: height }, size);
  return { pixels: Uint8Array.from(shades, (ink) => Math.min(Math.max(Math.round(ink), 0), 255)), ...size };
}

/** Pictures laid over each other on one paper, each at its place; ink stays where any of them has it. */
export function overlaid(parts: readonly { readonly ink: Gray; readonly left: number; readonly top: number }[]): Gray {
  const left = Math.min(...parts.map((part) => part.left));
  const top = Math.min(...parts.map((part) => part.top));
  const width = Math.max(...parts.map((part) => part.left + part.ink.width)) - left;
  const height = Math.max(...parts.map((part) => part.top + part.ink.height)) - top;
  const pixels = new Uint8Array(height * width);
  for (const { ink, ...place } of parts) {
    for (let row = 0; row < ink.height; row++) {
      for (let column = 0; column < ink.width; column++) {
        const at = (row + place.top - top) * width + column + place.left - left;
        pixels[at] = Math.max(pixels[at] as number, ink.pixels[row * ink.width + column] as number);
      }
    }
  }
  return { pixels, height, width };
}

/** Filled with one shade. */
export function bar(height: number, width: number, shade = 255): Gray {
  return { pixels: new Uint8Array(height * width).fill(shade), height, width };
}

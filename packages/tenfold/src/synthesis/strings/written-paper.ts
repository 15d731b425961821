import type { Rng } from "../../engine/rng.js";
import type { Gray } from "../../image/basics/picture.js";
import { between, chance, triangular } from "../draws.js";
import { cosine, sine } from "../sine.js";

/** Something between 0 and 1 at a pixel. */
type Shading = (x: number, y: number) => number;

/**
 * Ink of a pen or a pencil as a scanner sees it: on plain, dotted or guilloche paper, weaker here and there, a printed line under it at times, blurred a little and
 * with noise.
 *
 * @param ink 255 on strokes
 * @param digits how high digits are, in pixels
 * @returns light 255
 */
export function onWrittenPaper(random: Rng, { pixels: ink, height, width }: Gray, digits: number): Gray {
  const light = between(random, 150, 245);
  const isPencil = chance(random, 0.1);
  const dark = isPencil ? between(random, 0.15, 0.4) : between(random, 0.45, 0.85); // how much of the light strokes take away
  const pattern = patternOf(random, dark);
  const pressure = pressureOf(random, digits);
  const line = chance(random, 0.25) ? { at: height - between(random, 1, 0.3 * digits), thick: between(random, 0.5, 1.2) } : undefined;
  const shades = new Float64Array(height * width);
  for (let row = 0, at = 0; row < height; row++) {
    const printed = line ? 0.8 * dark * Math.min(Math.max(line.thick - Math.abs(row - line.at) + 0.5, 0), 1) : 0;
    for (let column = 0; column < width; column++, at++) {
      const stroke = ink[at] === 0 ? 0 : ((dark * (ink[at] as number)) / 255) * pressure(column, row);
      shades[at] = light * (1 - Math.max(pattern(column, row), printed, stroke));
    }
  }
  return scanned(random, shades, { height, width }, isPencil ? 4 : 7);
}

function scanned(random: Rng, shades: Float64Array, { height, width }: { height: number; width: number }, grain: number): Gray {
  const [noise, blur] = [between(random, 0, grain), between(random, 0, 0.175)];
  const pixels = new Uint8Array(shades.length);
  for (let row = 0, at = 0; row < height; row++) {
    const [above, below] = [row > 0 ? -width : 0, row < height - 1 ? width : 0];
    for (let column = 0; column < width; column++, at++) {
      const [before, behind] = [column > 0 ? -1 : 0, column < width - 1 ? 1 : 0];
      const cross = [above, below, before, behind].reduce((sum, by) => sum + (shades[at + by] as number), 0);
      const shade = (shades[at] as number) * (1 - 4 * blur) + cross * blur + noise * triangular(random);
      pixels[at] = Math.min(Math.max(Math.round(shade), 0), 255);
    }
  }
  return { pixels, height, width };
}

/** How much of its ink the pen leaves: less here and there. */
function pressureOf(random: Rng, digits: number): Shading {
  const fading = chance(random, 0.6) ? between(random, 0, 0.5) : 0;
  const waves = [0, 1, 2].map(() => ({
    across: (9 * between(random, -1, 1)) / digits,
    down: (9 * between(random, -1, 1)) / digits,
    phase: between(random, 0, 2 * Math.PI),
  }));
  if (fading === 0) return () => 1;
  return (x, y) => 1 - fading * (0.5 + waves.reduce((sum, wave) => sum + sine(wave.across * x + wave.down * y + wave.phase), 0) / 6);
}

/** How much of the light the paper's print takes away. */
function patternOf(random: Rng, dark: number): Shading {
  const kind = random.below(3);
  if (kind === 0) return () => 0;
  const depth = dark * between(random, 0.1, 0.45);
  return kind === 1 ? dots(random, depth) : guilloche(random, depth);
}

function dots(random: Rng, depth: number): Shading {
  const pitch = between(random, 2, 5);
  return (x, y) => (cosine((2 * Math.PI * x) / pitch) * cosine((2 * Math.PI * y) / pitch) > 0.4 ? depth : 0);
}

/** Two families of wavy lines. */
function guilloche(random: Rng, depth: number): Shading {
  const [one, other] = [0, 1].map(() => {
    const angle = between(random, 0, Math.PI);
    const [pitch, swing, period, phase] = [between(random, 5, 14), between(random, 2, 9), between(random, 30, 90), between(random, 0, 6)];
    const [c, s] = [cosine(angle), sine(angle)];
    return (x: number, y: number) => {
      const across = x * c + y * s + swing * sine((2 * Math.PI * (y * c - x * s)) / period + phase);
      const away = Math.abs(across / pitch - Math.round(across / pitch)) * pitch;
      return depth * Math.min(Math.max(1.1 - away, 0), 1);
    };
  }) as [Shading, Shading];
  return (x, y) => Math.max(one(x, y), other(x, y));
}

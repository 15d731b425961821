import { median } from "../../median.js";
import type { Gray } from "../basics/picture.js";
import type { Bow } from "./bow.js";
import { MARGIN } from "./upright-quad.js";

/** The shades of an upright picture, averaged along its rows within upright strips: `[STRIPS, height]`. */
export interface StripShades {
  readonly shades: Float32Array;
  /** Of the picture, with its margins. */
  readonly height: number;
  readonly width: number;
}

/** A line at a cut, and how much of it stands there. */
export interface StandingLine {
  readonly bow: Bow;
  /** The share of the strips in which it is about as dark as elsewhere, 0 to 1: digits are dark in some and not in others. */
  readonly stands: number;
}

const STRIPS = 36;
/** How far above and below a line its paper is looked at, in rows of the grid. */
const BESIDE = 0.15;
/** What a line takes of the light at least, along half of it: fainter ones are not told from the grain of the paper. */
const FAINTEST = 0.01;
/** So much of the light a strip must lack to speak for a line with all its weight; what lacks none speaks against it with half. */
const CLEAR = 0.025;
const AGAINST = -0.5;
/** In a strip a line is as dark as elsewhere where it is so many times as dark as in the middle one. */
const [LEAST, MOST] = [0.4, 1.9];
/** Steps on either side in which the slope and the bow of a line are tried. */
const STEPS = 3;

/** @param upright light 255, with `MARGIN` pixels around the grid */
export function stripShades({ pixels, height, width }: Gray): StripShades {
  const shades = new Float32Array(STRIPS * height);
  const inner = width - 2 * MARGIN;
  for (let strip = 0; strip < STRIPS; strip++) {
    const left = MARGIN + Math.floor((inner * strip) / STRIPS);
    const right = Math.max(MARGIN + Math.floor((inner * (strip + 1)) / STRIPS), left + 1);
    for (let row = 0; row < height; row++) {
      let sum = 0;
      for (let at = row * width + left; at < row * width + right; at++) sum += pixels[at] as number;
      shades[strip * height + row] = sum / (right - left);
    }
  }
  return { shades, height, width };
}

/**
 * The horizontal line that stands best at each of the evenly spaced cuts of an upright grid into so many rows, its two edges among them. A line is
 * darker than the paper on both of its sides, which no edge of a shadow is, and equally so along its length, which no row of digits is; so the
 * faintest is found that can be seen over its whole length.
 *
 * @param slack how far from its cut a line may lie, in pixels
 */
export function standingLines(strips: StripShades, rows: number, slack: number): StandingLine[] {
  const pitch = (strips.height - 2 * MARGIN) / rows;
  const witnesses = witnessesOf(strips, Math.max(2, Math.round(BESIDE * pitch)));
  return Array.from({ length: rows + 1 }, (_, line) => lineNear(witnesses, strips, MARGIN + line * pitch, slack));
}

/** What the strips say of a line: `[STRIPS, height]` each. */
interface Witnesses {
  /** How much of the light of the darker of its two sides each place lacks. */
  readonly lacking: Float32Array;
  /** How much that speaks for a line there. */
  readonly weights: Float32Array;
}

function witnessesOf({ shades, height }: StripShades, beside: number): Witnesses {
  const lacking = new Float32Array(shades.length);
  for (let strip = 0; strip < STRIPS; strip++) {
    const start = strip * height;
    for (let row = 0; row < height; row++) {
      const above = shades[start + Math.max(row - beside, 0)] as number;
      const below = shades[start + Math.min(row + beside, height - 1)] as number;
      const light = Math.max(Math.min(above, below), 1);
      lacking[start + row] = (light - (shades[start + row] as number)) / light;
    }
  }
  const weights = lacking.map((own) => Math.min(Math.max(own / CLEAR, AGAINST), 1) + own); // of two clear ones the darker
  return { lacking, weights };
}

/** Of the parabolas near a place the one along which most strips speak for a line. */
function lineNear({ lacking, weights }: Witnesses, { height, width }: StripShades, middle: number, slack: number): StandingLine {
  let best = { score: Number.NEGATIVE_INFINITY, terms: [middle, 0, 0] as Bow };
  const bends = Array.from({ length: 2 * STEPS + 1 }, (_, step) => ((step - STEPS) / STEPS) * slack);
  const reach = Math.ceil(slack);
  for (const slope of bends) {
    for (const bend of bends) {
      const terms: Bow = [middle - bend / 3, slope / 2, bend];
      const rows = PLACES.map((_, strip) => rowAt(terms, strip));
      for (let by = -reach; by <= reach; by++) {
        let score = 0;
        for (let strip = 0; strip < STRIPS; strip++) {
          const row = (rows[strip] as number) + by;
          if (row >= 0 && row < height) score += weights[strip * height + row] as number;
        }
        if (score > best.score) best = { score, terms: [terms[0] + by, terms[1], terms[2]] };
      }
    }
  }
  return { bow: inPixels(best.terms, width), stands: evenness(lacking, height, best.terms) };
}

/** The strips' places on a line, from -1 to 1. */
const PLACES = Array.from({ length: STRIPS }, (_, strip) => (2 * (strip + 0.5)) / STRIPS - 1);

/** The row of pixels in which a line lies in a strip. */
function rowAt([a, b, c]: Bow, strip: number): number {
  const x = PLACES[strip] as number;
  return Math.floor(a + (b + c * x) * x);
}

/** The most that is lacking in a row or one beside it. */
function lackingNear(lacking: Float32Array, height: number, strip: number, row: number): number {
  let most = 0;
  for (let near = Math.max(row - 1, 0); near <= Math.min(row + 1, height - 1); near++)
    most = Math.max(most, lacking[strip * height + near] as number);
  return most;
}

/** The share of the strips in which a line is about as dark as in most; 0 where it is hardly there. */
function evenness(lacking: Float32Array, height: number, terms: Bow): number {
  const along = PLACES.map((_, strip) => lackingNear(lacking, height, strip, rowAt(terms, strip)));
  const usual = median(along) ?? 0;
  if (usual < FAINTEST) return 0;
  return along.filter((own) => own > LEAST * usual && own < MOST * usual).length / STRIPS;
}

/** From places -1 to 1 between the margins to pixels. */
function inPixels([a, b, c]: Bow, width: number): Bow {
  const inner = width - 2 * MARGIN;
  const [k, s] = [2 / inner, 1 + (2 * MARGIN) / inner]; // place = k x - s
  return [a - b * s + c * s * s, b * k - 2 * c * k * s, c * k * k];
}

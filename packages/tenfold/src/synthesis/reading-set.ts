import { DIGITS } from "../data/class-names.js";
import { type Dataset, imagesOf } from "../data/dataset.js";
import type { StrokeSample } from "../data/stroke-samples.js";
import { mix, type Rng, rng } from "../engine/rng.js";
import { InputError } from "../errors.js";
import { renderStrokes, type Stroke } from "../image/render-strokes.js";
import { blot, mark, scribble, texture } from "./doodles.js";
import { between, chance, oneOf } from "./draws.js";
import { fragment, withHalfOfNeighbor } from "./fragments.js";
import { touching, withRemains } from "./neighbors.js";
import { pictureOfDigit, seen, slanted } from "./paper.js";
import { barredSeven, type DrawnStrokes, longOne, loopedTwo, slashedZero } from "./regional-digits.js";
import { variedStrokes } from "./vary-strokes.js";
import { worn } from "./wear.js";

/** The classes of a network that reads: the ten digits, and what is no single digit. */
export const READING_CLASSES: readonly string[] = [...DIGITS, "none"];
/** The last of them. */
export const NONE = 10;

export interface ReadingSetOptions {
  /** Digits as MNIST has them, 28 x 28. */
  readonly digits: Dataset;
  /** Characters written with a pen: digits among them are digits, letters and signs are none. */
  readonly strokes?: readonly StrokeSample[];
  readonly seed?: number;
  /** How many pictures for each digit given; 3 by default. */
  readonly times?: number;
}

/** What some people write as others write a digit: a picture of it alone cannot be told apart. */
const LIKE_DIGITS = new Set("OoIl|/()'`,");
/** Pictures of one pen-written digit, and of one letter. */
const [A_DIGIT, A_LETTER] = [12, 5];
/** What there is beside each digit given, in pictures. */
const BESIDE = { pairs: 0.6, halves: 0.25, fragments: 0.3, scribbles: 0.25, blots: 0.2, textures: 0.04, marks: 0.08, regional: 0.3 };

/**
 * Pictures to train a reader on, made of single digits and pen strokes: digits with other pens, slants and strengths, worn by paper and
 * camera, with remains of lines and neighbors; slashed zeros, ones with upstrokes, twos with loops and barred sevens; and what is no single digit:
 * digits that touch, parts of digits, letters, signs, scribbles and blots. Each digit is there once unchanged.
 *
 * The same seed gives the same pictures.
 *
 * @returns classes {@link READING_CLASSES}; `writers` numbers what a picture was made of, so that `splitByGroup` keeps copies together
 * @throws InputError unless the digits are 28 x 28 and gray, ten classes of them
 */
export function readingSet({ digits, strokes = [], seed = 0, times = 3 }: ReadingSetOptions): Dataset {
  check(digits);
  const { count, pixels } = digits.images;
  const sink = pictureSink();
  const digitAt = (row: number) => pictureOfDigit(pixels.subarray(row * 784, (row + 1) * 784));
  const anyDigit = (random: Rng) => digitAt(random.below(count));
  const stream = (what: number) => rng(mix(seed, STREAM, what));

  for (let row = 0; row < count; row++) sink.add(digitAt(row).pixels, digits.labels[row] as number, groupOf(row));
  const varying = stream(1);
  for (let at = 0; at < count * (times - 1); at++) {
    const row = at % count;
    const ink = slanted(varying, digitAt(row));
    const whole = chance(varying, 0.25) ? withRemains(varying, ink, anyDigit(varying)) : ink;
    sink.add(worn(varying, seen(varying, whole)), digits.labels[row] as number, groupOf(row));
  }

  const nothing = (what: number, share: number, make: (random: Rng) => Uint8Array | undefined) => {
    const random = stream(what);
    for (let made = 0, tries = 0; made < share * count && tries < 20 * count; tries++) {
      const picture = make(random);
      if (!picture?.some((ink) => ink > 0)) continue;
      sink.add(picture, NONE, groupOf(count + made++));
    }
  };
  nothing(2, BESIDE.pairs, (random) => {
    const several = Array.from({ length: chance(random, 0.85) ? 2 : 3 }, () => slanted(random, anyDigit(random)));
    return worn(random, seen(random, touching(random, several)));
  });
  nothing(3, BESIDE.halves, (random) => worn(random, seen(random, withHalfOfNeighbor(random, anyDigit(random), anyDigit(random)))));
  nothing(4, BESIDE.fragments, (random) => {
    const part = fragment(random, anyDigit(random));
    return part && worn(random, seen(random, part));
  });
  nothing(5, BESIDE.scribbles, (random) => drawn(random, scribble(random)));
  nothing(6, BESIDE.blots, (random) => worn(random, blot(random)));
  nothing(7, BESIDE.textures, texture);
  nothing(8, BESIDE.marks, (random) => worn(random, seen(random, mark(random))));

  addRegional(sink, stream(9), BESIDE.regional * count);
  addStrokes(sink, stream(10), strokes);
  return sink.dataset(`${digits.name} to read`, digits);
}

/** Copies of a digit are in one group, with those of its neighbors: some thousands of groups are enough to part them evenly. */
function groupOf(at: number): number {
  return at >> 5;
}

/** Keeps this use of a seed apart from others: "read" in ASCII. */
const STREAM = 0x72656164;

function addRegional(sink: PictureSink, random: Rng, count: number): void {
  const kinds: readonly (readonly [number, (random: Rng) => DrawnStrokes])[] = [
    [0, slashedZero],
    [1, longOne],
    [2, loopedTwo],
    [7, barredSeven],
  ];
  for (let at = 0; at < count; at++) {
    const [label, make] = oneOf(random, kinds);
    sink.add(drawn(random, variedStrokes(random, make(random))), label, 2 ** 24 + groupOf(at));
  }
}

/** Pen-written characters, each several times, another way each time; a writer's stay together. */
function addStrokes(sink: PictureSink, random: Rng, samples: readonly StrokeSample[]): void {
  const writers = new Map<string, number>();
  for (const { label, writer, strokes } of samples) {
    if (LIKE_DIGITS.has(label)) continue;
    if (!writers.has(writer)) writers.set(writer, 2 ** 25 + writers.size);
    const digit = DIGITS.indexOf(label);
    const upright = strokes.map((stroke) => stroke.map((one, at) => (at % 2 === 1 ? -one : one)));
    for (let copy = 0; copy < (digit < 0 ? A_LETTER : A_DIGIT); copy++) {
      const varied = variedStrokes(random, upright);
      const bold = digit < 0 && chance(random, 0.3);
      sink.add(drawn(random, varied, bold ? between(random, 4, 8) : undefined), digit < 0 ? NONE : digit, writers.get(writer) as number);
    }
  }
}

/** Strokes as a pen leaves them, most often as wide as readers draw them. */
function drawn(random: Rng, strokes: readonly Stroke[], pen = chance(random, 0.4) ? 2.6 : between(random, 1.6, 4)): Uint8Array {
  return worn(random, renderStrokes(strokes, { pen }).pixels);
}

interface PictureSink {
  add(pixels: Uint8Array, label: number, group: number): void;
  dataset(name: string, from: Dataset): Dataset;
}

function pictureSink(): PictureSink {
  const pictures: Uint8Array[] = [];
  const labels: number[] = [];
  const groups: number[] = [];
  return {
    add(pixels, label, group) {
      pictures.push(pixels);
      labels.push(label);
      groups.push(group);
    },
    dataset(name, { license, source, hashes }) {
      const all = new Uint8Array(pictures.length * 784);
      for (const [row, pixels] of pictures.entries()) all.set(pixels, row * 784);
      return {
        name,
        images: imagesOf(all, [pictures.length, 28, 28, 1]),
        labels: Uint8Array.from(labels),
        classNames: READING_CLASSES,
        writers: Uint32Array.from(groups),
        ...(license !== undefined && { license }),
        ...(source !== undefined && { source }),
        ...(hashes && { hashes }),
      };
    },
  };
}

function check({ name, images: { height, width, channels }, classNames }: Dataset): void {
  if (height === 28 && width === 28 && channels === 1 && classNames.length === 10) return;
  throw new InputError(
    `readingSet: "${name}" has pictures of ${height} x ${width} x ${channels} of ${classNames.length} classes; wanted are digits of 28 x 28 x 1`,
  );
}

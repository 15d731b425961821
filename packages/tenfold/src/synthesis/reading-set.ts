// Synthetic training data: digits changed in many ways, and things that are no digit.

import { NONE, READING_CLASSES } from "../data/class-names.js";
import { type Dataset, imagesOf } from "../data/dataset.js";
import type { StrokeSample } from "../data/stroke-samples.js";
import { mix, type Rng, rng } from "../engine/rng.js";
import { InputError } from "../errors.js";
import { aroundStrokes, renderStrokes, type Stroke } from "../image/digit/render-strokes.js";
import { blot, mark, scribble, texture } from "./digits/doodles.js";
import { fragment, withHalfOfNeighbor } from "./digits/fragments.js";
import { touching, withRemains } from "./digits/neighbors.js";
import { RARE_FORMS } from "./digits/rare/rare-forms.js";
import { REGIONAL_FORMS, type RegionalForm } from "./digits/regional/regional-forms.js";
import { variedStrokes } from "./digits/vary-strokes.js";
import { between, chance, chosen } from "./draws.js";
import { pictureOfDigit, seen, slanted } from "./paper.js";
import { isAlike, signPicture } from "./sign-pictures.js";
import { spoiled, worn } from "./wear/worn.js";

export interface ReadingSetOptions {
  /** Digits as MNIST has them, 28 x 28. */
  readonly digits: Dataset;
  /** Characters written with a pen: digits and signs among them are themselves, letters and other symbols are none. */
  readonly strokes?: readonly StrokeSample[] | undefined;
  readonly seed?: number | undefined;
  /** How many pictures for each digit given; 3 by default. */
  readonly times?: number | undefined;
}

/**
 * What some people write as others write a digit or a sign: a picture of it alone, brought to one size, cannot be told apart. A comma and a
 * point are what they are by their size and place.
 */
const ALIKE = new Set("OoIl|'`,._");
/** Pictures of one pen-written digit, of one sign, of one letter, and of one that may pass for a digit. */
const [A_DIGIT, A_SIGN, A_LETTER, A_LETTER_LIKE_A_DIGIT] = [12, 6, 5, 1];
/** Letters that many people write as others write a digit: there, as they are none, but not so often that such digits are none, too. */
const LIKE_DIGITS = new Set("SsZzBbgqDQ");
/** What there is beside each digit given, in pictures. */
const BESIDE = {
  pairs: 0.6,
  halves: 0.25,
  fragments: 0.3,
  scribbles: 0.25,
  blots: 0.2,
  textures: 0.04,
  marks: 0.08,
  regional: 0.45,
  rare: 0.45,
  signs: 0.3,
  spoiled: 0.7,
};

/**
 * Pictures to train a reader on, made of single digits and pen strokes: digits with other pens, slants and strengths, worn by paper and
 * camera, with remains of lines and neighbors; digits spoiled as they stand; digits in the forms of regions, as barred sevens, and in rare ones,
 * as open sixes; and what is no single digit: digits that touch, parts of digits, letters, scribbles and blots; and signs that people write beside numbers. Each digit is there
 * once unchanged.
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

  const beside = (what: number, share: number, make: (random: Rng) => Labeled | undefined) => {
    const random = stream(what);
    for (let made = 0, tries = 0; made < share * count && tries < 20 * count; tries++) {
      const { pixels, label } = make(random) ?? {};
      if (label === undefined || !pixels?.some((ink) => ink > 0)) continue;
      sink.add(pixels, label, groupOf(count + made++));
    }
  };
  const nothing = (what: number, share: number, make: (random: Rng) => Uint8Array | undefined) =>
    beside(what, share, (random) => {
      const pixels = make(random);
      return pixels && { pixels, label: NONE };
    });
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
  beside(8, BESIDE.marks, (random) => {
    const { ink, sign } = mark(random);
    return { pixels: worn(random, seen(random, ink)), label: sign ? classOf(sign) : NONE };
  });

  addForms(sink, stream(9), REGIONAL_FORMS, { count: BESIDE.regional * count, group: 2 ** 24 });
  addForms(sink, stream(13), RARE_FORMS, { count: BESIDE.rare * count, group: 2 ** 26 });
  addStrokes(sink, stream(10), strokes);
  beside(11, BESIDE.signs, (random) => {
    const { sign, ink } = signPicture(random);
    return { pixels: worn(random, seen(random, ink)), label: classOf(sign) };
  });
  const spoiling = stream(12);
  for (let at = 0; at < BESIDE.spoiled * count; at++) {
    const row = at % count;
    sink.add(spoiled(spoiling, digitAt(row).pixels), digits.labels[row] as number, groupOf(row));
  }
  return sink.dataset(`${digits.name} to read`, digits);
}

interface Labeled {
  readonly pixels: Uint8Array;
  readonly label: number;
}

function classOf(sign: string): number {
  return READING_CLASSES.indexOf(sign);
}

/** Copies of a digit are in one group, with those of its neighbors: some thousands of groups are enough to part them evenly. */
function groupOf(at: number): number {
  return at >> 5;
}

/** Keeps this use of a seed apart from others: "read" in ASCII. */
const STREAM = 0x72656164;

/** Digits drawn in forms, each equally often. */
function addForms(
  sink: PictureSink,
  random: Rng,
  forms: readonly RegionalForm[],
  { count, group }: { count: number; group: number },
): void {
  for (let at = 0; at < count; at++) {
    const { digit, draw } = chosen(random, forms);
    sink.add(drawn(random, variedStrokes(random, draw(random))), digit, group + groupOf(at));
  }
}

/** Pen-written characters, each several times, another way each time; a writer's stay together. A capital X is the sign x. */
function addStrokes(sink: PictureSink, random: Rng, samples: readonly StrokeSample[]): void {
  const writers = new Map<string, number>();
  for (const { label, writer, strokes } of samples) {
    if (ALIKE.has(label) || isAlike(label, aroundStrokes(strokes))) continue;
    if (!writers.has(writer)) writers.set(writer, 2 ** 25 + writers.size);
    const known = READING_CLASSES.indexOf(label === "X" ? "x" : label);
    const [isDigit, isSign] = [known >= 0 && known < NONE, known > NONE];
    const upright = strokes.map((stroke) => stroke.map((one, at) => (at % 2 === 1 ? -one : one)));
    const copies = isDigit ? A_DIGIT : isSign ? A_SIGN : LIKE_DIGITS.has(label) ? A_LETTER_LIKE_A_DIGIT : A_LETTER;
    for (let copy = 0; copy < copies; copy++) {
      const varied = variedStrokes(random, upright);
      const bold = !isDigit && chance(random, 0.3);
      sink.add(drawn(random, varied, bold ? between(random, 4, 8) : undefined), known < 0 ? NONE : known, writers.get(writer) as number);
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

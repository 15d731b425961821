import { DIGITS } from "../../data/class-names.js";
import { imagesOf } from "../../data/dataset.js";
import type { WrittenString } from "../../synthesis/strings/written-string.js";
import type { TextExamples } from "../../training/objectives/text-objective.js";
import { lineStrip, STRIP_HEIGHT } from "./line-strip.js";
import { pictureLines } from "./picture-lines.js";

/** A second line that is wider than this share of the first holds part of what is written. */
const ASIDE = 0.25;

/**
 * Examples for a network that reads lines: pictures of written strings, seen the way a reader sees them, until there are `count`. Those
 * that are longer than a strip, those on which no ink is found, and those that fall into two lines are left out. Their texts are what is written, as far as it is among
 * the classes.
 *
 * @param next another string each time
 * @param width of the strips, in pixels
 * @param classNames the characters that the network knows, digits alone unless told; `LINE_CLASSES` has signs, too
 */
export function lineExamples(next: () => WrittenString, count: number, width = 168, classNames: readonly string[] = DIGITS): TextExamples {
  const size = STRIP_HEIGHT * width;
  const pixels = new Uint8Array(count * size);
  const texts: Uint8Array[] = [];
  while (texts.length < count) {
    const { picture, written } = next();
    const [line, second] = pictureLines(picture).sort((one, other) => other.ink.width - one.ink.width);
    if (line && second && second.ink.width > ASIDE * line.ink.width) continue;
    const ink = line && lineStrip(line);
    if (!ink || ink.width > width) continue;
    for (let row = 0; row < STRIP_HEIGHT; row++) {
      pixels.set(ink.pixels.subarray(row * ink.width, (row + 1) * ink.width), texts.length * size + row * width);
    }
    texts.push(Uint8Array.from([...written].map((one) => classNames.indexOf(one)).filter((one) => one >= 0)));
  }
  return { images: imagesOf(pixels, [count, STRIP_HEIGHT, width, 1]), texts };
}

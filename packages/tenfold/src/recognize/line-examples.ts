import { imagesOf } from "../data/dataset.js";
import type { WrittenString } from "../synthesis/written-string.js";
import type { TextExamples } from "../training/fit-texts.js";
import { lineStrip, STRIP_HEIGHT } from "./line-strip.js";
import { pictureLines } from "./picture-lines.js";

/**
 * Examples for a network that reads lines: pictures of written strings, seen the way a reader sees them, until there are `count`. Those that
 * are longer than a strip, and those on which no ink is found, are left out.
 *
 * @param next another string each time
 * @param width of the strips, in pixels
 */
export function lineExamples(next: () => WrittenString, count: number, width = 168): TextExamples {
  const size = STRIP_HEIGHT * width;
  const pixels = new Uint8Array(count * size);
  const texts: Uint8Array[] = [];
  while (texts.length < count) {
    const { picture, text } = next();
    const [line] = pictureLines(picture).sort((one, other) => other.ink.width - one.ink.width);
    const ink = line && lineStrip(line);
    if (!ink || ink.width > width) continue;
    for (let row = 0; row < STRIP_HEIGHT; row++) {
      pixels.set(ink.pixels.subarray(row * ink.width, (row + 1) * ink.width), texts.length * size + row * width);
    }
    texts.push(Uint8Array.from(text, Number));
  }
  return { images: imagesOf(pixels, [count, STRIP_HEIGHT, width, 1]), texts };
}

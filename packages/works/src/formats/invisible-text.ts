import { cornersOf, type Point } from "tenfold/image";
import type { TextBlock, TextPage, TextWord } from "./text-blocks.js";

/** A word on a page of a PDF, in points from the lower left corner. */
export interface PlacedWord {
  /** With a blank behind it, where another word follows: not every reader of PDFs sees one in a gap. */
  readonly text: string;
  /** Where its base line begins. */
  readonly at: Point;
  /** The direction in which it is read, of length 1. */
  readonly along: Point;
  /** Without the blank. */
  readonly width: number;
  /** Of its digits. */
  readonly height: number;
}

/**
 * Where the words of a page stand on the page of a PDF: along the lower side of their field, where it is one and lies turned, else level, and as
 * long and as high as their digits.
 *
 * @param scale points a pixel
 */
export function placedWords({ blocks, height }: TextPage, scale: number): PlacedWord[] {
  return blocks.flatMap((block) => {
    const along = directionOf(block);
    const last = block.words.at(-1);
    return block.words.map((word) => {
      const text = word === last ? word.text : `${word.text} `;
      return { ...placed(word, { along, scale, height }), text };
    });
  });
}

/** In pixels, y downward. */
function directionOf({ string: { corners } }: TextBlock): Point {
  const [, , right, left] = corners ?? [];
  const length = left && right ? Math.hypot(right[0] - left[0], right[1] - left[1]) : 0;
  return left && right && length > 0 ? [(right[0] - left[0]) / length, (right[1] - left[1]) / length] : [1, 0];
}

interface Placing {
  readonly along: Point;
  readonly scale: number;
  /** Of the page, in pixels. */
  readonly height: number;
}

function placed({ box, signs }: TextWord, { along: [x, y], scale, height }: Placing): Omit<PlacedWord, "text"> {
  const isLevel = y === 0 && x > 0;
  const boxes = isLevel ? [box] : signs.flatMap(({ digit }) => (digit ? [digit.box] : []));
  const points = (boxes.length > 0 ? boxes : [box]).flatMap(cornersOf);
  const lengthwise = points.map(([px, py]) => px * x + py * y);
  const upward = points.map(([px, py]) => px * y - py * x);
  const [start, base] = [Math.min(...lengthwise), Math.min(...upward)];
  const [px, py] = [start * x + base * y, start * y - base * x];
  return {
    at: [px * scale, (height - py) * scale],
    along: [x, -y],
    width: (Math.max(...lengthwise) - start) * scale,
    height: (Math.max(...upward) - base) * scale,
  };
}

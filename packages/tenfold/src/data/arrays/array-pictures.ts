import { FormatError, ShapeError } from "../../errors.js";
import { type Images, imagesOf } from "../dataset.js";
import { shadesOf } from "../tables/table-shades.js";
import type { NpyArray } from "./npy.js";

/** Pictures of an array, and what was taken for what. */
export interface ArrayPictures {
  readonly images: Images;
  readonly notices: readonly string[];
}

/**
 * Gray pictures of an array `[count, height, width]`, with a channel before or behind, or `[count, height * width]` where that is a square: 0 is
 * paper, 255, or 1 where nothing is larger, ink.
 *
 * @param name what to call it in an error
 * @throws ShapeError when it has another shape
 * @throws FormatError when numbers are no shades
 */
export function arrayPictures({ shape, numbers }: NpyArray, name: string): ArrayPictures {
  const [count = 0, height = 0, width = 0] = sidesOf(shape);
  if (!(count >= 1 && height >= 1 && width >= 1)) {
    throw new ShapeError(`${name} has the shape [${shape.join(", ")}]; gray pictures are [count, height, width]`);
  }
  const wrong = numbers instanceof Float32Array ? numbers.findIndex((value) => !(value >= 0 && value <= 255)) : -1;
  if (wrong >= 0) throw new FormatError(`${name} holds ${numbers[wrong]} at ${wrong}, which is no shade; 0 to 1 or 0 to 255 are read`);
  const { bytes, notices } = shadesOf(numbers, name);
  return { images: imagesOf(bytes, [count, height, width, 1]), notices };
}

function sidesOf(shape: readonly number[]): readonly number[] {
  const [count = 0, ...sides] = shape;
  if (sides.length === 1)
    return [count, Math.sqrt(sides[0] as number), Math.sqrt(sides[0] as number)].map((side) => (Number.isInteger(side) ? side : 0));
  if (sides.length === 3 && sides[2] === 1) return [count, ...sides.slice(0, 2)];
  if (sides.length === 3 && sides[0] === 1) return [count, ...sides.slice(1)];
  return sides.length === 2 ? shape : [];
}

/**
 * Labels of an array `[count]` or `[count, 1]` of whole numbers, or `[count, classes]` with a 1 for the class, as text.
 *
 * @throws FormatError when they are none
 */
export function arrayLabels({ shape, numbers }: NpyArray, name: string): readonly string[] {
  const [count = 0, classes = 1, ...more] = shape;
  if (more.length === 0 && classes === 1) {
    const wrong = numbers.findIndex((value) => !Number.isInteger(value) || value < 0);
    if (wrong >= 0)
      throw new FormatError(`${name} holds ${numbers[wrong]} at ${wrong}, which is no label; whole numbers from 0 are wanted`);
    return Array.from(numbers, String);
  }
  const rows = Array.from({ length: more.length === 0 ? count : 0 }, (_, row) => numbers.subarray(row * classes, (row + 1) * classes));
  const isOneHot =
    rows.length > 0 &&
    rows.every((row) => row.indexOf(1) >= 0 && row.indexOf(1) === row.lastIndexOf(1) && row.every((value) => value === 0 || value === 1));
  if (!isOneHot)
    throw new FormatError(`${name} has the shape [${shape.join(", ")}]; labels are [count], or [count, classes] with a single 1`);
  return rows.map((row) => String(row.indexOf(1)));
}

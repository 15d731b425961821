import { FormatError } from "../errors.js";
import { type Images, imagesOf } from "./dataset.js";

/** Pictures of 16 by 16 pixels with their digits. */
export interface UspsPart {
  readonly images: Images;
  readonly labels: Uint8Array;
}

/**
 * Reads USPS as "The Elements of Statistical Learning" hands it out, `zip.train` unpacked: a line an image, the digit and 256 values from
 * -1, paper, to 1, ink, row by row, with blanks between.
 *
 * Source: Hull, "A database for handwritten text recognition research", 1994; https://hastie.su.domains/ElemStatLearn/
 *
 * @param name what to call the file in an error
 * @throws FormatError when a line is of another form, naming it
 */
export function parseUspsText(text: string, name: string): UspsPart {
  return parseLines(text, name, (fields, values) => {
    if (fields.length !== PIXELS + 1) return undefined;
    for (let at = 0; at < PIXELS; at++) values[at] = Number(fields[at + 1]);
    return Number(fields[0]);
  });
}

/**
 * Reads USPS as LIBSVM hands it out, `usps.bz2` unpacked: a line an image, the digit plus 1, and `index:value` from 1 to 256 in ascending
 * order; what is left out is 0.
 *
 * Source: https://www.csie.ntu.edu.tw/~cjlin/libsvmtools/datasets/multiclass.html#usps
 *
 * @throws FormatError when a line is of another form, naming it
 */
export function parseUspsLibsvm(text: string, name: string): UspsPart {
  return parseLines(text, name, ([label, ...pairs], values) => {
    values.fill(0);
    let before = 0;
    for (const pair of pairs) {
      const colon = pair.indexOf(":");
      const index = Number(pair.slice(0, colon));
      if (colon < 1 || colon === pair.length - 1 || !Number.isInteger(index) || index <= before || index > PIXELS) return undefined;
      values[index - 1] = Number(pair.slice(colon + 1));
      before = index;
    }
    return Number(label) - 1;
  });
}

const SIDE = 16;
const PIXELS = SIDE * SIDE;

/** Puts the values of a line's image into `values` and returns its digit; nothing when the line is of another form. */
type ParseLine = (fields: readonly string[], values: Float64Array) => number | undefined;

function parseLines(text: string, name: string, parse: ParseLine): UspsPart {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  if (lines.length === 0) throw new FormatError(`${name} is empty; pass a file of USPS`);
  const pixels = new Uint8Array(lines.length * PIXELS);
  const labels = new Uint8Array(lines.length);
  const values = new Float64Array(PIXELS);
  for (const [row, line] of lines.entries()) {
    const digit = parse(line.trim().split(/\s+/), values);
    if (digit === undefined || !Number.isInteger(digit) || digit < 0 || digit > 9 || !values.every(isValue)) {
      throw new FormatError(
        `${name} is not a file of USPS: line ${row + 1} is no digit with ${PIXELS} values from -1 to 1; fetch it again`,
      );
    }
    labels[row] = digit;
    for (let at = 0; at < PIXELS; at++) pixels[row * PIXELS + at] = Math.round(((values[at] as number) + 1) * 127.5);
  }
  return { images: imagesOf(pixels, [lines.length, SIDE, SIDE, 1]), labels };
}

/** False for NaN. */
function isValue(value: number): boolean {
  return value >= -1 && value <= 1;
}

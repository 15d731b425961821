import { FormatError } from "../../errors.js";
import { needBytes } from "../../what-came.js";
import { inkMlStrokes } from "./ink-ml.js";

/** More bytes are no drawing. */
const LARGEST = 32 * 2 ** 20;
/** More points, and more strokes, are no writing. */
const [MOST_POINTS, MOST_STROKES] = [1_000_000, 10_000];

/**
 * The pen strokes of a file, each x, y, x, y, … with y growing downward: what signature_pad's `toData()` gives, as JSON, the same as lists of
 * numbers, or InkML.
 *
 * Source: signature_pad 5, `PointGroup`; W3C, "Ink Markup Language (InkML)", 2011
 *
 * @param name what to call the file in an error
 * @throws FormatError when it is neither, or holds more than a person writes
 */
export function parsePenFile(bytes: Uint8Array, name: string): readonly (readonly number[])[] {
  needBytes(`parsePenFile: ${name}`, bytes);
  if (bytes.length > LARGEST) throw new FormatError(`${name} has ${bytes.length} bytes, at most ${LARGEST} of pen strokes are read`);
  const text = new TextDecoder().decode(bytes).trimStart();
  const strokes = text.startsWith("<") ? inkMlStrokes(text, name) : jsonStrokes(text, name);
  const points = strokes.reduce((sum, stroke) => sum + stroke.length / 2, 0);
  if (strokes.length > MOST_STROKES || points > MOST_POINTS) {
    throw new FormatError(
      `${name} holds ${strokes.length} strokes of ${points} points, at most ${MOST_STROKES} and ${MOST_POINTS} are read`,
    );
  }
  if (points === 0) throw new FormatError(`${name} holds no stroke with a point; draw something first`);
  return strokes;
}

function jsonStrokes(text: string, name: string): readonly (readonly number[])[] {
  const refuse = (): never => {
    throw new FormatError(`${name} holds no pen strokes; wanted is what signature_pad's toData() gives, [[x, y, x, y, …], …], or InkML`);
  };
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    return refuse();
  }
  const { strokes = found } = (typeof found === "object" && found !== null ? found : {}) as { strokes?: unknown };
  if (!Array.isArray(strokes)) return refuse();
  return strokes.map((stroke: unknown) => strokeOf(stroke) ?? refuse());
}

/** A group of points, as signature_pad has it since version 3, a list of points as before, or coordinates in a row. */
function strokeOf(stroke: unknown): readonly number[] | undefined {
  const { points = stroke } = (typeof stroke === "object" && stroke !== null ? stroke : {}) as { points?: unknown };
  if (!Array.isArray(points)) return undefined;
  const isRow = points.every((value) => typeof value === "number");
  const row: unknown[] = isRow ? points : points.flatMap((point) => [point?.x, point?.y]);
  return row.length % 2 === 0 && row.every(Number.isFinite) ? (row as number[]) : undefined;
}

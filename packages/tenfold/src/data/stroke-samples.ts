import { FormatError } from "../errors.js";

/** A character as a pen wrote it. */
export interface StrokeSample {
  /** What its collection calls it. */
  readonly id?: string | undefined;
  /** The character. */
  readonly label: string;
  readonly writer: string;
  /** From touching down to lifting, x and y in turn, y growing upward. */
  readonly strokes: readonly (readonly number[])[];
}

/** Points of one character at most: ten times what the longest of UNIPEN's has. */
const MOST_POINTS = 20_000;

/**
 * Reads characters written with a pen, a JSON object a line: `label`, one character; `writer`; `strokes`, each x, y, x, y, … with y growing
 * upward. So the isolated characters of UNIPEN are handed out.
 *
 * Source: Guyon, Schomaker, Plamondon, Liberman, Janet, "UNIPEN project of on-line data exchange and recognizer benchmarks", ICPR 1994;
 * https://doi.org/10.5281/zenodo.1195803
 *
 * @param name what to call the file in an error
 * @throws FormatError when a line is something else, naming it
 */
export function parseStrokeSamples(text: string, name: string): StrokeSample[] {
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  if (lines.length === 0) throw new FormatError(`${name} is empty; pass characters, a JSON object a line`);
  return lines.map((line, at) => {
    const sample = sampleIn(line);
    if (typeof sample !== "string") return sample;
    throw new FormatError(`${name}, line ${at + 1}: ${sample}; wanted is { "label": "7", "writer": "…", "strokes": [[x, y, x, y, …], …] }`);
  });
}

/** The sample, or what is wrong. */
function sampleIn(line: string): StrokeSample | string {
  let found: unknown;
  try {
    found = JSON.parse(line);
  } catch {
    return "it is no JSON";
  }
  const { id, label, writer, strokes } = (found ?? {}) as Record<string, unknown>;
  if (typeof label !== "string" || [...label].length !== 1) return '"label" is no single character';
  if (typeof writer !== "string") return '"writer" is no text';
  if (!Array.isArray(strokes) || !strokes.every(isStroke) || strokes.length === 0) return '"strokes" is no list of lists of coordinates';
  if (strokes.reduce((sum, stroke) => sum + stroke.length / 2, 0) > MOST_POINTS) return `it has more than ${MOST_POINTS} points`;
  return { ...(typeof id === "string" && { id }), label, writer, strokes };
}

function isStroke(stroke: unknown): stroke is number[] {
  return Array.isArray(stroke) && stroke.length > 0 && stroke.length % 2 === 0 && stroke.every(Number.isFinite);
}

// Over-segmentation: ink is cut wherever a symbol might end, and every run of neighboring parts may be one.

import { MNIST_STROKES, normalizeDigit, type SeenDigit } from "../../../image/digit/normalize-digit.js";
import { chained, scaleAt, scaledAndShifted } from "../../../image/geometry/transform.js";
import type { Piece } from "../../lattice.js";
import type { LineRaster } from "../line-raster.js";
import { boundaries, cutProbability } from "./boundaries.js";
import { type CandidatePiece, candidatePieces } from "./candidate-pieces.js";
import { likelyPieces } from "./likely-pieces.js";
import { boxInSource, pieceInk } from "./piece-picture.js";
import { middleAround, type PieceShape, pieceShape } from "./piece-shape.js";
import { type Primitives, primitives } from "./primitives.js";

/** A line cut into pieces, before anybody has looked at them. */
export interface LinePieces {
  readonly cuts: number;
  readonly pieces: readonly LinePiece[];
}

export interface LinePiece extends Omit<Piece, "symbols" | "other"> {
  readonly shape: PieceShape;
  /** Whether all its ink hangs together, and nothing else hangs on it. */
  readonly isWhole: boolean;
  /** The logarithm of the probability that its primitives belong together and the next one does not, by geometry alone. */
  readonly belongs: number;
}

/** Lower and narrower than this share of the line's height is no digit. */
const SMALLEST = 0.33;

/** Over-segmentation: cuts a line into everything that may be a symbol, more than there are. */
export function linePieces(line: LineRaster): LinePieces {
  const cut = primitives(line);
  const belongs = geometryOf(cut, line.height);
  const pixel = scaleAt(line.toSource, [line.ink.width / 2, line.ink.height / 2]) ** 2;
  const candidates = likelyPieces(candidatePieces(cut, line.height), cut.parts.length, belongs);
  const pieces = candidates.map((candidate) => {
    const { from, to, box, parts } = candidate;
    const middle = middleAround(cut.parts, line.height, (box.left + box.right) / 2);
    const shape = pieceShape(box, { height: line.height, middle });
    const ink = pixel * parts.reduce((sum, { area }) => sum + area, 0);
    const isWhole = parts.length === 1 && parts[0]?.parts === 1;
    const digit = shape.height < SMALLEST && shape.width < SMALLEST ? {} : { digit: seen(line, candidate) };
    return { from, to, ink, box: boxInSource(line, candidate), shape, isWhole, belongs: GEOMETRY * belongs(candidate), ...digit };
  });
  return { cuts: cut.parts.length, pieces };
}

/**
 * How much geometry counts: what it says of a boundary the network sees for the most part, too. Of 1, 0.7 and 0.5 most strings composed of MNIST's
 * training digits came out right by this.
 */
const GEOMETRY = 0.5;

function geometryOf(cut: Primitives, height: number): (piece: CandidatePiece) => number {
  const probabilities = boundaries(cut, height).map(cutProbability);
  return ({ from, to }) => {
    let sum = Math.log(probabilities[to - 1] ?? 1);
    for (let at = from; at < to - 1; at++) sum += Math.log(1 - (probabilities[at] as number));
    return sum;
  };
}

function seen(line: LineRaster, candidate: CandidatePiece): SeenDigit {
  const ink = pieceInk(line, candidate);
  const digit = normalizeDigit(ink, { strokes: MNIST_STROKES });
  return { ...digit, toSource: chained(chained(digit.toSource, scaledAndShifted(1, [ink.left, ink.top])), line.toSource) };
}

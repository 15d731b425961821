import { MNIST_STROKES, normalizeDigit, type SeenDigit } from "../image/normalize-digit.js";
import { chained, scaledAndShifted } from "../image/transform.js";
import { boundaries, cutProbability } from "./boundaries.js";
import { type CandidatePiece, candidatePieces } from "./candidate-pieces.js";
import type { Lattice, Piece } from "./lattice.js";
import { likelyPieces } from "./likely-pieces.js";
import type { LineRaster } from "./line-raster.js";
import { boxInSource, pieceInk } from "./piece-picture.js";
import { kindsOf, middleAround, type PieceShape, pieceShape } from "./piece-shape.js";
import { type Primitives, primitives } from "./primitives.js";

/** A line cut into pieces, before anybody has looked at them. */
export interface UnscoredLattice {
  readonly cuts: number;
  readonly pieces: readonly UnscoredPiece[];
}

export interface UnscoredPiece extends Omit<Piece, "symbols" | "other"> {
  readonly shape: PieceShape;
  /** Whether all its ink hangs together, and nothing else hangs on it. */
  readonly isWhole: boolean;
  /** The logarithm of the probability that its primitives belong together and the next one does not, by geometry alone. */
  readonly belongs: number;
}

/** Lower and narrower than this share of the line's height is no digit. */
const SMALLEST = 0.33;

/** Cuts a line into everything that may be a symbol. */
export function unscoredLattice(line: LineRaster): UnscoredLattice {
  const cut = primitives(line);
  const belongs = geometryOf(cut, line.height);
  const candidates = likelyPieces(candidatePieces(cut, line.height), cut.parts.length, belongs);
  const pieces = candidates.map((candidate) => {
    const { from, to, box, parts } = candidate;
    const middle = middleAround(cut.parts, line.height, (box.left + box.right) / 2);
    const shape = pieceShape(box, { height: line.height, middle });
    const isWhole = parts.length === 1 && parts[0]?.parts === 1;
    const digit = shape.height < SMALLEST && shape.width < SMALLEST ? {} : { digit: seen(line, candidate) };
    return { from, to, box: boxInSource(line, candidate), shape, isWhole, belongs: GEOMETRY * belongs(candidate), ...digit };
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

/**
 * What pieces are, by the network's answers and their geometry.
 *
 * A way through the lattice is a claim about every boundary, whether a symbol ends there, and about every piece, what it is. Its score is the
 * logarithm of the product of all these probabilities. Every boundary is claimed something about on every way, once, so ways with more
 * pieces and with fewer compare fairly; and a network that knows what is no single digit gives each wrong piece its due.
 *
 * @param answers log probabilities `[11]` of each piece that has a picture, in order
 */
export function scoredLattice({ cuts, pieces }: UnscoredLattice, answers: readonly Float32Array[]): Lattice {
  let next = 0;
  return {
    cuts,
    pieces: pieces.map(({ shape, isWhole, belongs, ...piece }) => {
      const scores = piece.digit ? answers[next++] : undefined;
      const symbols = symbolsOf(shape, isWhole, scores).map(({ text, score }) => ({ text, score: score + belongs }));
      const other = scores && { other: kindsOf(shape).digit + (isWhole ? 0 : CUT_OFF) + (scores[10] as number) + belongs };
      return { ...piece, symbols: symbols.sort((one, other) => other.score - one.score), ...other };
    }),
  };
}

/** Ink that was cut off is a separator, or nothing, less often than ink that stands alone. */
const CUT_OFF = Math.log(0.05);
/** Ink of a digit's size that is no digit is mostly wrongly cut; at times it is a flourish. */
const FLOURISH = Math.log(0.0025);
/** A stroke that looks as a 1 does is the stroke of a date or a fraction this rarely, where nothing is known; a field that has one knows. */
const SLASH = Math.log(0.02);

function symbolsOf(shape: PieceShape, isWhole: boolean, scores: Float32Array | undefined): Piece["symbols"] {
  const kinds = kindsOf(shape);
  const alone = isWhole ? 0 : CUT_OFF;
  const separators = (seen: number) => ([".", ",", "-"] as const).map((text) => ({ text, score: kinds[text] + alone + seen }));
  if (!scores) return [...separators(0), { text: "", score: kinds.nothing + alone }];
  const none = scores[10] as number;
  // To the network a separator is no digit, or a stroke as a 1 is.
  const stroke = Math.log(Math.exp(none) + Math.exp(scores[1] as number));
  const symbols: { text: string; score: number }[] = separators(stroke);
  symbols.push({ text: "/", score: kinds.digit + alone + stroke + SLASH });
  symbols.push({ text: "", score: Math.max(kinds.nothing + alone, kinds.digit + FLOURISH + alone) + none });
  for (let digit = 0; digit < 10; digit++) symbols.push({ text: String(digit), score: kinds.digit + (scores[digit] as number) });
  return symbols;
}

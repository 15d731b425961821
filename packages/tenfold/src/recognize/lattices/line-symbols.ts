import { NONE } from "../../data/class-names.js";
import type { Piece } from "../lattice.js";
import { kindsOf, kindsWithSigns, type PieceShape } from "../lines/pieces/piece-shape.js";
import { knowsSigns, noDigit, signScore } from "../looks/seen-scores.js";

/** Ink that was cut off is a sign, or nothing, less often than ink that stands alone. */
const CUT_OFF = Math.log(0.05);
/** Ink of a digit's size that is no digit is mostly wrongly cut; at times it is a flourish. */
const FLOURISH = Math.log(0.0025);
/**
 * A stroke that looks as a 1 does is the stroke of a date or a fraction this rarely, where nothing is known; a field that has one knows.
 */
const SLASH = Math.log(0.02);

/**
 * What a piece of a line may be, the likeliest first: what its size and place leave open, times what the network says of its picture.
 *
 * @param isWhole whether it was cut off from nothing
 * @param scores log probabilities of the network's classes; nothing where only the shape is judged
 */
export function lineSymbols(shape: PieceShape, isWhole: boolean, scores: Float32Array | undefined): Pick<Piece, "symbols" | "other"> {
  const alone = isWhole ? 0 : CUT_OFF;
  const symbols = !scores
    ? byShape(shape, alone)
    : knowsSigns(scores)
      ? withSigns(shape, alone, scores)
      : withoutSigns(shape, alone, scores);
  const other = scores && { other: kindsOf(shape).digit + alone + noDigit(scores) };
  return { symbols: symbols.sort((one, other) => other.score - one.score), ...other };
}

/** What a piece may be. */
type PieceSymbol = Piece["symbols"][number];

/** The signs that are told by size and place alone. */
const SEPARATORS = [".", ",", "-"] as const;

function byShape(shape: PieceShape, alone: number): PieceSymbol[] {
  const kinds = kindsOf(shape);
  return [...SEPARATORS.map((text) => ({ text, score: kinds[text] + alone })), { text: "", score: kinds.nothing + alone }];
}

function withoutSigns(shape: PieceShape, alone: number, scores: Float32Array): PieceSymbol[] {
  const kinds = kindsOf(shape);
  const none = scores[NONE] as number;
  // To such a network a separator is no digit, or a stroke as a 1 is.
  const stroke = logOfSum(none, scores[1] as number);
  return [
    ...SEPARATORS.map((text) => ({ text, score: kinds[text] + alone + stroke })),
    { text: "/", score: kinds.digit + alone + stroke + SLASH },
    { text: "", score: Math.max(kinds.nothing + alone, kinds.digit + FLOURISH + alone) + none },
    ...digitsAt(kinds.digit, scores),
  ];
}

/**
 * What a small sign looks like when it is brought to the size of a digit: a comma as any stroke, a point as a blot, a short dash as a
 * point.
 */
const LOOKS_LIKE: Readonly<Record<(typeof SEPARATORS)[number], string>> = { ".": ".,", ",": ",.1/()", "-": "-." };

/** Signs as high as digits, and those that are lower. */
const [TALL, LOW] = ["()$", "x+#*"];

/**
 * What a network sees that knows signs. Of small ones size and place say more than the picture, which may only contradict. A stroke as of a
 * 1 still is a fraction's at times: networks see a picture without the line it stands on. The strokes of "=" lie apart, so it hangs
 * together never.
 */
function withSigns(shape: PieceShape, alone: number, scores: Float32Array): PieceSymbol[] {
  const kinds = kindsWithSigns(shape);
  const none = scores[NONE] as number;
  const seen = (character: string): number => (character === "1" ? (scores[1] as number) : signScore(scores, character));
  const low = logOfSum(kinds.digit, kinds.sign);
  const nothing = Math.max(kinds.nothing, kinds.digit + FLOURISH) + alone;
  return [
    ...SEPARATORS.map((text) => ({ text, score: kinds[text] + alone + logOfSum(none, ...Array.from(LOOKS_LIKE[text], seen)) })),
    { text: "=", score: kinds["="] + seen("=") },
    { text: "/", score: kinds.digit + alone + logOfSum(seen("/"), SLASH + seen("1")) },
    ...Array.from(TALL, (text) => ({ text, score: kinds.digit + alone + seen(text) })),
    ...Array.from(LOW, (text) => ({ text, score: low + alone + seen(text) })),
    { text: "", score: nothing + noDigit(scores) },
    ...digitsAt(kinds.digit, scores),
  ].filter(({ score }) => score > Number.NEGATIVE_INFINITY);
}

function digitsAt(size: number, scores: Float32Array): PieceSymbol[] {
  return Array.from(scores.subarray(0, 10), (score, digit) => ({ text: String(digit), score: size + score }));
}

function logOfSum(...scores: readonly number[]): number {
  return Math.log(scores.reduce((sum, score) => sum + Math.exp(score), 0));
}

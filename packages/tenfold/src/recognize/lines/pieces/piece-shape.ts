import { around, type Box } from "../../../image/geometry/box.js";

/** What ink may be, as far as its size and place tell: one of the digits, a separator, or nothing. */
export type InkKind = "digit" | "." | "," | "-" | "nothing";

/** A piece against the line that it stands on. */
export interface PieceShape {
  /** In heights of the line's digits. */
  readonly height: number;
  readonly width: number;
  /** How far the middle of its height lies below that of the digits around, in the same unit. */
  readonly middle: number;
}

/** What other signs may be as well: a double line, or one that is lower than digits, as x and +. */
export type SignKind = "=" | "sign";

interface Normal {
  readonly prior: number;
  /** Mean and standard deviation: of the logarithms of height and width, and of the middle. */
  readonly height: readonly [number, number];
  readonly width: readonly [number, number];
  readonly middle: readonly [number, number];
}

/**
 * Digits and separators as they come out of strings composed of MNIST's training digits, with wider deviations of height
 * and middle, by which more of such strings come out right. A comma's and a dash's size there is how they were drawn, by reasoning. "Nothing" is
 * whatever is none of these: it is spread over all sizes.
 */
const kinds: Readonly<Record<InkKind, Normal>> = {
  digit: { prior: 0.75, height: [-0.06, 0.3], width: [-0.35, 0.45], middle: [0.01, 0.2] },
  ".": { prior: 0.07, height: [-1.6, 0.35], width: [-1.6, 0.35], middle: [0.4, 0.12] },
  ",": { prior: 0.05, height: [-1, 0.3], width: [-1.5, 0.4], middle: [0.42, 0.13] },
  "-": { prior: 0.07, height: [-1.7, 0.4], width: [-0.5, 0.4], middle: [0, 0.15] },
  nothing: { prior: 0.06, height: [-1, 1], width: [-1, 1], middle: [0, 0.6] },
};

/** Signs as they come out of composed strings, their deviations doubled; they are rarer than separators. */
const signKinds: Readonly<Record<SignKind, Normal>> = {
  "=": { prior: 0.03, height: [-0.86, 0.34], width: [-0.39, 0.3], middle: [0, 0.2] },
  sign: { prior: 0.04, height: [-0.56, 0.4], width: [-0.55, 0.4], middle: [-0.06, 0.2] },
};

/** The natural logarithm of the probability of each kind given size and place. */
export function kindsOf(shape: PieceShape): Record<InkKind, number> {
  return among(kinds, shape);
}

/** The same where other signs are told apart from nothing, for a network that sees which they are. */
export function kindsWithSigns(shape: PieceShape): Record<InkKind | SignKind, number> {
  return among({ ...kinds, ...signKinds }, shape);
}

function among<Kind extends string>(kinds: Readonly<Record<Kind, Normal>>, { height, width, middle }: PieceShape): Record<Kind, number> {
  const density = ({ prior, ...of }: Normal) =>
    Math.log(prior) + normal(Math.log(height), of.height) + normal(Math.log(width), of.width) + normal(middle, of.middle);
  const scores = Object.entries<Normal>(kinds).map(([kind, of]) => [kind, density(of)] as const);
  const most = Math.max(...scores.map(([, score]) => score));
  const total = most + Math.log(scores.reduce((sum, [, score]) => sum + Math.exp(score - most), 0));
  return Object.fromEntries(scores.map(([kind, score]) => [kind, score - total])) as Record<Kind, number>;
}

function normal(value: number, [mean, deviation]: readonly [number, number]): number {
  return -0.5 * ((value - mean) / deviation) ** 2 - Math.log(deviation);
}

export function pieceShape({ left, top, right, bottom }: Box, { height, middle }: { height: number; middle: number }): PieceShape {
  return { height: (bottom - top) / height, width: (right - left) / height, middle: ((top + bottom) / 2 - middle) / height };
}

/** Where the middle of the digits lies around a column, in rows: tall parts have a say, the nearer the more. */
export function middleAround(parts: readonly Box[], height: number, column: number): number {
  let [weights, sum] = [0, 0];
  for (const { left, top, right, bottom } of parts) {
    if (bottom - top < 0.55 * height) continue;
    const weight = 1 / (1 + Math.abs((left + right) / 2 - column) / height) ** 2;
    weights += weight;
    sum += (weight * (top + bottom)) / 2;
  }
  const { top, bottom } = around(parts);
  return weights > 0 ? sum / weights : (top + bottom) / 2;
}

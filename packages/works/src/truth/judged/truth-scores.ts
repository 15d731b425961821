import { areaUnderRiskCoverage, type ReadRate, type RiskCoveragePoint, readRateAt, riskCoverage, wilsonInterval } from "tenfold";
import type { Proof } from "tenfold/document";
import type { JudgedString } from "./judged-string.js";

/** A share of things that were counted, and where the true one lies, 95 % sure (Wilson). */
export interface Counted {
  readonly count: number;
  readonly of: number;
  /** count / of; null of nothing. */
  readonly share: number | null;
  readonly interval: readonly [from: number, to: number];
}

/** What is accepted at an error rate, by the reader's own thresholds. */
export interface LevelScore {
  readonly maxError: number;
  /** What the promise rests on, for all that is accepted. */
  readonly proof: Proof;
  /** Of all strings. */
  readonly accepted: Counted;
  /** Of the accepted ones. */
  readonly wrong: Counted;
}

/** How well strings with truth were read. */
export interface TruthScores {
  readonly right: Counted;
  /** By field, in the order in which they came; of forms alone. */
  readonly fields: readonly { readonly field: string; readonly right: Counted; readonly accepted: Counted; readonly wrong: Counted }[];
  /** Area under the risk-coverage curve, 0..1, lower is better. */
  readonly aurc: number;
  /** At 0.1, 0.5 and 1 %, and at the error rate that was asked for. */
  readonly levels: readonly LevelScore[];
  /** At most 200 points of the curve. */
  readonly curve: readonly RiskCoveragePoint[];
  /** What could be accepted with the best threshold for these very strings. */
  readonly readRates: readonly ReadRate[];
}

/** Error rates that are told of, beside the one asked for. */
export const LEVELS = [0.001, 0.005, 0.01] as const;

const MOST_POINTS = 200;

/**
 * @param strings at least one
 * @param maxError the error rate that was asked for
 */
export function truthScores(strings: readonly JudgedString[], maxError: number): TruthScores {
  const curve = riskCoverage(
    strings.map(({ confidence }) => confidence),
    strings.map(({ right }) => Number(right)),
  );
  const names = [...new Set(strings.flatMap(({ field }) => field ?? []))];
  return {
    right: counted(strings, ({ right }) => right),
    fields: names.map((field) => ({ field, ...fieldScore(strings.filter((one) => one.field === field)) })),
    aurc: areaUnderRiskCoverage(curve),
    levels: levelsWith(maxError).map((level) => levelScore(strings, level)),
    curve: atMost(curve, MOST_POINTS),
    readRates: LEVELS.map((level) => readRateAt(curve, level)),
  };
}

/** The error rates that are told of, each once. */
export function levelsWith(maxError: number): number[] {
  return [...new Set([...LEVELS, maxError])].sort((one, other) => one - other);
}

/** So many points of a curve, evenly, the last one among them. */
function atMost(curve: readonly RiskCoveragePoint[], most: number): RiskCoveragePoint[] {
  if (curve.length <= most) return [...curve];
  return Array.from({ length: most }, (_, at) => curve[Math.ceil(((at + 1) * curve.length) / most) - 1] as RiskCoveragePoint);
}

function fieldScore(strings: readonly JudgedString[]) {
  const accepted = strings.filter(({ status }) => status === "accepted");
  return {
    right: counted(strings, ({ right }) => right),
    accepted: counted(strings, ({ status }) => status === "accepted"),
    wrong: counted(accepted, ({ right }) => !right),
  };
}

function levelScore(strings: readonly JudgedString[], maxError: number): LevelScore {
  const accepted = strings.filter((one) => isAcceptedAt(one, maxError));
  const proofs = new Set((accepted.length > 0 ? accepted : strings).flatMap((one) => proofAt(one, maxError) ?? []));
  return {
    maxError,
    proof: (["expected", "proven"] as const).find((proof) => proofs.has(proof)) ?? "out of reach",
    accepted: counted(strings, (one) => isAcceptedAt(one, maxError)),
    wrong: counted(accepted, ({ right }) => !right),
  };
}

/** A string whose confidence does not count, as of a blank field, is taken or not at any rate. */
function isAcceptedAt({ status, levels }: JudgedString, maxError: number): boolean {
  return (levels?.find((level) => level.maxError === maxError)?.status ?? status) === "accepted";
}

function proofAt({ levels }: JudgedString, maxError: number): Proof | undefined {
  return levels?.find((level) => level.maxError === maxError)?.proof;
}

function counted<One>(all: readonly One[], isOne: (one: One) => boolean): Counted {
  const count = all.filter(isOne).length;
  return { count, of: all.length, share: all.length > 0 ? count / all.length : null, interval: wilsonInterval(count, all.length) };
}

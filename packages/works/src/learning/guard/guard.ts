import { mcnemar, percent } from "tenfold";
import { plural } from "../../pages/numbers.js";

/** A held field, read by the model in use and by the candidate, beside what a person said stands there. */
export interface HeldOutcome {
  /** The kind of field, as "us-zip". */
  readonly kind: string;
  /** The error rate that was asked for when it was read, above 0 and below 1. */
  readonly maxError: number;
  readonly before: FieldOutcome;
  readonly after: FieldOutcome;
}

/** What came of reading a field. */
export interface FieldOutcome {
  readonly isRight: boolean;
  readonly isAccepted: boolean;
}

/** Pictures of single digits, of which the truth is known: how many each of the two models reads right. */
export interface BaseOutcome {
  readonly name: string;
  readonly count: number;
  readonly before: number;
  readonly after: number;
}

export interface Evidence {
  readonly held: readonly HeldOutcome[];
  readonly base: readonly BaseOutcome[];
}

/** What the guard found; a candidate may take the place of the model in use where there are no `reasons`. */
export interface GuardVerdict {
  /** Why not, in sentences without a capital. */
  readonly reasons: readonly string[];
  readonly held: Compared & {
    /** The probability of so many losses or more, were both equally good: one-sided, 0..1. */
    readonly p: number;
  };
  /** What the candidate accepts of the held fields, how much of it is wrong, and how much may be: a share, 0..1. */
  readonly accepted: { readonly count: number; readonly wrong: number; readonly maxError: number };
  readonly base: readonly BaseOutcome[];
  readonly kinds: readonly (Compared & { readonly kind: string })[];
}

/** How many fields both models read right. */
export interface Compared {
  readonly fields: number;
  readonly before: number;
  readonly after: number;
}

/** With fewer held fields nothing is said. */
export const LEAST_HELD = 200;
/** Worse by luck alone less often than so. */
const LUCK = 0.05;
/** How much worse on digits of the base set, and on a kind of field, in percentage points. */
const MOST_WORSE = { base: 0.05, kind: 2 };
/** Sums of decimal fractions miss a limit by less. */
const ROUNDING = 1e-9;

/**
 * Whether a candidate may take the place of the model in use. It may where on at least 200 held fields it is not worse (McNemar's test, one-sided,
 * at 95 %), on no base set worse by more than 0.05 points, of what it accepts no more is wrong than was asked for, and no kind of field is read worse
 * by more than 2 points.
 *
 * @param least held fields that are wanted; tests want fewer
 */
export function guard({ held, base }: Evidence, { least = LEAST_HELD }: { readonly least?: number | undefined } = {}): GuardVerdict {
  const [before, after] = [hits(held, "before"), hits(held, "after")];
  const all = { fields: held.length, before: sum(before), after: sum(after), p: held.length === 0 ? 1 : lossByLuck(before, after) };
  const kinds = kindsOf(held);
  const accepted = acceptedOf(held);
  return {
    reasons: [
      ...tooFew(held.length, least),
      ...significantlyWorse(all),
      ...base.flatMap(worseOnBase),
      ...tooOftenWrong(accepted),
      ...kinds.flatMap(worseOnKind),
    ],
    ...{ held: all, accepted, base, kinds },
  };
}

/** The one-sided probability, from the two-sided one, which is twice the smaller tail. */
function lossByLuck(before: readonly number[], after: readonly number[]): number {
  const { onlyFirst, onlySecond, p } = mcnemar(before, after);
  return onlyFirst > onlySecond ? p / 2 : 1;
}

function tooFew(count: number, least: number): string[] {
  if (count >= least) return [];
  return [
    `${plural(count, "held field")} with a correction ${count === 1 ? "is" : "are"} too few to judge by; ${least} are wanted: go on reviewing`,
  ];
}

function significantlyWorse({ fields, before, after, p }: GuardVerdict["held"]): string[] {
  if (!(p < LUCK)) return [];
  const by = `${after} of ${fields} held fields right, and the model in use ${before}`;
  return [`it reads ${by}: that is worse, and luck alone makes it so in ${percent(p, { digits: 2 })} of such comparisons`];
}

function worseOnBase({ name, count, before, after }: BaseOutcome): string[] {
  if (100 * (before - after) <= MOST_WORSE.base * count + ROUNDING) return [];
  const points = ((100 * (before - after)) / count).toFixed(2);
  return [`on ${name} it reads ${after} of ${count} right, and the model in use ${before}: worse by ${points} points, at most 0.05 may be`];
}

function tooOftenWrong({ count, wrong, maxError }: GuardVerdict["accepted"]): string[] {
  if (wrong <= maxError * count + ROUNDING) return [];
  const share = `${wrong} of ${plural(count, "field")} that it accepts ${wrong === 1 ? "is" : "are"} wrong, ${percent(wrong / count, { digits: 2 })}`;
  return [`${share}; at most ${percent(maxError, { digits: 2 })} may be`];
}

function worseOnKind({ kind, fields, before, after }: GuardVerdict["kinds"][number]): string[] {
  if (100 * (before - after) <= MOST_WORSE.kind * fields + ROUNDING) return [];
  const points = ((100 * (before - after)) / fields).toFixed(1);
  return [
    `of ${plural(fields, "field")} of the kind ${kind} it reads ${after} right, and the model in use ${before}: worse by ${points} points, at most 2 may be`,
  ];
}

function kindsOf(held: readonly HeldOutcome[]): GuardVerdict["kinds"] {
  const kinds = [...new Set(held.map(({ kind }) => kind))].sort();
  return kinds.map((kind) => {
    const own = held.filter((one) => one.kind === kind);
    return { kind, fields: own.length, before: sum(hits(own, "before")), after: sum(hits(own, "after")) };
  });
}

function acceptedOf(held: readonly HeldOutcome[]): GuardVerdict["accepted"] {
  const accepted = held.filter(({ after }) => after.isAccepted);
  const count = accepted.length;
  return {
    count,
    wrong: accepted.filter(({ after }) => !after.isRight).length,
    maxError: count === 0 ? 0 : sum(accepted.map(({ maxError }) => maxError)) / count,
  };
}

function hits(held: readonly HeldOutcome[], side: "before" | "after"): number[] {
  return held.map((one) => Number(one[side].isRight));
}

function sum(numbers: readonly number[]): number {
  return numbers.toSorted((one, other) => one - other).reduce((all, one) => all + one, 0); // in any order the same to the last bit
}

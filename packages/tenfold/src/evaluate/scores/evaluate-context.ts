import { rng } from "../../engine/rng.js";
import { InputError, ShapeError } from "../../errors.js";
import { mcnemar } from "../statistics/mcnemar.js";

export interface ContextAnswers {
  /** The true class of each image. */
  readonly labels: ArrayLike<number>;
  /** Who wrote each image: images of one writer are not independent. */
  readonly writers: ArrayLike<number>;
  /** What the model reads where nothing is known. */
  readonly unknown: ArrayLike<number>;
  /** What it reads by what is known. */
  readonly told: ArrayLike<number>;
  /** What it reads by what is known of other writers, as `shuffledContext` tells it; absent where that was not tried. */
  readonly shuffled?: ArrayLike<number> | undefined;
}

/** How many are wrong, beside how many were wrong without. */
export interface ContextChange {
  readonly errors: number;
  /** Relative to the errors where nothing is known: -0.4 is 40 % fewer. Null where there were none. */
  readonly change: number | null;
  /** 95 % interval of that over writers (bootstrap); null where there is one writer, or were no errors. */
  readonly interval: readonly [low: number, high: number] | null;
  /** McNemar's exact test, two-sided. */
  readonly p: number;
}

export interface ContextEvaluation {
  readonly images: number;
  readonly writers: number;
  /** Where nothing is known. */
  readonly unknown: { readonly errors: number };
  readonly told: ContextChange;
  /** The control: a gain that is left here is none of knowing the writer. */
  readonly shuffled: ContextChange | null;
  /** In a sentence: whether it paid. */
  readonly verdict: string;
}

const DRAWS = 2000;
const SEED = 9;
const LEVEL = 0.05;

/**
 * Whether a context pays: errors with what is known beside errors without, over the same images; with what chance among writers would do to it, and with the control that
 * gives each writer another's context.
 *
 * @throws ShapeError when there is not one answer an image
 * @throws InputError when there are no images
 */
export function evaluateContext({ labels, writers, unknown, told, shuffled }: ContextAnswers): ContextEvaluation {
  const images = labels.length;
  if (images === 0) throw new InputError("evaluateContext: no images came");
  for (const [name, { length }] of Object.entries({ writers, unknown, told, ...(shuffled && { shuffled }) })) {
    if (length !== images) throw new ShapeError(`evaluateContext: ${images} labels but ${length} of ${name} came; pass one an image`);
  }
  const hits = (answers: ArrayLike<number>) => Uint8Array.from({ length: images }, (_, row) => Number(answers[row] === labels[row]));
  const before = hits(unknown);
  const change = (answers: ArrayLike<number>) => changeOf(before, hits(answers), writers);
  const [mine, control] = [change(told), shuffled ? change(shuffled) : null];
  return {
    images,
    writers: new Set(Array.from(writers)).size,
    unknown: { errors: wrong(before) },
    told: mine,
    shuffled: control,
    verdict: verdictOf(mine, control),
  };
}

function changeOf(before: Uint8Array, after: Uint8Array, writers: ArrayLike<number>): ContextChange {
  const counts = new Map<number, [number, number]>();
  for (const [row, hit] of before.entries()) {
    const own = counts.get(writers[row] as number) ?? [0, 0];
    counts.set(writers[row] as number, own);
    own[0] += 1 - hit;
    own[1] += 1 - (after[row] as number);
  }
  const all = [...counts.values()];
  const random = rng(SEED);
  const drawn = Array.from({ length: DRAWS }, () => relative(all.map(() => all[random.below(all.length)] as [number, number])));
  const sorted = drawn.filter((one) => one !== null).sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(share * sorted.length)] as number;
  const change = relative(all);
  const interval = change === null || all.length < 2 || sorted.length === 0 ? null : ([at(0.025), at(0.975)] as const);
  return { errors: wrong(after), change, interval, p: mcnemar(before, after).p };
}

function relative(counts: readonly (readonly [number, number])[]): number | null {
  const [before, after] = [0, 1].map((which) => counts.reduce((sum, one) => sum + (one[which] as number), 0)) as [number, number];
  return before > 0 ? after / before - 1 : null;
}

function wrong(hits: Uint8Array): number {
  return hits.reduce((sum, hit) => sum + 1 - hit, 0);
}

/** A gain counts where neither test nor interval leaves it to chance; a gain of the control is a leak. */
function verdictOf(told: ContextChange, shuffled: ContextChange | null): string {
  const isGain = (one: ContextChange | null) => one !== null && (one.change ?? 0) < 0 && one.p < LEVEL && (one.interval?.[1] ?? 0) < 0;
  if (isGain(shuffled))
    return "The gain survives where writers are shuffled: it is none of knowing the writer, so something else leaks through the context.";
  if (isGain(told)) return "What is known of the writers pays.";
  const isLoss = (told.change ?? 0) > 0 && told.p < LEVEL;
  return isLoss
    ? "What is known of the writers does harm."
    : "Whether what is known of the writers pays cannot be told from so many images.";
}

import type { Dataset } from "tenfold";
import { lineExamples, type StringWritersOptions, stringComposer } from "tenfold/recognize";

/** What strings are composed of, how wide the pictures of their lines are, in pixels, and which characters of them a network knows. */
export interface Composition extends StringWritersOptions {
  readonly digits: Dataset;
  readonly seed: number;
  readonly width: number;
  readonly classNames: readonly string[];
}

/** Which part is to be composed, and how many strings it has. */
export interface ComposeOrder {
  readonly part: number;
  readonly count: number;
}

/** Strings as a network for lines sees them, and what stands on them. */
export interface ComposedPart {
  /** `[count, 28, width, 1]` */
  readonly pixels: Uint8Array;
  readonly texts: readonly Uint8Array[];
}

/** How many pictures hold words alone, so that a network knows that there may be nothing to read. */
const WORDS = 0.02;
/** Strings at a time, so that whoever waits hears of it some times a second. */
const CHUNK = 25;

/**
 * Composes parts of many strings; what they are depends on the seed and the number of the part alone.
 *
 * The composer's `told` gets how many more are composed, again and again.
 */
export function partComposer({ digits, strokes, rare, seed, width, classNames }: Composition) {
  const compose = stringComposer({ digits, strokes, rare, words: WORDS });
  return async ({ part, count }: ComposeOrder, told: (more: number) => void | Promise<void>): Promise<ComposedPart> => {
    const next = compose(seed, part);
    const pixels = new Uint8Array(count * 28 * width);
    const texts: Uint8Array[] = [];
    while (texts.length < count) {
      const some = lineExamples(next, Math.min(CHUNK, count - texts.length), width, classNames);
      pixels.set(some.images.pixels, texts.length * 28 * width);
      for (const text of some.texts) texts.push(Uint8Array.from(text));
      await told(some.texts.length);
    }
    return { pixels, texts };
  };
}

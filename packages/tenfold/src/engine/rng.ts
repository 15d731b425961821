import { InputError, UsageError } from "../errors.js";

/** A stream of random numbers that depends on its seed alone: the same in every JavaScript engine. */
export interface Rng {
  /** A whole number from 0 to 2³² - 1. */
  uint32(): number;
  /** A number in [0, 1): a multiple of 2⁻²⁴, so that storing it as float32 cannot round it up to 1. */
  uniform(): number;
  /**
   * A whole number from 0 to n - 1, each equally likely.
   *
   * @throws UsageError unless n is a whole number from 1 to 2³²
   */
  below(n: number): number;
  /** Puts the elements in random order, in place, each order equally likely, and returns the array. */
  shuffle<A extends Shuffleable>(array: A): A;
  /** Four whole numbers from 0 to 2³² - 1; `rngFrom` continues from them. */
  state(): readonly number[];
}

/** An array or a typed array. */
export interface Shuffleable {
  readonly length: number;
  [index: number]: unknown;
}

/**
 * Starts a stream from a seed, a whole number from 0 to 2³² - 1.
 *
 * The authors of xoshiro advise to fill its state from a splitmix generator; this one has 32-bit words. The four are never all zero,
 * because they come from different counters through a one-to-one function.
 *
 * Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014; the finalizer is MurmurHash3's `fmix32`.
 *
 * @throws UsageError when the seed is not such a number
 */
export function rng(seed: number): Rng {
  checkUint32("rng", seed);
  const word = (index: number) => finalize(seed + Math.imul(index, GOLDEN_GAMMA));
  return rngFrom([word(1), word(2), word(3), word(4)]);
}

/** 2³² divided by the golden ratio, made odd: the step of splitmix's counter. */
const GOLDEN_GAMMA = 0x9e3779b9;

/**
 * Continues a stream from what `state()` gave: xoshiro128**, period 2¹²⁸ - 1.
 *
 * Source: Blackman, Vigna, "Scrambled linear pseudorandom number generators", ACM TOMS 47, 2021;
 * https://prng.di.unimi.it/xoshiro128starstar.c
 *
 * @throws InputError when it is not four whole numbers from 0 to 2³² - 1, or all are zero
 */
export function rngFrom(state: readonly number[]): Rng {
  checkState(state);
  let [a, b, c, d] = state.map((word) => word | 0) as [number, number, number, number];

  function uint32(): number {
    const result = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotateLeft(d, 11);
    return result;
  }

  function below(n: number): number {
    if (!Number.isInteger(n) || n < 1 || n > 2 ** 32) {
      throw new UsageError(`rng: below(n) takes a whole number from 1 to ${2 ** 32}, got ${n}`);
    }
    const fair = 2 ** 32 - (2 ** 32 % n); // numbers from here on would make the small remainders likelier: draw again
    let drawn = uint32();
    while (drawn >= fair) drawn = uint32();
    return drawn % n;
  }

  return {
    uint32,
    uniform: () => (uint32() >>> 8) / 2 ** 24,
    below,
    // Fisher and Yates, from the last place down.
    shuffle(array) {
      const places: Shuffleable = array;
      for (let last = places.length - 1; last > 0; last--) {
        const chosen = below(last + 1);
        const kept = places[last];
        places[last] = places[chosen];
        places[chosen] = kept;
      }
      return array;
    },
    state: () => [a >>> 0, b >>> 0, c >>> 0, d >>> 0],
  };
}

/**
 * A whole number from 0 to 2³² - 1 that depends on all the numbers and on their order: derives the seed of one purpose from
 * several, as in `rng(mix(seed, epoch))`. MurmurHash3 (x86, 32 bits, seed 0) of the numbers as little-endian words.
 *
 * Source: Appleby, https://github.com/aappleby/smhasher (public domain)
 *
 * @throws UsageError when a number is not a whole number from 0 to 2³² - 1
 */
export function mix(...numbers: readonly number[]): number {
  let hash = 0;
  for (const number of numbers) {
    checkUint32("mix", number);
    hash ^= Math.imul(rotateLeft(Math.imul(number, 0xcc9e2d51), 15), 0x1b873593);
    hash = (Math.imul(rotateLeft(hash, 13), 5) + 0xe6546b64) | 0;
  }
  return finalize(hash ^ (4 * numbers.length));
}

/** MurmurHash3's `fmix32`: one-to-one on 32-bit words, and every bit in reaches every bit out. */
function finalize(word: number): number {
  let mixed = word | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

function rotateLeft(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

function checkUint32(who: string, number: number): void {
  if (!isUint32(number)) {
    throw new UsageError(`${who}: a seed is a whole number from 0 to ${2 ** 32 - 1}, got ${number}`);
  }
}

function checkState(state: readonly number[]): void {
  if (state.length !== 4 || !state.every(isUint32) || state.every((word) => word === 0)) {
    throw new InputError(
      `rng: a state is four whole numbers from 0 to ${2 ** 32 - 1}, not all zero, got [${state.join(", ")}]; pass what state() gave`,
    );
  }
}

function isUint32(number: number): boolean {
  return number >>> 0 === number;
}

/**
 * An axis from 0 upwards that gives small values the room: linear up to about `constant`, logarithmic beyond, so that zero still has
 * its place. This is Vega's "symlog" scale (Webber, 2013, "A bi-symmetric log transformation for wide-range data").
 */
export interface StretchedAxis {
  readonly constant: number;
  /** From the last round number below all values to the first one above them. */
  readonly domain: readonly [number, number];
  /** Round numbers, far enough apart to be written. */
  readonly ticks: readonly number[];
  /** How far along the axis a value stands: 0 at the start of the domain, 1 at its end. */
  position(value: number): number;
}

/** The axis for finite values >= 0 on `pixels` pixels; `most` is the largest value that makes sense, 1 for shares. */
export function stretchedAxis(
  values: readonly number[],
  { constant, pixels, most = Number.POSITIVE_INFINITY }: { constant: number; pixels: number; most?: number },
): StretchedAxis {
  const round = roundNumbers(Math.max(...values), constant, most);
  const from = round.findLast((tick) => tick <= Math.min(...values)) ?? 0;
  const to = round.find((tick) => tick >= Math.max(...values) && tick > from) ?? most;
  const bend = (value: number) => Math.log1p(value / constant);
  const position = (value: number) => (bend(value) - bend(from)) / (bend(to) - bend(from));
  const within = round.filter((tick) => tick >= from && tick <= to);
  return { constant, domain: [from, to], ticks: spaced(within, (tick) => position(tick) * pixels), position };
}

/** 0 and 1, 2, 5 of every decade, from half the constant (nearer to 0 the axis is linear and short) to above `largest`. */
function roundNumbers(largest: number, constant: number, most: number): number[] {
  const numbers = [0];
  for (let decade = Math.floor(Math.log10(constant / 2)); ; decade++) {
    for (const digit of [1, 2, 5]) {
      const value = Number(`${digit}e${decade}`);
      if (value > most) return numbers;
      if (value >= constant / 2) numbers.push(value);
      if (value > largest) return numbers;
    }
  }
}

/** Leaves out what would stand within 24 pixels of the one kept before it. */
function spaced(ticks: readonly number[], pixel: (tick: number) => number): number[] {
  const kept: number[] = [];
  for (const tick of ticks) {
    const before = kept.at(-1);
    if (before === undefined || pixel(tick) - pixel(before) >= 24) kept.push(tick);
  }
  return kept;
}

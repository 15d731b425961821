/** An axis that shows where the values are, not where zero is. */
export interface ZoomedAxis {
  readonly domain: readonly [from: number, to: number];
  /** Round numbers within the domain. */
  readonly ticks: readonly number[];
  /** How far along the axis a value stands: 0 at the start of the domain, 1 at its end. */
  position(value: number): number;
}

/** Room left of the lowest and right of the highest value, as a share of what lies between. */
const AIR = 0.08;

/**
 * The axis for finite values, which may all be the same.
 *
 * @param most the largest value that makes sense, 1 for shares
 * @param count about how many ticks there are to be
 */
export function zoomedAxis(
  values: readonly number[],
  { most = Number.POSITIVE_INFINITY, count }: { most?: number; count: number },
): ZoomedAxis {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const span = high - low || Math.abs(high) / 1000 || 1;
  const [from, to] = [low - AIR * span, Math.min(most, high + AIR * span)];
  const step = roundStep((to - from) / count);
  const ticks: number[] = [];
  for (let tick = Math.ceil(from / step); tick * step <= to * (1 + 1e-12); tick++) ticks.push(Number((tick * step).toPrecision(9)));
  return { domain: [from, to], ticks, position: (value) => (value - from) / (to - from) };
}

/** The smallest of 1, 2, 5 times a power of ten that is not below `step`. */
function roundStep(step: number): number {
  const decade = 10 ** Math.floor(Math.log10(step) + 1e-9);
  return decade * ([1, 2, 5, 10].find((digit) => digit * decade >= step * (1 - 1e-9)) ?? 10);
}

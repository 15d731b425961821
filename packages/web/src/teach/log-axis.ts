/** An axis on which equal ratios are equally long. */
export interface LogAxis {
  /** Round numbers on it. */
  readonly ticks: readonly number[];
  /** How far up a value stands: 0 at the lower end, 1 at the upper; held to the axis. */
  position(value: number): number;
}

const MOST_TICKS = 6;

/** From the round number below all values to the one above them. Where one is 0, which has no place on it, the lower end lies below all others and stands for 0. */
export function logAxis(values: readonly number[], most = Number.POSITIVE_INFINITY): LogAxis {
  const positive = values.filter((value) => value > 0 && Number.isFinite(value));
  const [low, high] = positive.length > 0 ? [Math.min(...positive), Math.max(...positive)] : [0.1, 1];
  const hasZero = values.includes(0);
  const numbers = roundNumbers(hasZero ? low / 2 : low, Math.min(high, most));
  const [from, to] = [numbers[0] as number, numbers.at(-1) as number];
  const every = Math.ceil(numbers.length / MOST_TICKS);
  const ticks = numbers.filter((_, at) => (numbers.length - 1 - at) % every === 0);
  return {
    ticks: hasZero ? [0, ...ticks.filter((tick) => tick > from)] : ticks,
    position: (value) => Math.min(1, Math.max(0, Math.log(Math.max(value, from) / from) / Math.log(to / from))),
  };
}

/** 1, 2 and 5 of every decade, from the last one not above `low` to the first one not below `high`. */
function roundNumbers(low: number, high: number): number[] {
  const all: number[] = [];
  for (let decade = Math.floor(Math.log10(low)) - 1; decade <= Math.ceil(Math.log10(high)) + 1; decade++)
    for (const digit of [1, 2, 5]) all.push(Number(`${digit}e${decade}`));
  const from = all.findLastIndex((number) => number <= low * (1 + 1e-9));
  const to = all.findIndex((number) => number >= high * (1 - 1e-9));
  return all.slice(from, Math.max(to, from + 1) + 1);
}

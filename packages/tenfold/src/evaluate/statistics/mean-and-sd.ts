import { InputError } from "../../errors.js";
import { mean } from "../../mean.js";

/** What a number came to over several seeds. */
export interface MeanAndSd {
  readonly count: number;
  readonly mean: number;
  /** The standard deviation of the sample (divided by count - 1); null for a single value. */
  readonly sd: number | null;
}

/** @throws InputError when there is no value, or one is not a finite number */
export function meanAndSd(values: readonly number[]): MeanAndSd {
  const broken = values.findIndex((value) => !Number.isFinite(value));
  if (broken >= 0) throw new InputError(`meanAndSd: value ${broken} is ${values[broken]}; pass finite numbers`);
  const count = values.length;
  if (count === 0) throw new InputError("meanAndSd: no values came; pass at least one");
  const middle = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - middle) ** 2, 0);
  return { count, mean: middle, sd: count === 1 ? null : Math.sqrt(squares / (count - 1)) };
}

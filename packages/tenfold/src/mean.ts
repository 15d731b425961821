/** The arithmetic mean, summed from the first number to the last; NaN of none. */
export function mean(numbers: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < numbers.length; at++) sum += numbers[at] as number;
  return sum / numbers.length;
}

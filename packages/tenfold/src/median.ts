/**
 * The number in the middle by size; of an even count the upper of the two there, so that it is always one
 * of the numbers. Nothing of none.
 */
export function median(numbers: ArrayLike<number>): number | undefined {
  return bySize(numbers)[numbers.length >> 1];
}

/** As `median`, but of an even count the lower of the two in the middle. */
export function lowerMedian(numbers: ArrayLike<number>): number | undefined {
  return bySize(numbers)[(numbers.length - 1) >> 1];
}

function bySize(numbers: ArrayLike<number>): number[] {
  return Array.from(numbers).sort((one, other) => one - other);
}

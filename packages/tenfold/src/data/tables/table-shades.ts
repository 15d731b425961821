/** Pixels as bytes, and what was taken for what. */
export interface TableShades {
  readonly bytes: Uint8Array;
  readonly notices: readonly string[];
}

/**
 * Numbers of 0 to 255 as bytes. Where none is above 1, full ink is 1; where all are whole and none is above 16, as in scikit-learn's `load_digits`,
 * it is 16.
 *
 * @param table what to call the table
 */
export function shadesOf(numbers: Uint8Array | Float32Array, table: string): TableShades {
  let most = 0;
  for (let at = 0; at < numbers.length; at++) most = Math.max(most, numbers[at] as number);
  const isWhole = numbers instanceof Uint8Array;
  const full = most <= 1 && most > 0 ? 1 : isWhole && most === 16 ? 16 : 255;
  if (isWhole && full === 255) return { bytes: numbers, notices: [] };
  const bytes = Uint8Array.from(numbers, (value) => Math.round((value * 255) / full));
  return { bytes, notices: full === 255 ? [] : [`the pixels of ${table} go from 0 to ${full}; ${full} was taken for full ink`] };
}

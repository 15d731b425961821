/** Numbers of HDF5's own filters end here: deflate, shuffle, checksums, szip, n-bit, scale and offset. */
const LAST_OWN = 6;
/** The number that h5py registered for its own. */
const LZF = 32000;

/** The first of a dataset's filters that HDF5 has no part for, in words. */
export function otherFilter(filters: readonly { readonly id: number }[]): string | undefined {
  const other = filters.find(({ id }) => id > LAST_OWN);
  return other && (other.id === LZF ? "LZF" : `filter ${other.id}`);
}

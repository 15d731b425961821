/** The classes of MNIST and its like: "0" to "9". */
export const DIGITS: readonly string[] = Array.from("0123456789");

/** "A" to "Z", upper and lower case in one. */
export const LETTERS: readonly string[] = Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZ");

/**
 * The names of classes that only have numbers: at least ten, because digits are what is mostly meant, and as many as there are.
 *
 * @param labels of all images together
 */
export function numberedClasses(labels: Uint8Array): readonly string[] {
  const highest = labels.reduce((most, label) => Math.max(most, label), 9);
  return Array.from({ length: highest + 1 }, (_, index) => String(index));
}

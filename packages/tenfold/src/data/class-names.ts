/** The classes of MNIST and its like: "0" to "9". */
export const DIGITS: readonly string[] = Array.from("0123456789");

/** "A" to "Z", upper and lower case in one. */
export const LETTERS: readonly string[] = Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZ");

/**
 * What people write beside numbers and networks that read tell from digits, in the order of their classes: what parts thousands and
 * decimals, strokes around amounts, of fractions and dates, brackets, the sign for a currency, operators and fillers. All of them are among
 * UNIPEN's symbols, x among its letters. What looks as a digit does in other words, as "|" and "l", is none.
 */
export const SIGNS: readonly string[] = Array.from(".,-=/()$x+#*");

/**
 * The class of what is none of them: no single digit, and no sign. Of a network that reads lines it is the blank between two characters.
 */
export const NONE = 10;

/** The classes of a network that reads: the ten digits, what is neither digit nor sign, and the signs behind them. */
export const READING_CLASSES: readonly string[] = [...DIGITS, "none", ...SIGNS];

/** The classes of a network that reads lines whole, in the same order. */
export const LINE_CLASSES: readonly string[] = [...DIGITS, "blank", ...SIGNS];

/**
 * The names of classes that only have numbers: at least ten, because digits are what is mostly meant, and as many as there are.
 *
 * @param labels of all images together
 */
export function numberedClasses(labels: Uint8Array): readonly string[] {
  const highest = labels.reduce((most, label) => Math.max(most, label), 9);
  return Array.from({ length: highest + 1 }, (_, index) => String(index));
}

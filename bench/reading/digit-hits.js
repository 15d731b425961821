/**
 * How sure each digit of a reading was, and whether it stands where the truth has it: digits of the longest common subsequence are right, all others
 * wrong.
 *
 * @param digits of a reading, `{ value, confidence }`
 * @param truth a text; its digits count
 * @returns `[confidence, 0 or 1]` a digit
 */
export function digitHits(digits, truth) {
  const wanted = truth.replaceAll(/\D/g, "");
  const read = digits.map(({ value }) => String(value));
  const longest = Array.from({ length: read.length + 1 }, () => new Uint8Array(wanted.length + 1));
  for (let row = read.length - 1; row >= 0; row--) {
    for (let column = wanted.length - 1; column >= 0; column--) {
      longest[row][column] =
        read[row] === wanted[column] ? 1 + longest[row + 1][column + 1] : Math.max(longest[row + 1][column], longest[row][column + 1]);
    }
  }
  let column = 0;
  return digits.map(({ confidence }, row) => {
    while (column < wanted.length && read[row] !== wanted[column] && longest[row][column + 1] > longest[row + 1][column]) column++;
    const isHit = column < wanted.length && read[row] === wanted[column];
    if (isHit) column++;
    return [confidence, Number(isHit)];
  });
}

/** The 97.5 % point of the normal distribution: 95 % lie within it on both sides. */
const Z = 1.959963984540054;

/**
 * The 95 % Wilson interval of a share, `[from, to]`, given `right` of `count`: where the true share lies if the images are a random draw.
 *
 * Unlike the textbook's normal interval it stays within 0..1 and keeps its width when no mistake was made. Without images nothing is
 * known: [0, 1].
 * E. B. Wilson (1927), "Probable inference, the law of succession, and statistical inference".
 */
export function wilsonInterval(right: number, count: number): readonly [number, number] {
  if (count === 0) return [0, 1];
  return [lowerEnd(right, count), 1 - lowerEnd(count - right, count)];
}

function lowerEnd(right: number, count: number): number {
  if (right === 0) return 0;
  const share = right / count;
  const middle = share + Z ** 2 / (2 * count);
  const half = Z * Math.sqrt((share * (1 - share)) / count + Z ** 2 / (4 * count ** 2));
  return (middle - half) / (1 + Z ** 2 / count);
}

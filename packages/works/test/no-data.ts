/** What is said where data is wanted and there is none. */
export function noData(where: string): string {
  const sets = "mnist, qmnist, emnist-digits, emnist-letters, emnist-balanced, fashion-mnist, kmnist, usps, reading";
  return `cannot open ${where}: no data set has that name, and there is no such file or folder; known sets are ${sets}`;
}

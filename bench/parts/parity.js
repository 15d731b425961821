/** The largest difference that still counts as the same computation. */
export const TOLERANCE = 1e-4;

/** How far the probabilities of each contestant that told some are from Tenfold's, by name. */
export function differences(told) {
  const own = told.tenfold?.probabilities?.values;
  if (!own) return {};
  const others = Object.entries(told).filter(([name, { probabilities }]) => name !== "tenfold" && probabilities);
  return Object.fromEntries(others.map(([name, { probabilities }]) => [name, largestDifference(own, probabilities.values)]));
}

function largestDifference(a, b) {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  return a.reduce((most, value, at) => Math.max(most, Math.abs(value - b[at])), 0);
}

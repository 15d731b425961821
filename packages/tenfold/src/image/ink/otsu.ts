// Binarization by one threshold for all of a picture: Otsu's method.

/**
 * The shade that best parts the dark from the light: the one that makes the variance between the two largest. What exceeds it is light.
 * In the middle of a gap without pixels, so that noise on either side stays there.
 *
 * Source: Otsu, "A threshold selection method from gray-level histograms", IEEE SMC 9(1), 1979
 *
 * @param counts pixels of each shade, as from `histogram`
 */
export function otsu(counts: Uint32Array): number {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const mass = counts.reduce((sum, count, shade) => sum + count * shade, 0);
  let best = { first: 0, last: 0, variance: -1 };
  let [darkCount, darkMass] = [0, 0];
  for (let shade = 0; shade < 255; shade++) {
    darkCount += counts[shade] as number;
    darkMass += shade * (counts[shade] as number);
    const lightCount = total - darkCount;
    if (darkCount === 0 || lightCount === 0) continue;
    const variance = darkCount * lightCount * (darkMass / darkCount - (mass - darkMass) / lightCount) ** 2;
    if (variance > best.variance) best = { first: shade, last: shade, variance };
    else if (variance === best.variance) best = { ...best, last: shade };
  }
  return (best.first + best.last) >> 1;
}

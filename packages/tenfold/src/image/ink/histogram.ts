/** How many pixels have each of the 256 shades. */
export function histogram(pixels: Uint8Array): Uint32Array {
  const counts = new Uint32Array(256);
  for (let at = 0; at < pixels.length; at++) {
    const shade = pixels[at] as number;
    counts[shade] = (counts[shade] as number) + 1;
  }
  return counts;
}

/** The shade that a share of the pixels does not exceed; 0 without pixels. */
export function quantile(counts: Uint32Array, share: number, { from = 0, to = 255 } = {}): number {
  let total = 0;
  for (let shade = from; shade <= to; shade++) total += counts[shade] as number;
  let below = 0;
  for (let shade = from; shade <= to; shade++) {
    below += counts[shade] as number;
    if (below > share * (total - 1)) return shade;
  }
  return 0;
}

/** Shades brought into 0..255, whole. */
export function bytes(shades: Float32Array): Uint8Array {
  return Uint8Array.from(shades, (ink) => Math.min(Math.max(Math.round(ink), 0), 255));
}

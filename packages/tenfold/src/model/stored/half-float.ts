const float = new Float32Array(1);
const bits = new Int32Array(float.buffer);

/**
 * The 16 bits of the half-precision number nearest to a float32, the even one of two that are as near; beyond 65504 infinity. (IEEE 754
 * binary16: 1 sign, 5 exponent, 10 fraction)
 */
export function halfBits(value: number): number {
  float[0] = value;
  const word = bits[0] as number;
  const sign = (word >>> 16) & 0x8000;
  const exponent = ((word >>> 23) & 0xff) - 127 + 15;
  const fraction = word & 0x7fffff;
  if (exponent >= 31) return sign | (Number.isNaN(value) ? 0x7e00 : 0x7c00);
  if (exponent >= 1) return sign | roundedShift((exponent << 23) | fraction, 13); // a carry out of the fraction raises the exponent, as it should
  if (exponent < -10) return sign; // nearer to 0 than to the smallest
  return sign | roundedShift(fraction | 0x800000, 14 - exponent); // subnormal
}

/** The number that 16 bits of half precision stand for. */
export function halfValue(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >>> 10) & 31;
  const fraction = half & 0x3ff;
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  if (exponent === 0) return sign * fraction * SMALLEST;
  bits[0] = ((exponent + 127 - 15) << 23) | (fraction << 13);
  return sign * (float[0] as number);
}

/** 2⁻²⁴, the smallest half above 0. */
const SMALLEST = 1 / 16777216;

/** The largest finite half. */
export const HALF_MAX = 65504;

/** value / 2^by, rounded to the nearest whole number, ties to even. */
function roundedShift(value: number, by: number): number {
  const down = value >>> by;
  const rest = value & ((1 << by) - 1);
  const middle = 1 << (by - 1);
  return rest > middle || (rest === middle && down & 1) ? down + 1 : down;
}

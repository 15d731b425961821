/** Four floats at a time: the few spellings that every kernel shares. */

/** a · b + c. One rounding (FMA) in the relaxed build where the processor has it, two in the plain build. */
// @ts-ignore: decorator
@inline
export function madd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) {
    return f32x4.relaxed_madd(a, b, c);
  } else {
    return f32x4.add(f32x4.mul(a, b), c);
  }
}

/** c - a · b, rounded as `madd` is. */
// @ts-ignore: decorator
@inline
export function nmadd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) {
    return f32x4.relaxed_nmadd(a, b, c);
  } else {
    return f32x4.sub(c, f32x4.mul(a, b));
  }
}

/** The `left` (at most 4) floats at `p`, the rest zero: how vector loops end on ragged lengths. */
// @ts-ignore: decorator
@inline
export function loadUpTo4(p: usize, left: i32): v128 {
  if (left >= 4) return v128.load(p);
  return loadPart(p, left);
}

/** Stores the first `left` (at most 4) floats of `v` at `p`. */
// @ts-ignore: decorator
@inline
export function storeUpTo4(p: usize, v: v128, left: i32): void {
  if (left >= 4) v128.store(p, v);
  else storePart(p, v, left);
}

/** Adds the first `left` (at most 4) floats of `v` to those at `p`. */
// @ts-ignore: decorator
@inline
export function addUpTo4(p: usize, v: v128, left: i32): void {
  storeUpTo4(p, f32x4.add(loadUpTo4(p, left), v), left);
}

function loadPart(p: usize, left: i32): v128 {
  let v = f32x4.splat(0);
  if (left > 0) v = v128.load32_lane(p, v, 0);
  if (left > 1) v = v128.load32_lane(p + 4, v, 1);
  if (left > 2) v = v128.load32_lane(p + 8, v, 2);
  return v;
}

function storePart(p: usize, v: v128, left: i32): void {
  if (left > 0) v128.store32_lane(p, v, 0);
  if (left > 1) v128.store32_lane(p + 4, v, 1);
  if (left > 2) v128.store32_lane(p + 8, v, 2);
}

/** Rounds `n` up to a multiple of `step`. */
// @ts-ignore: decorator
@inline
export function roundUp(n: i32, step: i32): i32 {
  return ((n + step - 1) / step) * step;
}

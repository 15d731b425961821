import { madd } from "./simd";

/**
 * exp(x) of four numbers to about one unit in the last place: 2^n e^r with |r| <= ln 2 / 2, e^r by a polynomial. (Moshier,
 * Cephes, expf.) Below e^-87 and above e^88 it stays at those values; NaN passes through. Nothing here is left to the
 * JavaScript engine, so the bits are the same everywhere.
 */
// @ts-ignore: decorator
@inline
export function exp4(x: v128): v128 {
  // pmin and pmax are one instruction each, and return x where it is NaN
  const within = f32x4.pmin(f32x4.pmax(x, f32x4.splat(-87)), f32x4.splat(88));
  // Adding 1.5 2^23 rounds to a whole number n and leaves it in the low bits
  const shifted = madd(within, f32x4.splat(1.44269504088896341), f32x4.splat(12582912));
  const n = f32x4.sub(shifted, f32x4.splat(12582912));
  // r = x - n ln 2, with ln 2 in two parts of which the first times n is exact
  const r = madd(n, f32x4.splat(2.12194440e-4), madd(n, f32x4.splat(-0.693359375), within));
  let p = madd(r, f32x4.splat(1.9875691500e-4), f32x4.splat(1.3981999507e-3));
  p = madd(p, r, f32x4.splat(8.3334519073e-3));
  p = madd(p, r, f32x4.splat(4.1665795894e-2));
  p = madd(p, r, f32x4.splat(1.6666665459e-1));
  p = madd(p, r, f32x4.splat(5.0000001201e-1));
  p = f32x4.add(madd(p, f32x4.mul(r, r), r), f32x4.splat(1));
  return f32x4.mul(p, i32x4.add(i32x4.shl(shifted, 23), i32x4.splat(127 << 23)));
}

/** 1 / (1 + exp(-x)) */
// @ts-ignore: decorator
@inline
export function sigmoid4(x: v128): v128 {
  const one = f32x4.splat(1);
  return f32x4.div(one, f32x4.add(one, exp4(f32x4.neg(x))));
}

/**
 * tanh(x): x + x^3 p(x^2) below 0.625, where 1 - 2 / (exp(2 |x|) + 1) would lose digits; from there on the latter, with the sign of x.
 * (Moshier, Cephes, tanhf.) NaN passes through.
 */
// @ts-ignore: decorator
@inline
export function tanh4(x: v128): v128 {
  const size = f32x4.abs(x);
  const square = f32x4.mul(x, x);
  let p = madd(square, f32x4.splat(-5.70498872745e-3), f32x4.splat(2.06390887954e-2));
  p = madd(p, square, f32x4.splat(-5.37397155531e-2));
  p = madd(p, square, f32x4.splat(1.33314422036e-1));
  p = madd(p, square, f32x4.splat(-3.33332819422e-1));
  const near = madd(f32x4.mul(p, square), x, x);
  const one = f32x4.splat(1);
  const far = f32x4.sub(one, f32x4.div(f32x4.splat(2), f32x4.add(exp4(f32x4.add(size, size)), one)));
  return v128.bitselect(near, v128.bitselect(x, far, f32x4.splat(-0.0)), f32x4.lt(size, f32x4.splat(0.625)));
}

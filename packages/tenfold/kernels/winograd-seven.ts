import { madd, nmadd } from "./simd";

/**
 * The one-dimensional transforms of F(7, 3): 7 outputs from 9 products, for sides that are multiples of 7, as 28, 14 and 7.
 *
 * Its finite points are four pairs, without 0:
 *
 *   ±1/4, ±5/8, ±5/4, ±2      and ∞
 *
 * Of the choices of simple fractions these gave about the smallest errors: 2.7 times those of F(6, 3), where F(6)'s points and one
 * more give 9 to 11 times (bench/winograd-points.js). (Barabasz et al., "Error analysis and improving the accuracy of Winograd convolution", 2020, on why points matter.)
 * Pairs share their work: with c = a²,
 *
 *   Bᵀ: for ±a  (x ± a) q(x²),  q(t) = Π (t - other c);  for ∞  Π (t - c)      monic; the Lagrange denominators are in G
 *   G:  for ±a  ± (1, ± a, a²) / (2 a q(a²))
 *   Aᵀ: powers of the points
 *
 * All constants of Bᵀ and Aᵀ are exact in float32. Values of the points lie `step` bytes apart in the order above, + before -; that of ∞ at
 * `last`.
 */

const A1: f32 = 0.25;
const A2: f32 = 0.625;
const A3: f32 = 1.25;
const A4: f32 = 2;
const C1: f32 = A1 * A1;
const C2: f32 = A2 * A2;
const C3: f32 = A3 * A3;
const C4: f32 = A4 * A4;

/** Bᵀ d: 9 inputs to 9 values. Without `first` or `last` input that one lies outside the image and is zero. */
export function inputPass7(
  from: usize, fromStep: usize, fromNext: usize, to: usize, toStep: usize, toLast: usize, toNext: usize, count: i32, first: bool, last: bool,
): void {
  const zero = f32x4.splat(0);
  for (; count > 0; count--, from += fromNext, to += toNext) {
    let p = from;
    const d0 = first ? v128.load(p) : zero;
    const d1 = v128.load((p += fromStep));
    const d2 = v128.load((p += fromStep));
    const d3 = v128.load((p += fromStep));
    const d4 = v128.load((p += fromStep));
    const d5 = v128.load((p += fromStep));
    const d6 = v128.load((p += fromStep));
    const d7 = v128.load((p += fromStep));
    const d8 = last ? v128.load(p + fromStep) : zero;
    // (t - c1)(t - c2) and (t - c3)(t - c4) on the even and the odd inputs: what the points of the other pairs share.
    const sumNear = f32x4.splat(C1 + C2);
    const productNear = f32x4.splat(C1 * C2);
    const sumFar = f32x4.splat(C3 + C4);
    const productFar = f32x4.splat(C3 * C4);
    const far0 = nmadd(d2, sumFar, madd(d0, productFar, d4));
    const far1 = nmadd(d4, sumFar, madd(d2, productFar, d6));
    const far2 = nmadd(d6, sumFar, madd(d4, productFar, d8));
    const farOdd0 = nmadd(d3, sumFar, madd(d1, productFar, d5));
    const farOdd1 = nmadd(d5, sumFar, madd(d3, productFar, d7));
    const near0 = nmadd(d2, sumNear, madd(d0, productNear, d4));
    const near1 = nmadd(d4, sumNear, madd(d2, productNear, d6));
    const nearOdd0 = nmadd(d3, sumNear, madd(d1, productNear, d5));
    const nearOdd1 = nmadd(d5, sumNear, madd(d3, productNear, d7));
    v128.store(to + toLast, nmadd(far1, sumNear, madd(far0, productNear, far2)));
    const c1 = f32x4.splat(C1);
    const c2 = f32x4.splat(C2);
    const c3 = f32x4.splat(C3);
    const c4 = f32x4.splat(C4);
    let q = to;
    let even = nmadd(far0, c2, far1);
    let odd = nmadd(farOdd0, c2, farOdd1);
    let a = f32x4.splat(A1);
    v128.store(q, madd(even, a, odd));
    v128.store((q += toStep), nmadd(even, a, odd));
    even = nmadd(far0, c1, far1);
    odd = nmadd(farOdd0, c1, farOdd1);
    a = f32x4.splat(A2);
    v128.store((q += toStep), madd(even, a, odd));
    v128.store((q += toStep), nmadd(even, a, odd));
    even = nmadd(near0, c4, near1);
    odd = nmadd(nearOdd0, c4, nearOdd1);
    a = f32x4.splat(A3);
    v128.store((q += toStep), madd(even, a, odd));
    v128.store((q += toStep), nmadd(even, a, odd));
    even = nmadd(near0, c3, near1);
    odd = nmadd(nearOdd0, c3, nearOdd1);
    a = f32x4.splat(A4);
    v128.store((q += toStep), madd(even, a, odd));
    v128.store(q + toStep, nmadd(even, a, odd));
  }
}

/** Aᵀ m: 9 products to 7 outputs. */
export function outputPass7(
  from: usize, fromStep: usize, fromLast: usize, fromNext: usize, to: usize, toStep: usize, toNext: usize, count: i32,
): void {
  for (; count > 0; count--, from += fromNext, to += toNext) {
    let p = from;
    let plus = v128.load(p);
    let minus = v128.load((p += fromStep));
    const e1 = f32x4.add(plus, minus);
    const o1 = f32x4.sub(plus, minus);
    plus = v128.load((p += fromStep));
    minus = v128.load((p += fromStep));
    const e2 = f32x4.add(plus, minus);
    const o2 = f32x4.sub(plus, minus);
    plus = v128.load((p += fromStep));
    minus = v128.load((p += fromStep));
    const e3 = f32x4.add(plus, minus);
    const o3 = f32x4.sub(plus, minus);
    plus = v128.load((p += fromStep));
    minus = v128.load(p + fromStep);
    const e4 = f32x4.add(plus, minus);
    const o4 = f32x4.sub(plus, minus);
    let q = to;
    v128.store(q, f32x4.add(f32x4.add(e1, e2), f32x4.add(e3, e4)));
    v128.store((q += toStep), powers(A1, A2, A3, o1, o2, o3, f32x4.mul(o4, f32x4.splat(A4))));
    v128.store((q += toStep), powers(C1, C2, C3, e1, e2, e3, f32x4.mul(e4, f32x4.splat(C4))));
    v128.store((q += toStep), powers(C1 * A1, C2 * A2, C3 * A3, o1, o2, o3, f32x4.mul(o4, f32x4.splat(C4 * A4))));
    v128.store((q += toStep), powers(C1 * C1, C2 * C2, C3 * C3, e1, e2, e3, f32x4.mul(e4, f32x4.splat(C4 * C4))));
    v128.store((q += toStep), powers(C1 * C1 * A1, C2 * C2 * A2, C3 * C3 * A3, o1, o2, o3, f32x4.mul(o4, f32x4.splat(C4 * C4 * A4))));
    const last = madd(e4, f32x4.splat(C4 * C4 * C4), v128.load(from + fromLast));
    v128.store(q + toStep, powers(C1 * C1 * C1, C2 * C2 * C2, C3 * C3 * C3, e1, e2, e3, last));
  }
}

// @ts-ignore: decorator
@inline
function powers(k1: f32, k2: f32, k3: f32, v1: v128, v2: v128, v3: v128, rest: v128): v128 {
  return madd(v1, f32x4.splat(k1), madd(v2, f32x4.splat(k2), madd(v3, f32x4.splat(k3), rest)));
}

/** A dy: the transpose of the output pass, 7 gradients to 9 values. */
export function gradientPass7(
  from: usize, fromStep: usize, fromNext: usize, to: usize, toStep: usize, toLast: usize, toNext: usize, count: i32,
): void {
  for (; count > 0; count--, from += fromNext, to += toNext) {
    let p = from;
    const y0 = v128.load(p);
    const y1 = v128.load((p += fromStep));
    const y2 = v128.load((p += fromStep));
    const y3 = v128.load((p += fromStep));
    const y4 = v128.load((p += fromStep));
    const y5 = v128.load((p += fromStep));
    const y6 = v128.load(p + fromStep);
    let q = to;
    let c = f32x4.splat(C1);
    let even = madd(madd(madd(y6, c, y4), c, y2), c, y0);
    let odd = madd(madd(y5, c, y3), c, y1);
    let a = f32x4.splat(A1);
    v128.store(q, madd(odd, a, even));
    v128.store((q += toStep), nmadd(odd, a, even));
    c = f32x4.splat(C2);
    even = madd(madd(madd(y6, c, y4), c, y2), c, y0);
    odd = madd(madd(y5, c, y3), c, y1);
    a = f32x4.splat(A2);
    v128.store((q += toStep), madd(odd, a, even));
    v128.store((q += toStep), nmadd(odd, a, even));
    c = f32x4.splat(C3);
    even = madd(madd(madd(y6, c, y4), c, y2), c, y0);
    odd = madd(madd(y5, c, y3), c, y1);
    a = f32x4.splat(A3);
    v128.store((q += toStep), madd(odd, a, even));
    v128.store((q += toStep), nmadd(odd, a, even));
    c = f32x4.splat(C4);
    even = madd(madd(madd(y6, c, y4), c, y2), c, y0);
    odd = madd(madd(y5, c, y3), c, y1);
    a = f32x4.splat(A4);
    v128.store((q += toStep), madd(odd, a, even));
    v128.store(q + toStep, nmadd(odd, a, even));
    v128.store(to + toLast, y6);
  }
}

/** 1 / (2 a q(a²)) for each pair. */
const K1: f32 = <f32>(1.0 / (2 * 0.25 * (0.0625 - 0.390625) * (0.0625 - 1.5625) * (0.0625 - 4)));
const K2: f32 = <f32>(1.0 / (2 * 0.625 * (0.390625 - 0.0625) * (0.390625 - 1.5625) * (0.390625 - 4)));
const K3: f32 = <f32>(1.0 / (2 * 1.25 * (1.5625 - 0.0625) * (1.5625 - 0.390625) * (1.5625 - 4)));
const K4: f32 = <f32>(1.0 / (2 * 2 * (4 - 0.0625) * (4 - 0.390625) * (4 - 1.5625)));

/** G g: three weights to the values of 9 points, ∞ last. */
export function weightPass7(from: usize, fromStep: usize, fromNext: usize, to: usize, toStep: usize, toNext: usize, count: i32): void {
  for (; count > 0; count--, from += fromNext, to += toNext) {
    const g0 = v128.load(from);
    const g1 = v128.load(from + fromStep);
    const g2 = v128.load(from + fromStep * 2);
    storePair(to, toStep, madd(g2, f32x4.splat(C1), g0), f32x4.mul(g1, f32x4.splat(A1)), K1);
    storePair(to + toStep * 2, toStep, madd(g2, f32x4.splat(C2), g0), f32x4.mul(g1, f32x4.splat(A2)), K2);
    storePair(to + toStep * 4, toStep, madd(g2, f32x4.splat(C3), g0), f32x4.mul(g1, f32x4.splat(A3)), K3);
    storePair(to + toStep * 6, toStep, madd(g2, f32x4.splat(C4), g0), f32x4.mul(g1, f32x4.splat(A4)), K4);
    v128.store(to + toStep * 8, g2);
  }
}

// @ts-ignore: decorator
@inline
function storePair(to: usize, step: usize, even: v128, odd: v128, k: f32): void {
  v128.store(to, f32x4.mul(f32x4.add(odd, even), f32x4.splat(k)));
  v128.store(to + step, f32x4.mul(f32x4.sub(odd, even), f32x4.splat(k)));
}

/** Gᵀ u: the transpose of the weight pass, 9 values to three gradients. */
export function weightGradientPass7(
  from: usize, fromStep: usize, fromNext: usize, to: usize, toStep: usize, toNext: usize, count: i32,
): void {
  for (; count > 0; count--, from += fromNext, to += toNext) {
    let p = from;
    let plus = v128.load(p);
    let minus = v128.load((p += fromStep));
    const e1 = f32x4.mul(f32x4.sub(plus, minus), f32x4.splat(K1));
    const o1 = f32x4.mul(f32x4.add(plus, minus), f32x4.splat(K1 * A1));
    plus = v128.load((p += fromStep));
    minus = v128.load((p += fromStep));
    const e2 = f32x4.mul(f32x4.sub(plus, minus), f32x4.splat(K2));
    const o2 = f32x4.mul(f32x4.add(plus, minus), f32x4.splat(K2 * A2));
    plus = v128.load((p += fromStep));
    minus = v128.load((p += fromStep));
    const e3 = f32x4.mul(f32x4.sub(plus, minus), f32x4.splat(K3));
    const o3 = f32x4.mul(f32x4.add(plus, minus), f32x4.splat(K3 * A3));
    plus = v128.load((p += fromStep));
    minus = v128.load((p += fromStep));
    const e4 = f32x4.mul(f32x4.sub(plus, minus), f32x4.splat(K4));
    const o4 = f32x4.mul(f32x4.add(plus, minus), f32x4.splat(K4 * A4));
    v128.store(to, f32x4.add(f32x4.add(e1, e2), f32x4.add(e3, e4)));
    v128.store(to + toStep, f32x4.add(f32x4.add(o1, o2), f32x4.add(o3, o4)));
    v128.store(to + toStep * 2, powers(C1, C2, C3, e1, e2, e3, madd(e4, f32x4.splat(C4), v128.load(p + fromStep))));
  }
}

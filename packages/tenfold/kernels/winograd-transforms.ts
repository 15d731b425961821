import { madd } from "./simd";
import { gradientPass7, inputPass7, outputPass7, weightGradientPass7, weightPass7 } from "./winograd-seven";

/**
 * The one-dimensional transforms of Winograd's F(r, 3) for r = 1, 2, 3, 4 and 6 outputs, on vectors of four channels; r = 7 has
 * points of its own in winograd-seven.ts.
 *
 * By Toom and Cook, an output of r points is interpolated from r + 2 products, one for each of the points
 *
 *   0, 1, -1, 2, -2, 1/2, -1/2, … and ∞
 *
 * of which F(r, 3) takes the first r + 1 and ∞. With G unscaled, a row [1, a, a²] for the point a, the transformed weights
 * are the same for every r: a tile at the edge of the image that has fewer outputs uses fewer of them. Bᵀ holds the
 * coefficients of the Lagrange polynomials of its points, Aᵀ their powers. Values of finite points are `step` bytes apart in
 * the order above; that of ∞ lies at `last`.
 *
 * Each pass transforms `count` rows (or columns), `fromNext` and `toNext` bytes apart.
 */

/** Bᵀ d: r + 2 inputs to r + 2 values. Without `first` or `last` input that one lies outside the image and is zero. */
export function inputPass(
  r: i32, from: usize, fromStep: usize, fromNext: usize, to: usize, toStep: usize, toLast: usize, toNext: usize,
  count: i32, first: bool, last: bool,
): void {
  const zero = f32x4.splat(0);
  if (r == 7) {
    inputPass7(from, fromStep, fromNext, to, toStep, toLast, toNext, count, first, last);
  } else if (r == 6) {
    for (; count > 0; count--, from += fromNext, to += toNext) {
      let p = from;
      const d0 = first ? v128.load(p) : zero;
      const d1 = v128.load((p += fromStep));
      const d2 = v128.load((p += fromStep));
      const d3 = v128.load((p += fromStep));
      const d4 = v128.load((p += fromStep));
      const d5 = v128.load((p += fromStep));
      const d6 = v128.load((p += fromStep));
      const d7 = last ? v128.load(p + fromStep) : zero;
      const c = f32x4.splat(5.25);
      let q = to;
      v128.store(q, madd(f32x4.sub(d4, d2), c, f32x4.sub(d0, d6)));
      v128.store(to + toLast, madd(f32x4.sub(d3, d5), c, f32x4.sub(d7, d1)));
      let even = madd(d4, f32x4.splat(-4.25), f32x4.add(d2, d6));
      let odd = madd(d3, f32x4.splat(-4.25), f32x4.add(d1, d5));
      const k1 = f32x4.splat(-1.0 / 4.5);
      even = f32x4.mul(even, k1);
      odd = f32x4.mul(odd, k1);
      v128.store((q += toStep), f32x4.add(even, odd));
      v128.store((q += toStep), f32x4.sub(even, odd));
      const quarter = f32x4.splat(0.25);
      const k2 = f32x4.splat(-1.25);
      even = f32x4.mul(madd(d4, k2, madd(d2, quarter, d6)), f32x4.splat(1.0 / 90.0));
      odd = f32x4.mul(madd(d3, k2, madd(d1, quarter, d5)), f32x4.splat(2.0 / 90.0));
      v128.store((q += toStep), f32x4.add(even, odd));
      v128.store((q += toStep), f32x4.sub(even, odd));
      const four = f32x4.splat(4);
      const k5 = f32x4.splat(-5);
      even = f32x4.mul(madd(d4, k5, madd(d2, four, d6)), f32x4.splat(1.0 / 1.40625));
      odd = f32x4.mul(madd(d3, k5, madd(d1, four, d5)), f32x4.splat(0.5 / 1.40625));
      v128.store((q += toStep), f32x4.add(even, odd));
      v128.store(q + toStep, f32x4.sub(even, odd));
    }
  } else if (r == 4) {
    for (; count > 0; count--, from += fromNext, to += toNext) {
      let p = from;
      const d0 = first ? v128.load(p) : zero;
      const d1 = v128.load((p += fromStep));
      const d2 = v128.load((p += fromStep));
      const d3 = v128.load((p += fromStep));
      const d4 = v128.load((p += fromStep));
      const d5 = last ? v128.load(p + fromStep) : zero;
      const quarter = f32x4.splat(0.25);
      const sixth = f32x4.splat(-1.0 / 6.0);
      const near = f32x4.splat(2.0 / 3.0);
      const far = f32x4.splat(1.0 / 24.0);
      const k5 = f32x4.splat(-5);
      let q = to;
      v128.store(q, madd(d4, quarter, madd(d2, f32x4.splat(-1.25), d0)));
      v128.store(to + toLast, madd(d3, k5, madd(d1, f32x4.splat(4), d5)));
      let even = madd(d4, sixth, f32x4.mul(d2, near));
      let odd = madd(d3, sixth, f32x4.mul(d1, near));
      v128.store((q += toStep), f32x4.add(even, odd));
      v128.store((q += toStep), f32x4.sub(even, odd));
      even = f32x4.mul(f32x4.sub(d4, d2), far);
      odd = f32x4.mul(f32x4.sub(d3, d1), f32x4.splat(1.0 / 12.0));
      v128.store((q += toStep), f32x4.add(even, odd));
      v128.store(q + toStep, f32x4.sub(even, odd));
    }
  } else if (r == 3) {
    for (; count > 0; count--, from += fromNext, to += toNext) {
      let p = from;
      const d0 = first ? v128.load(p) : zero;
      const d1 = v128.load((p += fromStep));
      const d2 = v128.load((p += fromStep));
      const d3 = v128.load((p += fromStep));
      const d4 = last ? v128.load(p + fromStep) : zero;
      const half = f32x4.splat(0.5);
      const sixth = f32x4.splat(1.0 / 6.0);
      const difference = f32x4.sub(d3, d1);
      let q = to;
      v128.store(q, f32x4.sub(madd(difference, half, d0), d2));
      v128.store((q += toStep), madd(f32x4.sub(d2, d3), half, d1));
      v128.store((q += toStep), madd(d2, half, madd(d3, f32x4.splat(-1.0 / 6.0), f32x4.mul(d1, f32x4.splat(-1.0 / 3.0)))));
      v128.store(q + toStep, f32x4.mul(difference, sixth));
      v128.store(to + toLast, f32x4.sub(madd(difference, f32x4.splat(-2), d4), d2));
    }
  } else if (r == 2) {
    for (; count > 0; count--, from += fromNext, to += toNext) {
      let p = from;
      const d0 = first ? v128.load(p) : zero;
      const d1 = v128.load((p += fromStep));
      const d2 = v128.load((p += fromStep));
      const d3 = last ? v128.load(p + fromStep) : zero;
      const half = f32x4.splat(0.5);
      let q = to;
      v128.store(q, f32x4.sub(d0, d2));
      v128.store((q += toStep), f32x4.mul(f32x4.add(d2, d1), half));
      v128.store(q + toStep, f32x4.mul(f32x4.sub(d2, d1), half));
      v128.store(to + toLast, f32x4.sub(d3, d1));
    }
  } else {
    for (; count > 0; count--, from += fromNext, to += toNext) {
      const d0 = first ? v128.load(from) : zero;
      const d1 = v128.load(from + fromStep);
      const d2 = last ? v128.load(from + fromStep * 2) : zero;
      v128.store(to, f32x4.sub(d0, d1));
      v128.store(to + toStep, d1);
      v128.store(to + toLast, f32x4.sub(d2, d1));
    }
  }
}

/** Aᵀ m: r + 2 products to r outputs. */
export function outputPass(
  r: i32, from: usize, fromStep: usize, fromLast: usize, fromNext: usize, to: usize, toStep: usize, toNext: usize, count: i32,
): void {
  if (r == 7) {
    outputPass7(from, fromStep, fromLast, fromNext, to, toStep, toNext, count);
  } else if (r == 6) {
    for (; count > 0; count--, from += fromNext, to += toNext) {
      let p = from;
      const m0 = v128.load(p);
      const m1 = v128.load((p += fromStep));
      const m2 = v128.load((p += fromStep));
      const m3 = v128.load((p += fromStep));
      const m4 = v128.load((p += fromStep));
      const m5 = v128.load((p += fromStep));
      const m6 = v128.load(p + fromStep);
      const m7 = v128.load(from + fromLast);
      const near = f32x4.add(m1, m2);
      const nearOdd = f32x4.sub(m1, m2);
      const far = f32x4.add(m3, m4);
      const farOdd = f32x4.sub(m3, m4);
      const half = f32x4.add(m5, m6);
      const halfOdd = f32x4.sub(m5, m6);
      let q = to;
      v128.store(q, f32x4.add(f32x4.add(m0, near), f32x4.add(far, half)));
      v128.store((q += toStep), madd(halfOdd, f32x4.splat(0.5), madd(farOdd, f32x4.splat(2), nearOdd)));
      v128.store((q += toStep), madd(half, f32x4.splat(0.25), madd(far, f32x4.splat(4), near)));
      v128.store((q += toStep), madd(halfOdd, f32x4.splat(0.125), madd(farOdd, f32x4.splat(8), nearOdd)));
      v128.store((q += toStep), madd(half, f32x4.splat(0.0625), madd(far, f32x4.splat(16), near)));
      v128.store(q + toStep, madd(halfOdd, f32x4.splat(0.03125), madd(farOdd, f32x4.splat(32), f32x4.add(nearOdd, m7))));
    }
  } else if (r == 4) {
    for (; count > 0; count--, from += fromNext, to += toNext) {
      let p = from;
      const m0 = v128.load(p);
      const m1 = v128.load((p += fromStep));
      const m2 = v128.load((p += fromStep));
      const m3 = v128.load((p += fromStep));
      const m4 = v128.load(p + fromStep);
      const m5 = v128.load(from + fromLast);
      const near = f32x4.add(m1, m2);
      const nearOdd = f32x4.sub(m1, m2);
      const far = f32x4.add(m3, m4);
      const farOdd = f32x4.sub(m3, m4);
      let q = to;
      v128.store(q, f32x4.add(m0, f32x4.add(near, far)));
      v128.store((q += toStep), madd(farOdd, f32x4.splat(2), nearOdd));
      v128.store((q += toStep), madd(far, f32x4.splat(4), near));
      v128.store(q + toStep, madd(farOdd, f32x4.splat(8), f32x4.add(nearOdd, m5)));
    }
  } else if (r == 3) {
    for (; count > 0; count--, from += fromNext, to += toNext) {
      let p = from;
      const m0 = v128.load(p);
      const m1 = v128.load((p += fromStep));
      const m2 = v128.load((p += fromStep));
      const m3 = v128.load(p + fromStep);
      const m4 = v128.load(from + fromLast);
      const near = f32x4.add(m1, m2);
      v128.store(to, f32x4.add(m0, f32x4.add(near, m3)));
      v128.store(to + toStep, madd(m3, f32x4.splat(2), f32x4.sub(m1, m2)));
      v128.store(to + toStep * 2, madd(m3, f32x4.splat(4), f32x4.add(near, m4)));
    }
  } else if (r == 2) {
    for (; count > 0; count--, from += fromNext, to += toNext) {
      const m1 = v128.load(from + fromStep);
      const m2 = v128.load(from + fromStep * 2);
      v128.store(to, f32x4.add(v128.load(from), f32x4.add(m1, m2)));
      v128.store(to + toStep, f32x4.add(f32x4.sub(m1, m2), v128.load(from + fromLast)));
    }
  } else {
    for (; count > 0; count--, from += fromNext, to += toNext) {
      v128.store(to, f32x4.add(v128.load(from), f32x4.add(v128.load(from + fromStep), v128.load(from + fromLast))));
    }
  }
}

/** A dy: the transpose of the output pass, r gradients to r + 2 values. */
export function gradientPass(
  r: i32, from: usize, fromStep: usize, fromNext: usize, to: usize, toStep: usize, toLast: usize, toNext: usize, count: i32,
): void {
  if (r == 7) {
    gradientPass7(from, fromStep, fromNext, to, toStep, toLast, toNext, count);
  } else if (r == 6) {
    for (; count > 0; count--, from += fromNext, to += toNext) {
      let p = from;
      const y0 = v128.load(p);
      const y1 = v128.load((p += fromStep));
      const y2 = v128.load((p += fromStep));
      const y3 = v128.load((p += fromStep));
      const y4 = v128.load((p += fromStep));
      const y5 = v128.load(p + fromStep);
      let q = to;
      v128.store(q, y0);
      let even = f32x4.add(y0, f32x4.add(y2, y4));
      let odd = f32x4.add(y1, f32x4.add(y3, y5));
      v128.store((q += toStep), f32x4.add(even, odd));
      v128.store((q += toStep), f32x4.sub(even, odd));
      even = madd(y4, f32x4.splat(16), madd(y2, f32x4.splat(4), y0));
      odd = madd(y5, f32x4.splat(32), madd(y3, f32x4.splat(8), f32x4.add(y1, y1)));
      v128.store((q += toStep), f32x4.add(even, odd));
      v128.store((q += toStep), f32x4.sub(even, odd));
      even = madd(y4, f32x4.splat(0.0625), madd(y2, f32x4.splat(0.25), y0));
      odd = madd(y5, f32x4.splat(0.03125), madd(y3, f32x4.splat(0.125), f32x4.mul(y1, f32x4.splat(0.5))));
      v128.store((q += toStep), f32x4.add(even, odd));
      v128.store(q + toStep, f32x4.sub(even, odd));
      v128.store(to + toLast, y5);
    }
  } else if (r == 4) {
    for (; count > 0; count--, from += fromNext, to += toNext) {
      let p = from;
      const y0 = v128.load(p);
      const y1 = v128.load((p += fromStep));
      const y2 = v128.load((p += fromStep));
      const y3 = v128.load(p + fromStep);
      let q = to;
      v128.store(q, y0);
      let even = f32x4.add(y0, y2);
      let odd = f32x4.add(y1, y3);
      v128.store((q += toStep), f32x4.add(even, odd));
      v128.store((q += toStep), f32x4.sub(even, odd));
      even = madd(y2, f32x4.splat(4), y0);
      odd = madd(y3, f32x4.splat(8), f32x4.add(y1, y1));
      v128.store((q += toStep), f32x4.add(even, odd));
      v128.store(q + toStep, f32x4.sub(even, odd));
      v128.store(to + toLast, y3);
    }
  } else if (r == 3) {
    for (; count > 0; count--, from += fromNext, to += toNext) {
      const y0 = v128.load(from);
      const y1 = v128.load(from + fromStep);
      const y2 = v128.load(from + fromStep * 2);
      const even = f32x4.add(y0, y2);
      let q = to;
      v128.store(q, y0);
      v128.store((q += toStep), f32x4.add(even, y1));
      v128.store((q += toStep), f32x4.sub(even, y1));
      v128.store(q + toStep, madd(y2, f32x4.splat(4), madd(y1, f32x4.splat(2), y0)));
      v128.store(to + toLast, y2);
    }
  } else if (r == 2) {
    for (; count > 0; count--, from += fromNext, to += toNext) {
      const y0 = v128.load(from);
      const y1 = v128.load(from + fromStep);
      v128.store(to, y0);
      v128.store(to + toStep, f32x4.add(y0, y1));
      v128.store(to + toStep * 2, f32x4.sub(y0, y1));
      v128.store(to + toLast, y1);
    }
  } else {
    for (; count > 0; count--, from += fromNext, to += toNext) {
      const y0 = v128.load(from);
      v128.store(to, y0);
      v128.store(to + toStep, y0);
      v128.store(to + toLast, y0);
    }
  }
}

/** G g: three weights to the m + 2 values of all points, m = 4, 6 or 7; ∞ comes last. */
export function weightPass(m: i32, from: usize, fromStep: usize, fromNext: usize, to: usize, toStep: usize, toNext: usize, count: i32): void {
  if (m == 7) {
    weightPass7(from, fromStep, fromNext, to, toStep, toNext, count);
    return;
  }
  for (; count > 0; count--, from += fromNext, to += toNext) {
    const g0 = v128.load(from);
    const g1 = v128.load(from + fromStep);
    const g2 = v128.load(from + fromStep * 2);
    let q = to;
    v128.store(q, g0);
    let even = f32x4.add(g0, g2);
    v128.store((q += toStep), f32x4.add(even, g1));
    v128.store((q += toStep), f32x4.sub(even, g1));
    even = madd(g2, f32x4.splat(4), g0);
    const twice = f32x4.add(g1, g1);
    v128.store((q += toStep), f32x4.add(even, twice));
    v128.store((q += toStep), f32x4.sub(even, twice));
    if (m == 6) {
      even = madd(g2, f32x4.splat(0.25), g0);
      const half = f32x4.mul(g1, f32x4.splat(0.5));
      v128.store((q += toStep), f32x4.add(even, half));
      v128.store((q += toStep), f32x4.sub(even, half));
    }
    v128.store(q + toStep, g2);
  }
}

/** Gᵀ u: the transpose of the weight pass, m + 2 values to three gradients. */
export function weightGradientPass(
  m: i32, from: usize, fromStep: usize, fromNext: usize, to: usize, toStep: usize, toNext: usize, count: i32,
): void {
  if (m == 7) {
    weightGradientPass7(from, fromStep, fromNext, to, toStep, toNext, count);
    return;
  }
  for (; count > 0; count--, from += fromNext, to += toNext) {
    let p = from;
    const u0 = v128.load(p);
    const u1 = v128.load((p += fromStep));
    const u2 = v128.load((p += fromStep));
    const u3 = v128.load((p += fromStep));
    const u4 = v128.load((p += fromStep));
    const near = f32x4.add(u1, u2);
    const far = f32x4.add(u3, u4);
    let w0 = f32x4.add(u0, f32x4.add(near, far));
    let w1 = madd(f32x4.sub(u3, u4), f32x4.splat(2), f32x4.sub(u1, u2));
    let w2 = madd(far, f32x4.splat(4), near);
    if (m == 6) {
      const u5 = v128.load((p += fromStep));
      const u6 = v128.load((p += fromStep));
      const half = f32x4.add(u5, u6);
      w0 = f32x4.add(w0, half);
      w1 = madd(f32x4.sub(u5, u6), f32x4.splat(0.5), w1);
      w2 = madd(half, f32x4.splat(0.25), w2);
    }
    v128.store(to, w0);
    v128.store(to + toStep, w1);
    v128.store(to + toStep * 2, f32x4.add(w2, v128.load(p + fromStep)));
  }
}

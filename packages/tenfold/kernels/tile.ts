import { madd } from "./simd";

/**
 * The register tiles under every convolution and dense layer. Both read their operands in *panels*, so that one pointer
 * and constant offsets reach everything in a step:
 *
 *   A panel  [depth / 4][rows][4]      4 steps of depth for one row, then the same for the next row
 *   B panel  [depth][8]                8 columns for one step of depth, then the next step
 *
 * Only whole tiles: who packs the panels pads the ragged edges with zeros.
 *
 * 4 x 8 and one step of depth a round, because of what V8 makes of it: 8 sums + 2 columns of b + 4 broadcasts of a fit in
 * x86's sixteen registers, and a round is one basic block. Within a block V8 orders by data flow: it hoists every load of
 * an unrolled body to its top and spills (unrolled by 4: 36 GFLOP/s; 6 x 8: 30; this: 54 of the machine's 59, a core of an
 * AMD EPYC Zen 5 at 3.7 GHz, Node 20). Hence the inner loop of four rounds instead of four copies of the body.
 */

/**
 * C[4 x 8] = A[4 x depth] . B[depth x 8].
 *
 * @param a first of 4 rows in an A panel
 * @param aStep bytes from one panel of A (4 steps of depth) to the next
 * @param b a B panel
 * @param c 4 rows of 8 floats, `cStep` bytes apart, overwritten
 * @param panels depth / 4
 */
export function tile4x8(a: usize, aStep: usize, b: usize, c: usize, cStep: usize, panels: i32): void {
  let c00 = f32x4.splat(0);
  let c01 = f32x4.splat(0);
  let c10 = f32x4.splat(0);
  let c11 = f32x4.splat(0);
  let c20 = f32x4.splat(0);
  let c21 = f32x4.splat(0);
  let c30 = f32x4.splat(0);
  let c31 = f32x4.splat(0);
  const jump = aStep - 16;
  for (; panels > 0; panels--) {
    for (let k = 0; k < 4; k++) {
      const b0 = v128.load(b);
      const b1 = v128.load(b, 16);
      const a0 = v128.load32_splat(a);
      c00 = madd(a0, b0, c00);
      c01 = madd(a0, b1, c01);
      const a1 = v128.load32_splat(a, 16);
      c10 = madd(a1, b0, c10);
      c11 = madd(a1, b1, c11);
      const a2 = v128.load32_splat(a, 32);
      c20 = madd(a2, b0, c20);
      c21 = madd(a2, b1, c21);
      const a3 = v128.load32_splat(a, 48);
      c30 = madd(a3, b0, c30);
      c31 = madd(a3, b1, c31);
      a += 4;
      b += 32;
    }
    a += jump;
  }
  v128.store(c, c00);
  v128.store(c, c01, 16);
  c += cStep;
  v128.store(c, c10);
  v128.store(c, c11, 16);
  c += cStep;
  v128.store(c, c20);
  v128.store(c, c21, 16);
  c += cStep;
  v128.store(c, c30);
  v128.store(c, c31, 16);
}

/**
 * C[4 x 8] (+)= Aᵀ[4 x depth] . B[depth x 8], A and B both `[depth][…]`: the tile of the weight gradients, where the long
 * side is the sum and neither operand needs turning.
 *
 * @param a one panel of A, 4 floats a step of depth
 * @param b a B panel, 8 floats a step of depth
 * @param c 4 rows of 8 floats, `cStep` bytes apart
 * @param accumulate whether C is added to or overwritten
 */
export function tile4x8Transposed(a: usize, b: usize, c: usize, cStep: usize, depth: i32, accumulate: bool): void {
  let c00 = f32x4.splat(0);
  let c01 = f32x4.splat(0);
  let c10 = f32x4.splat(0);
  let c11 = f32x4.splat(0);
  let c20 = f32x4.splat(0);
  let c21 = f32x4.splat(0);
  let c30 = f32x4.splat(0);
  let c31 = f32x4.splat(0);
  const c1 = c + cStep;
  const c2 = c1 + cStep;
  const c3 = c2 + cStep;
  if (accumulate) {
    c00 = v128.load(c);
    c01 = v128.load(c, 16);
    c10 = v128.load(c1);
    c11 = v128.load(c1, 16);
    c20 = v128.load(c2);
    c21 = v128.load(c2, 16);
    c30 = v128.load(c3);
    c31 = v128.load(c3, 16);
  }
  while (depth > 0) {
    const rounds = min(depth, 4);
    for (let k = 0; k < rounds; k++) {
      const b0 = v128.load(b);
      const b1 = v128.load(b, 16);
      const a0 = v128.load32_splat(a);
      c00 = madd(a0, b0, c00);
      c01 = madd(a0, b1, c01);
      const a1 = v128.load32_splat(a, 4);
      c10 = madd(a1, b0, c10);
      c11 = madd(a1, b1, c11);
      const a2 = v128.load32_splat(a, 8);
      c20 = madd(a2, b0, c20);
      c21 = madd(a2, b1, c21);
      const a3 = v128.load32_splat(a, 12);
      c30 = madd(a3, b0, c30);
      c31 = madd(a3, b1, c31);
      a += 16;
      b += 32;
    }
    depth -= rounds;
  }
  v128.store(c, c00);
  v128.store(c, c01, 16);
  v128.store(c1, c10);
  v128.store(c1, c11, 16);
  v128.store(c2, c20);
  v128.store(c2, c21, 16);
  v128.store(c3, c30);
  v128.store(c3, c31, 16);
}

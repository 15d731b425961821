/**
 * Random bits without state: four hashes of four counters, so that a dropout mask is drawn again, not stored, in the
 * backward pass. (Wellons' "lowbias32" integer hash; each counter is first spread by the golden ratio and keyed.)
 */
// @ts-ignore: decorator
@inline
export function randomBits(index: i32, key: i32): v128 {
  let x = i32x4.add(i32x4.splat(index), i32x4(0, 1, 2, 3));
  x = i32x4.add(i32x4.mul(x, i32x4.splat(0x9e3779b9)), i32x4.splat(key));
  x = v128.xor(x, i32x4.shr_u(x, 16));
  x = i32x4.mul(x, i32x4.splat(0x7feb352d));
  x = v128.xor(x, i32x4.shr_u(x, 15));
  x = i32x4.mul(x, i32x4.splat(0x846ca68b));
  return v128.xor(x, i32x4.shr_u(x, 16));
}

/** All ones where element `index` .. `index + 3` survives a dropout of `threshold` / 2^32. */
// @ts-ignore: decorator
@inline
export function kept(index: i32, key: i32, threshold: i32): v128 {
  return i32x4.ge_u(randomBits(index, key), i32x4.splat(threshold));
}

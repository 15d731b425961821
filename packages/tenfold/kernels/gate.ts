import { addUpTo4, loadUpTo4, madd, storeUpTo4 } from "./simd";

/**
 * What looks at a channel of an image as a whole: its mean, and its product with one number, the gate of squeeze and
 * excitation. x, y [n, area, channels], means and gates [n, channels], for the images of this item.
 */

/** means = Σ_pixels x / area */
export function pixelMeans(x: usize, means: usize, n: i32, area: i32, channels: i32, imagesPerItem: i32, item: i32): void {
  const row = <usize>(channels << 2);
  const share = f32x4.splat(1 / <f32>area);
  const end = min((item + 1) * imagesPerItem, n);
  for (let image = item * imagesPerItem; image < end; image++) {
    const to = means + <usize>image * row;
    const first = x + <usize>(image * area) * row;
    for (let c = 0; c < channels; c += 4) {
      const left = channels - c;
      let p = first + (c << 2);
      let even = f32x4.splat(0);
      let odd = f32x4.splat(0);
      let pixel = 0;
      for (; pixel + 1 < area; pixel += 2, p += row * 2) {
        even = f32x4.add(even, loadUpTo4(p, left));
        odd = f32x4.add(odd, loadUpTo4(p + row, left));
      }
      if (pixel < area) even = f32x4.add(even, loadUpTo4(p, left));
      storeUpTo4(to + (c << 2), f32x4.mul(f32x4.add(even, odd), share), left);
    }
  }
}

/** dx = dmeans / area at every pixel */
export function pixelMeansGradient(dmeans: usize, dx: usize, n: i32, area: i32, channels: i32, imagesPerItem: i32, item: i32): void {
  const row = <usize>(channels << 2);
  const share = f32x4.splat(1 / <f32>area);
  const end = min((item + 1) * imagesPerItem, n);
  for (let image = item * imagesPerItem; image < end; image++) {
    const from = dmeans + <usize>image * row;
    let to = dx + <usize>(image * area) * row;
    for (let pixel = 0; pixel < area; pixel++, to += row) {
      for (let c = 0; c < channels; c += 4) {
        storeUpTo4(to + (c << 2), f32x4.mul(loadUpTo4(from + (c << 2), channels - c), share), channels - c);
      }
    }
  }
}

/** y = x gate */
export function gate(x: usize, gates: usize, y: usize, n: i32, area: i32, channels: i32, imagesPerItem: i32, item: i32): void {
  const row = <usize>(channels << 2);
  const end = min((item + 1) * imagesPerItem, n);
  for (let image = item * imagesPerItem; image < end; image++) {
    const by = gates + <usize>image * row;
    let at = <usize>(image * area) * row;
    for (let pixel = 0; pixel < area; pixel++, at += row) {
      for (let c = 0; c < channels; c += 4) {
        const left = channels - c;
        const p = at + (c << 2);
        storeUpTo4(y + p, f32x4.mul(loadUpTo4(x + p, left), loadUpTo4(by + (c << 2), left)), left);
      }
    }
  }
}

/** dgates = Σ_pixels x dy */
export function gateSums(x: usize, dy: usize, dgates: usize, n: i32, area: i32, channels: i32, imagesPerItem: i32, item: i32): void {
  const row = <usize>(channels << 2);
  const end = min((item + 1) * imagesPerItem, n);
  for (let image = item * imagesPerItem; image < end; image++) {
    const to = dgates + <usize>image * row;
    memory.fill(to, 0, row);
    let at = <usize>(image * area) * row;
    for (let pixel = 0; pixel < area; pixel++, at += row) {
      for (let c = 0; c < channels; c += 4) {
        const left = channels - c;
        const p = at + (c << 2);
        addUpTo4(to + (c << 2), f32x4.mul(loadUpTo4(x + p, left), loadUpTo4(dy + p, left)), left);
      }
    }
  }
}

/** dx = dy gate + dmeans / area: the two ways by which x reached y */
export function gateGradient(
  dy: usize, gates: usize, dmeans: usize, dx: usize, n: i32, area: i32, channels: i32, imagesPerItem: i32, item: i32,
): void {
  const row = <usize>(channels << 2);
  const share = f32x4.splat(1 / <f32>area);
  const end = min((item + 1) * imagesPerItem, n);
  for (let image = item * imagesPerItem; image < end; image++) {
    const by = gates + <usize>image * row;
    const mean = dmeans + <usize>image * row;
    let at = <usize>(image * area) * row;
    for (let pixel = 0; pixel < area; pixel++, at += row) {
      for (let c = 0; c < channels; c += 4) {
        const left = channels - c;
        const p = at + (c << 2);
        const through = f32x4.mul(loadUpTo4(mean + (c << 2), left), share);
        storeUpTo4(dx + p, madd(loadUpTo4(dy + p, left), loadUpTo4(by + (c << 2), left), through), left);
      }
    }
  }
}

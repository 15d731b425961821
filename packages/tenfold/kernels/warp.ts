/**
 * Pictures from the data set to the network's input: picked by index, divided by 255 and, for augmentation, pulled through
 * an affine map with bilinear interpolation. One item a picture.
 *
 * @param pixels bytes [count, height, width, channels]
 * @param indices the rows to pick, u32 [n]
 * @param out floats [n, height, width, channels]
 */
export function pick(pixels: usize, indices: usize, out: usize, size: i32, item: i32): void {
  const from = pixels + <usize>load<u32>(indices + (item << 2)) * size;
  const to = out + ((item * size) << 2);
  for (let i = 0; i < size; i++) store<f32>(to + (i << 2), <f32>load<u8>(from + i) / 255);
}

/**
 * @param maps one affine map a picture, f32 [n, 6]: output row y and column x show the input at
 *   (m0 y + m1 x + m2, m3 y + m4 x + m5); beyond the edge the nearest pixel counts
 */
export function pickWarped(
  pixels: usize, indices: usize, maps: usize, out: usize, height: i32, width: i32, channels: i32, item: i32,
): void {
  const size = height * width * channels;
  const from = pixels + <usize>load<u32>(indices + (item << 2)) * size;
  const m = maps + item * 24;
  const m0 = load<f32>(m);
  const m1 = load<f32>(m, 4);
  const m2 = load<f32>(m, 8);
  const m3 = load<f32>(m, 12);
  const m4 = load<f32>(m, 16);
  const m5 = load<f32>(m, 20);
  let to = out + ((item * size) << 2);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++, to += channels << 2) {
      sample(from, to, m0 * <f32>y + m1 * <f32>x + m2, m3 * <f32>y + m4 * <f32>x + m5, height, width, channels);
    }
  }
}

/** A pixel between pixels, divided by 255; beyond the edge the nearest one counts. */
// @ts-ignore: decorator
@inline
export function sample(from: usize, to: usize, y: f32, x: f32, height: i32, width: i32, channels: i32): void {
  const row = min(max(y, 0), <f32>(height - 1));
  const column = min(max(x, 0), <f32>(width - 1));
  const top = min(<i32>row, max(height - 2, 0));
  const left = min(<i32>column, max(width - 2, 0));
  const down = row - <f32>top;
  const across = column - <f32>left;
  const below = height > 1 ? width * channels : 0;
  const beside = width > 1 ? channels : 0;
  let p = from + (top * width + left) * channels;
  for (let c = 0; c < channels; c++, p++, to += 4) {
    const upper = lerp(<f32>load<u8>(p), <f32>load<u8>(p + beside), across);
    const lower = lerp(<f32>load<u8>(p + below), <f32>load<u8>(p + below + beside), across);
    store<f32>(to, lerp(upper, lower, down) / 255);
  }
}

// @ts-ignore: decorator
@inline
function lerp(a: f32, b: f32, t: f32): f32 {
  return a + (b - a) * t;
}

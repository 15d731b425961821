import { multiplyPanels, packPanel, packRows } from "./gemm";
import { scratch } from "./scratch";
import { addUpTo4, loadUpTo4, roundUp } from "./simd";

/** Output pixels at a time. */
const BLOCK = 48;

/**
 * The gradient by the input of a convolution with strides, for the images of this item: each output pixel's gradient times the
 * weights is a patch of the input's gradient, and patches that overlap add up.
 *
 *   patches [pixels, kernel² cin] = dY [pixels, cout] . wᵀ
 *
 * (Through im2col, as without strides, most of what is multiplied would be the zeros between the pixels of dY.)
 *
 * @param dy [n, outHeight, outWidth, cout]
 * @param w [kernel, kernel, cin, cout]
 * @param dx [n, height, width, cin], overwritten
 */
export function col2imInputGradient(
  dy: usize, w: usize, dx: usize, n: i32, height: i32, width: i32, cin: i32, cout: i32, kernel: i32, pad: i32, stride: i32,
  imagesPerItem: i32, item: i32,
): void {
  const outHeight = (height + 2 * pad - kernel) / stride + 1;
  const outWidth = (width + 2 * pad - kernel) / stride + 1;
  const pixels = outHeight * outWidth;
  const first = item * imagesPerItem;
  const last = min(first + imagesPerItem, n);
  const columns = kernel * kernel * cin;
  const depth = roundUp(cout, 4);
  const panels = (columns + 7) >> 3;
  const packed = scratch;
  const patches = packed + <usize>(panels * depth * 32);
  const rows = patches + <usize>(BLOCK * columns * 4 + 64);
  for (let panel = 0; panel < panels; panel++) packPanel(w, packed, cout, columns, true, panel);
  memory.fill(dx + <usize>((first * height * width * cin) << 2), 0, <usize>((max(last - first, 0) * height * width * cin) << 2));
  const end = last * pixels;
  for (let pixel = first * pixels; pixel < end; pixel += BLOCK) {
    const count = min(BLOCK, end - pixel);
    packRows(dy, rows, pixel, count, end, cout, false);
    multiplyPanels(rows, roundUp(count, 4), count, packed, depth, 0, patches, columns);
    for (let r = 0; r < count; r++) {
      const image = (pixel + r) / pixels;
      const inImage = pixel + r - image * pixels;
      const top = (inImage / outWidth) * stride - pad;
      const left = (inImage % outWidth) * stride - pad;
      addPatch(patches + <usize>((r * columns) << 2), dx + <usize>((image * height * width * cin) << 2), top, left, height, width, cin, kernel);
    }
  }
}

/** Adds a patch where it lies in its image; what hangs over the edge is dropped. */
function addPatch(patch: usize, dx: usize, top: i32, left: i32, height: i32, width: i32, cin: i32, kernel: i32): void {
  for (let i = 0; i < kernel; i++) {
    if (<u32>(top + i) >= <u32>height) continue;
    for (let j = 0; j < kernel; j++) {
      if (<u32>(left + j) >= <u32>width) continue;
      const from = patch + <usize>(((i * kernel + j) * cin) << 2);
      const to = dx + <usize>((((top + i) * width + left + j) * cin) << 2);
      for (let c = 0; c < cin; c += 4) addUpTo4(to + (c << 2), loadUpTo4(from + (c << 2), cin - c), cin - c);
    }
  }
}

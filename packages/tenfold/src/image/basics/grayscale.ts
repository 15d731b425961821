import { onPaper } from "./on-paper.js";
import type { Gray, Picture } from "./picture.js";

/**
 * A picture in shades of gray, light 255, such that its ink stands out. What is transparent lies on paper (`onPaper`).
 *
 * Mostly that is the luminance (ITU-R BT.601). Where ink and paper differ in hue rather than in luminance, as red ink on green paper
 * does, the shade is the place along the color axis on which neighboring pixels differ most: the first principal component of the
 * color differences (Karhunen-Loève transform, as Ohta et al., "Color information for region segmentation", 1980), stretched to 0..255.
 */
export function grayscale(picture: Picture): Gray {
  const { height, width, channels } = picture;
  const bytes = bytesOf(picture);
  if (channels === 1) return { pixels: bytes, height, width };
  const opaque = channels === 3 ? bytes : (onPaper({ ...picture, pixels: bytes }).picture.pixels as Uint8Array);
  if (channels === 2) return { pixels: opaque, height, width };
  const axis = inkAxis(opaque, height, width);
  return { pixels: axis ? alongAxis(opaque, axis) : luminance(opaque), height, width };
}

/** 16 bits become 8. */
function bytesOf({ pixels }: Picture): Uint8Array {
  if (pixels instanceof Uint8Array) return pixels;
  if (pixels instanceof Uint8ClampedArray) return new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.length);
  const bytes = new Uint8Array(pixels.length);
  for (let at = 0; at < bytes.length; at++) bytes[at] = (pixels[at] as number) >> 8;
  return bytes;
}

function luminance(rgb: Uint8Array): Uint8Array {
  const gray = new Uint8Array(rgb.length / 3);
  for (let at = 0, from = 0; at < gray.length; at++, from += 3) {
    gray[at] = (77 * (rgb[from] as number) + 150 * (rgb[from + 1] as number) + 29 * (rgb[from + 2] as number) + 128) >> 8;
  }
  return gray;
}

type Axis = readonly [red: number, green: number, blue: number];

const LUMINANCE: Axis = [0.299, 0.587, 0.114];
/** The luminance is taken where it shows at least this share of the differences in color. */
const ENOUGH = 0.4;
/** Differences up to this, the sum of three, are noise. */
const NOISE = 48;
const SAMPLES = 100_000;

/** The direction in which colors differ most over a short way, where that is not the luminance. */
function inkAxis(rgb: Uint8Array, height: number, width: number): Axis | undefined {
  const C = new Float64Array(9); // covariance of the differences
  const reach = Math.max(1, Math.round(Math.min(height, width) / 100));
  const step = Math.max(1, Math.round(Math.sqrt((height * width) / SAMPLES)));
  for (let row = 0; row + reach < height; row += step) {
    for (let column = 0; column + reach < width; column += step) {
      const at = (row * width + column) * 3;
      addDifference(C, rgb, at, at + reach * 3);
      addDifference(C, rgb, at, at + reach * width * 3);
    }
  }
  const axis = principal(C);
  const share = along(C, LUMINANCE) / along(C, axis);
  return share < ENOUGH ? axis : undefined; // NaN without differences
}

function addDifference(C: Float64Array, rgb: Uint8Array, at: number, other: number): void {
  const red = (rgb[at] as number) - (rgb[other] as number);
  const green = (rgb[at + 1] as number) - (rgb[other + 1] as number);
  const blue = (rgb[at + 2] as number) - (rgb[other + 2] as number);
  if (Math.abs(red) + Math.abs(green) + Math.abs(blue) <= NOISE) return;
  C[0] = (C[0] as number) + red * red;
  C[1] = (C[1] as number) + red * green;
  C[2] = (C[2] as number) + red * blue;
  C[4] = (C[4] as number) + green * green;
  C[5] = (C[5] as number) + green * blue;
  C[8] = (C[8] as number) + blue * blue;
}

/** The first principal component, by power iteration; its largest part is positive. */
function principal(C: Float64Array): Axis {
  const [rr = 0, rg = 0, rb = 0, , gg = 0, gb = 0, , , bb = 0] = C;
  let axis: Axis = [0.6, 0.64, 0.48];
  for (let round = 0; round < 50; round++) {
    const [r, g, b] = axis;
    const next: Axis = [rr * r + rg * g + rb * b, rg * r + gg * g + gb * b, rb * r + gb * g + bb * b];
    const length = Math.hypot(...next) || 1;
    axis = [next[0] / length, next[1] / length, next[2] / length];
  }
  const most = axis.reduce((most, part) => (Math.abs(part) > Math.abs(most) ? part : most), 0);
  return most < 0 ? [-axis[0], -axis[1], -axis[2]] : axis;
}

/** How much of the differences lies along a direction. */
function along(C: Float64Array, [r, g, b]: Axis): number {
  const [rr = 0, rg = 0, rb = 0, , gg = 0, gb = 0, , , bb = 0] = C;
  return (rr * r * r + gg * g * g + bb * b * b + 2 * (rg * r * g + rb * r * b + gb * g * b)) / (r * r + g * g + b * b);
}

function alongAxis(rgb: Uint8Array, [r, g, b]: Axis): Uint8Array {
  const count = rgb.length / 3;
  const place = (from: number) => r * (rgb[from] as number) + g * (rgb[from + 1] as number) + b * (rgb[from + 2] as number);
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let at = 0; at < count; at++) {
    const value = place(at * 3);
    if (value < least) least = value;
    if (value > most) most = value;
  }
  const gray = new Uint8Array(count);
  const scale = 255 / (most - least || 1);
  for (let at = 0; at < count; at++) gray[at] = Math.round((place(at * 3) - least) * scale);
  return gray;
}

import type { Picture } from "./picture.js";

/** A picture without transparency, and on what it was laid. */
export interface OnPaper {
  readonly picture: Picture;
  readonly paper: "white" | "black";
}

/** What is fainter is not seen. (0..255) */
const SEEN = 32;
/** Ink is light that is lighter than this, but for its hundredth part, as at edges. (0..255) */
const [LIGHT, REST] = [128, 0.01];
/** Ink covers less than this share of a picture; what covers more is a sheet of paper with transparent corners. */
const MOST_INK = 0.5;

/**
 * A picture of bytes with alpha as last of its channels, laid on paper: on white, or on black where all that is to be seen are light strokes on
 * nothing, as of a canvas over a dark page, which would be gone on white.
 */
export function onPaper({ pixels, height, width, channels }: Picture): OnPaper {
  const colors = (channels - 1) as 1 | 3;
  const isLight = isLightInk(pixels, channels);
  const paper = isLight ? 0 : 255;
  const opaque = new Uint8Array(height * width * colors);
  for (let at = 0, from = 0, to = 0; at < height * width; at++, from += channels, to += colors) {
    const alpha = pixels[from + colors] as number;
    for (let color = 0; color < colors; color++) {
      const shade = pixels[from + color] as number;
      opaque[to + color] = alpha === 255 ? shade : Math.round((shade * alpha + paper * (255 - alpha)) / 255);
    }
  }
  return { picture: { pixels: opaque, height, width, channels: colors }, paper: isLight ? "black" : "white" };
}

function isLightInk(pixels: Picture["pixels"], channels: number): boolean {
  const colors = channels - 1;
  let [seen, dark] = [0, 0];
  for (let at = 0; at < pixels.length; at += channels) {
    if ((pixels[at + colors] as number) < SEEN) continue;
    seen++;
    const green = pixels[at + (colors === 3 ? 1 : 0)] as number;
    const shade = colors === 3 ? (77 * (pixels[at] as number) + 150 * green + 29 * (pixels[at + 2] as number)) / 256 : green;
    if (shade < LIGHT) dark++;
  }
  return seen > 0 && seen < (MOST_INK * pixels.length) / channels && dark <= REST * seen;
}

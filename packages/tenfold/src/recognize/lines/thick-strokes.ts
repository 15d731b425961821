import type { Gray } from "../../image/basics/picture.js";
import { connectedComponents, penWidth } from "../../image/ink/connected-components.js";
import { thresholded } from "../../image/ink/thresholded.js";

/** Strokes thinner than this share of a digit's height are no pen's that a network knows: lines that a program or a sharp pencil drew. */
const THIN = 0.07;
/** How wide they are made, as a share of the same; MNIST's are 0.12 to 0.16. */
const USUAL = 0.11;

/** How wide strokes are that are much thinner than those of a digit so many pixels high usually are; nothing of others. */
export function thinPen(ink: Gray, height: number): number | undefined {
  const pen = penWidth(connectedComponents(thresholded(ink, 128)));
  return pen > 0 && pen < THIN * height ? pen : undefined;
}

/** A line of thin strokes, in pixels. */
interface ThinLine {
  /** Of a digit. */
  readonly height: number;
  /** How wide the strokes are. */
  readonly pen: number;
  /** How many times smaller it is to be made on the way. */
  readonly factor: number;
}

/**
 * Ink whose strokes are much thinner than a digit's usual ones made as wide as those, before anything judges it: a line one pixel wide breaks
 * where it is made smaller, and is hardly seen by a network.
 *
 * @param ink 255 on strokes, at least 128 where they are ink
 * @returns the ink made smaller
 */
export function thickStrokes(ink: Gray, { height, pen, factor }: ThinLine): Gray {
  const small = darkest(ink, factor);
  const reach = (USUAL * height - Math.max(pen, factor)) / factor / 2;
  return reach > 0 ? widened(small, reach) : small;
}

/** Made smaller, each pixel with the most ink of those that it stands for. */
function darkest({ pixels, height, width }: Gray, factor: number): Gray {
  if (factor === 1) return { pixels, height, width };
  const size = { height: Math.ceil(height / factor), width: Math.ceil(width / factor) };
  const small = new Uint8Array(size.height * size.width);
  for (let row = 0; row < height; row++) {
    const start = Math.floor(row / factor) * size.width;
    for (let column = 0; column < width; column++) {
      const at = start + Math.floor(column / factor);
      small[at] = Math.max(small[at] as number, pixels[row * width + column] as number);
    }
  }
  return { pixels: small, ...size };
}

/** Ink that reaches so many pixels further on all sides, its edge soft. */
function widened({ pixels, height, width }: Gray, reach: number): Gray {
  const far = Math.ceil(reach + 1);
  const disc: (readonly [down: number, across: number, share: number])[] = [];
  for (let down = -far; down <= far; down++) {
    for (let across = -far; across <= far; across++) {
      const share = Math.min(1, reach + 1 - Math.hypot(down, across)); // of a pixel that is itself ink;
      if (share > 0) disc.push([down, across, share]);
    }
  }
  const wide = new Uint8Array(pixels.length);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const ink = pixels[row * width + column] as number;
      if (ink === 0) continue;
      for (const [down, across, share] of disc) {
        const [to, at] = [row + down, column + across];
        if (to < 0 || at < 0 || to >= height || at >= width) continue;
        wide[to * width + at] = Math.max(wide[to * width + at] as number, Math.round(ink * share));
      }
    }
  }
  return { pixels: wide, height, width };
}

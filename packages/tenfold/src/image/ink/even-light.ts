// Background normalization: ink under uneven light, before binarization.

import type { Gray } from "../basics/picture.js";
import type { Size } from "../geometry/size.js";

/**
 * The ink of a picture, 255 where nothing of the light comes back and 0 where it is as light as the paper around: uneven light and
 * shadows are gone, because every pixel is divided by the paper's lightness at its place.
 *
 * The paper is what remains when everything narrower than `window` is painted over: the light quartile of small blocks, closed (the
 * darkest of the lightest around), smoothed, and interpolated between the blocks. A shadow wider than the window keeps its edge.
 *
 * Source: background normalization by a closing, as in Leptonica's pixBackgroundNormMorph (Bloomberg); division: Lambert's law
 *
 * @param gray light 255, on light paper
 * @param window pixels that are wider than any stroke and narrower than any shadow
 */
export function evenLight(gray: Gray, { window = defaultWindow(gray) } = {}): Gray {
  const { pixels, height, width } = gray;
  const paper = paperOf(gray, Math.max(1, Math.round(window / 8)));
  const { first, second, share } = between(width, paper.width, paper.block);
  const down = between(height, paper.height, paper.block);
  const line = new Float32Array(paper.width);
  const ink = new Uint8Array(pixels.length);
  for (let row = 0; row < height; row++) {
    const [upper, lower, part] = [down.first[row] as number, down.second[row] as number, down.share[row] as number];
    for (let block = 0; block < paper.width; block++) {
      const above = paper.light[upper * paper.width + block] as number;
      line[block] = above + part * ((paper.light[lower * paper.width + block] as number) - above);
    }
    // Between the middles of two blocks: their light, and the lighter of them, as light as which all is paper.
    let [block, left, rise, lightest] = [-1, 0, 0, 0];
    for (let column = 0, at = row * width; column < width; column++, at++) {
      if (first[column] !== block) {
        block = first[column] as number;
        left = line[block] as number;
        rise = (line[second[column] as number] as number) - left;
        lightest = Math.max(left, left + rise);
      }
      const shade = pixels[at] as number;
      if (shade >= lightest) continue;
      const light = left + (share[column] as number) * rise;
      if (shade < light) ink[at] = 255.5 - (255 * shade) / light;
    }
  }
  return { pixels: ink, height, width };
}

function defaultWindow({ height, width }: Gray): number {
  return Math.max(24, Math.min(height, width) / 12);
}

/** The paper's lightness in blocks of `block * block` pixels. */
interface Paper {
  readonly light: Float32Array;
  readonly height: number;
  readonly width: number;
  readonly block: number;
}

function paperOf({ pixels, height, width }: Gray, block: number): Paper {
  const size = { height: Math.ceil(height / block), width: Math.ceil(width / block) };
  let light: Float32Array = new Float32Array(size.height * size.width);
  const counts = new Uint32Array(256);
  const step = block >= 8 ? 2 : 1; // a quarter of the pixels of a large block tells enough
  for (let row = 0; row < size.height; row++) {
    for (let column = 0; column < size.width; column++) {
      const [bottom, right] = [Math.min((row + 1) * block, height), Math.min((column + 1) * block, width)];
      counts.fill(0);
      let count = 0;
      for (let y = row * block; y < bottom; y += step) {
        for (let at = y * width + column * block; at < y * width + right; at += step) {
          const shade = pixels[at] as number;
          counts[shade] = (counts[shade] as number) + 1;
          count++;
        }
      }
      let shade = 255;
      for (let above = counts[shade] as number; above * 4 < count; above += counts[shade] as number) shade--;
      light[row * size.width + column] = shade;
    }
  }
  light = blended(closed(light, size, 4), size);
  for (let at = 0; at < light.length; at++) if ((light[at] as number) < DARKEST) light[at] = 0;
  return { light, ...size, block };
}

/** Where even the paper is darker than this there is nothing to read, and all is taken for paper. */
const DARKEST = 16;

/** The lightest of the blocks up to `radius` away, and of these the darkest: what is dark and narrow is gone. */
function closed(light: Float32Array, { height, width }: Size, radius: number): Float32Array {
  const extreme = (pick: typeof Math.max) => (line: Float32Array, at: number) => {
    let found = line[at] as number;
    for (let near = Math.max(0, at - radius); near <= Math.min(line.length - 1, at + radius); near++)
      found = pick(found, line[near] as number);
    return found;
  };
  return bothWays(bothWays(light, { height, width }, extreme(Math.max)), { height, width }, extreme(Math.min));
}

/** The mean with the blocks beside. */
function blended(light: Float32Array, size: Size): Float32Array {
  return bothWays(light, size, (line, at) => {
    const middle = line[at] as number;
    return ((line[at - 1] ?? middle) + middle + (line[at + 1] ?? middle)) / 3;
  });
}

/** Replaces every block by something of its row, and then by something of its column. */
function bothWays(light: Float32Array, { height, width }: Size, replace: (line: Float32Array, at: number) => number): Float32Array {
  const pass = (from: Float32Array, lines: number, lineStep: number, length: number, step: number) => {
    const to = new Float32Array(from.length);
    const line = new Float32Array(length);
    for (let index = 0; index < lines; index++) {
      for (let at = 0; at < length; at++) line[at] = from[index * lineStep + at * step] as number;
      for (let at = 0; at < length; at++) to[index * lineStep + at * step] = replace(line, at);
    }
    return to;
  };
  return pass(pass(light, height, width, width, 1), width, 1, height, width);
}

/** For every pixel the two blocks whose middles it lies between, and how far it is on the way from the first to the second. */
function between(pixels: number, blocks: number, block: number) {
  const first = new Uint16Array(pixels);
  const second = new Uint16Array(pixels);
  const share = new Float32Array(pixels);
  for (let at = 0; at < pixels; at++) {
    const place = Math.min(Math.max((at + 0.5) / block - 0.5, 0), blocks - 1);
    first[at] = Math.floor(place);
    second[at] = Math.min(Math.floor(place) + 1, blocks - 1);
    share[at] = place - Math.floor(place);
  }
  return { first, second, share };
}

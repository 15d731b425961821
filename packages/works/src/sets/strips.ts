import type { Dataset } from "tenfold";

/** The first pictures of a class side by side. */
export interface Strip {
  readonly className: string;
  /** How many pictures the class has in all. */
  readonly count: number;
  readonly height: number;
  readonly width: number;
  /** `height * width` bytes, ink is 255. */
  readonly pixels: Uint8Array;
}

/** For each class, its first `most` pictures in a row, with a gap of `gap` pixels; the first ones, so that nobody chose them. */
export function stripsOf({ images, labels, classNames }: Dataset, most: number, gap = 2): Strip[] {
  const { height, width } = images;
  return classNames.map((className, label) => {
    const rows = indicesOf(labels, label);
    const shown = rows.slice(0, most);
    const stripWidth = most * width + (most - 1) * gap;
    const pixels = new Uint8Array(height * stripWidth);
    for (const [place, index] of shown.entries()) {
      const picture = images.slice(index, index + 1).pixels;
      for (let row = 0; row < height; row++) {
        pixels.set(picture.subarray(row * width, (row + 1) * width), row * stripWidth + place * (width + gap));
      }
    }
    return { className, count: rows.length, height, width: stripWidth, pixels };
  });
}

function indicesOf(labels: Uint8Array, label: number): number[] {
  const indices: number[] = [];
  for (const [index, other] of labels.entries()) if (other === label) indices.push(index);
  return indices;
}

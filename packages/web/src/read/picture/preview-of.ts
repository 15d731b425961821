import type { Picture } from "tenfold";

/** Pixels of the longer side, at most: more than a page shows until somebody looks closer. */
const LONGEST = 2000;

/**
 * A smaller picture of large ones, as JPEG, that takes a page a moment and little memory to show; of others none. Takes a while, in a worker.
 *
 * Each of its pixels is the mean of a square of them.
 */
export async function previewOf({ pixels, width, height, channels }: Picture): Promise<Blob | undefined> {
  const factor = Math.ceil(Math.max(width, height) / LONGEST);
  if (factor === 1) return undefined;
  const [columns, rows] = [Math.ceil(width / factor), Math.ceil(height / factor)];
  const canvas = new OffscreenCanvas(columns, rows);
  const context = canvas.getContext("2d") as OffscreenCanvasRenderingContext2D;
  const shades = new Float32Array(3 * columns);
  const colors = channels < 3 ? [0, 0, 0] : [0, 1, 2];
  const stripe = context.createImageData(columns, 1);
  for (let row = 0; row < rows; row++) {
    const bottom = Math.min(height, (row + 1) * factor);
    shades.fill(0);
    for (let y = row * factor; y < bottom; y++)
      for (let x = 0, from = y * width * channels; x < width; x++, from += channels) {
        const to = 3 * Math.floor(x / factor);
        for (let color = 0; color < 3; color++)
          shades[to + color] = (shades[to + color] as number) + (pixels[from + (colors[color] as number)] as number);
      }
    for (let column = 0; column < columns; column++) {
      const count = (bottom - row * factor) * (Math.min(width, (column + 1) * factor) - column * factor);
      for (let color = 0; color < 3; color++) stripe.data[4 * column + color] = (shades[3 * column + color] as number) / count;
      stripe.data[4 * column + 3] = 255;
    }
    context.putImageData(stripe, 0, row);
  }
  return canvas.convertToBlob({ type: "image/jpeg", quality: 0.9 });
}

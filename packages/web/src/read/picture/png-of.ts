import type { Picture } from "tenfold";

/** Decoded pixels as a file that a page can show: what is read is what is shown, turned as the camera says. Takes a while, in a worker. */
export async function pngOf({ pixels, width, height, channels }: Picture): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d") as OffscreenCanvasRenderingContext2D;
  const rows = Math.max(1, Math.floor(STRIPE / width));
  for (let top = 0; top < height; top += rows) {
    const stripe = context.createImageData(width, Math.min(rows, height - top));
    const { data } = stripe;
    const green = channels < 3 ? 0 : 1;
    for (let to = 0, from = top * width * channels; to < data.length; to += 4, from += channels) {
      data[to] = pixels[from] as number;
      data[to + 1] = pixels[from + green] as number;
      data[to + 2] = pixels[from + 2 * green] as number;
      data[to + 3] = 255;
    }
    context.putImageData(stripe, 0, top);
  }
  return canvas.convertToBlob({ type: "image/png" });
}

/** So many pixels are copied at once, so that no second picture lies beside the canvas. */
const STRIPE = 1 << 18;

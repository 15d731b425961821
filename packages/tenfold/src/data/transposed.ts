import { type Images, imagesOf } from "./dataset.js";

/** Each picture with its rows as columns and its columns as rows: `[count, height, width, channels]` to `[count, width, height, channels]`. */
export function transposed({ count, height, width, channels, pixels }: Images): Images {
  const turned = new Uint8Array(pixels.length);
  let at = 0;
  for (let image = 0; image < count; image++) {
    const start = image * height * width;
    for (let column = 0; column < width; column++) {
      for (let row = 0; row < height; row++) {
        const from = (start + row * width + column) * channels;
        for (let channel = 0; channel < channels; channel++) turned[at++] = pixels[from + channel] as number;
      }
    }
  }
  return imagesOf(turned, [count, width, height, channels]);
}

import type { Gray } from "../src/image/basics/picture.js";
import { rectify } from "../src/image/basics/rectify.js";
import type { Transform } from "../src/image/geometry/transform.js";
import { distanceTo, drawing, seven } from "./drawings.js";

/** Five rows of four cells of 100 pixels from (60, 50) on, a seven in the first cell of each row, and text beside. */
export const page = drawing({ height: 640, width: 560 }, (x, y) => {
  const [across, down] = [x - 60, y - 50];
  const inGrid = across > -2 && across < 402 && down > -2 && down < 502;
  const onLine = Math.min(Math.abs(across - 100 * Math.round(across / 100)), Math.abs(down - 100 * Math.round(down / 100))) < 1.5;
  const row = Math.min(Math.max(Math.floor(down / 100), 0), 4);
  if (inGrid && onLine) return 40;
  if (distanceTo(seven(60 + 30, 50 + 100 * row + 20), x, y) < 2.5) return 60;
  return distanceTo(seven(490, 300, 30), x, y) < 2 ? 50 : 220;
});

/** As seen by a camera, under a light that fades. */
export const camera: Transform = [0.9, -0.12, 40, 0.1, 0.85, -10, 0.0002, 0.0001, 1];

const seen = rectify(page, camera, { height: 900, width: 760 }, 90);

export const photo: Gray = { ...seen, pixels: seen.pixels.map((shade, at) => shade * (1 - (0.5 * (at % 760)) / 760)) };

import type { Gray } from "../src/image/basics/picture.js";
import { rectify } from "../src/image/basics/rectify.js";
import type { Transform } from "../src/image/geometry/transform.js";
import { distanceTo, drawing, seven } from "./drawings.js";

export const size = { height: 400, width: 600 };

/** Five lines of sevens. */
const text = Array.from({ length: 40 }, (_, at) => seven(40 + 66 * (at % 8), 40 + 70 * Math.floor(at / 8), 30)).flat();

export const written = drawing(size, (x, y) => (distanceTo(text, x, y) < 2.5 ? 255 : 0));

/** The text in dark ink on a sheet that lies on a table, seen at an angle, under a fading light. */
export const camera: Transform = [0.95, -0.08, -60, 0.09, 0.9, -90, 0.0002, 0.0001, 1];

export const photo: Gray = (() => {
  const sheet = { ...size, pixels: written.pixels.map((ink) => 230 - 0.7 * ink) };
  const seen = rectify(sheet, camera, { height: 620, width: 940 }, 60);
  return { ...seen, pixels: seen.pixels.map((shade, at) => shade * (1 - (0.25 * (at % 940)) / 940)) };
})();

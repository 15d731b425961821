// What is printed on a page, from SVG, in the font that comes with the command line.

import { createRequire } from "node:module";
import { renderAsync } from "@resvg/resvg-js";

const { resolve } = createRequire(import.meta.url);
const fontFiles = ["DejaVuSans", "DejaVuSans-Bold", "DejaVuSerif", "DejaVuSansMono", "DejaVuSansCondensed"].map((name) =>
  resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`),
);

/** @returns shades of gray, light 255 */
export async function printed(svg) {
  const image = await renderAsync(svg, { font: { loadSystemFonts: false, fontFiles, defaultFontFamily: "DejaVu Sans" } });
  const { width, height, pixels } = image;
  const gray = new Uint8Array(width * height);
  for (let at = 0, from = 0; at < gray.length; at++, from += 4)
    gray[at] = Math.round(0.3 * pixels[from] + 0.59 * pixels[from + 1] + 0.11 * pixels[from + 2]);
  return { pixels: gray, height, width };
}

export function text(x, y, size, words, more = "") {
  return `<text x="${x}" y="${y}" font-size="${size}" ${more}>${words}</text>`;
}

/** Interlaced waves, as security paper has them. */
export function guilloche(random, { width, height, shade }) {
  const lines = 8 + random.below(14);
  const [swing, length, turn] = [10 + 40 * random.uniform(), 60 + 200 * random.uniform(), 6 * random.uniform()];
  const paths = Array.from({ length: lines }, (_, line) => {
    const middle = ((line + 0.5) * height) / lines;
    const points = Array.from({ length: 80 }, (_, at) => {
      const x = (width * at) / 79;
      return `${x.toFixed(1)},${(middle + swing * Math.sin(x / (length / 6.28) + turn * (line % 3))).toFixed(1)}`;
    });
    return `<polyline points="${points.join(" ")}" fill="none" stroke="rgb(${shade},${shade},${shade})" stroke-width="${(0.8 + random.uniform()).toFixed(2)}"/>`;
  });
  return paths.join("");
}

const FIRST = "Ada Noor Jonas Mira Elena Tomas Rosa Victor Lena Oskar Hanna Paul".split(" ");
const LAST = "Keller Brandt Okafor Lindqvist Moreau Santos Novak Fischer Quinn Harper Walsh Baker".split(" ");
const STREETS = "Maple Ave,Harbor Street,Mill Road,North Lane,Garden Way,Lake Shore Dr,Station Road".split(",");
const TOWNS = "Springfield IL,Portland OR,Dover DE,Salem MA,Madison WI,Austin TX,Reno NV".split(",");

export function name(random) {
  return `${pick(random, FIRST)} ${pick(random, LAST)}`;
}
export function street(random) {
  return `${1 + random.below(9900)} ${pick(random, STREETS)}`;
}
export function town(random) {
  return pick(random, TOWNS);
}
export function pick(random, list) {
  return list[random.below(list.length)];
}
export function digitsOf(random, count) {
  return Array.from({ length: count }, () => random.below(10)).join("");
}

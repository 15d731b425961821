// Pictures drawn of single digits as paper, pencils and scanners leave them: faint, off their middle, with what lies at the edges of cut-out cells.

import { between, chance, triangular } from "../../packages/tenfold/dist/synthesis/draws.js";

/** A digit of 28 x 28 pixels, ink 255, drawn larger or smaller into a sheet of ink 0..1. */
export function inked(pixels, { height, width, size, left, top, slant = 0 }) {
  const scale = 20 / size; // of the 28 x 28, of which a digit fills 20
  const ink = new Float64Array(height * width);
  const at = (row, column) => (row < 0 || column < 0 || row > 27 || column > 27 ? 0 : pixels[row * 28 + column] / 255);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const y = 14 + (row - top) * scale - 0.5;
      const x = 14 + (column - left) * scale + slant * (row - top) * scale - 0.5;
      const [r, c] = [Math.floor(y), Math.floor(x)];
      const [v, u] = [y - r, x - c];
      const shade = (at(r, c) * (1 - u) + at(r, c + 1) * u) * (1 - v) + (at(r + 1, c) * (1 - u) + at(r + 1, c + 1) * u) * v;
      ink[row * width + column] = Math.min(1, Math.max(0, (shade - 0.25) * 2));
    }
  }
  return { ink, height, width };
}

/** Where a digit lies in a box: 24 to 60 pixels high, its middle off by up to a sixth of the box. */
export function place(random) {
  const size = between(random, 20, 48);
  const side = Math.round(size * between(random, 1.4, 2.1));
  const off = () => (side - size) * 0.4 * triangular(random);
  return { height: side, width: Math.round(side * between(random, 0.85, 1.2)), size, left: side / 2 + off(), top: side / 2 + off() * 0.8 };
}

/**
 * Ink on paper: `contrast` shades of 255 between them where the pen pressed as usual, less along the stroke here and there, with a scanner's noise.
 *
 * @returns light 255
 */
export function onPaper(random, { ink, height, width }, { contrast, noise = between(random, 1, 5) }) {
  const light = between(random, 190, 250);
  const waves = [0, 1].map(() => [between(random, -0.2, 0.2), between(random, -0.2, 0.2), between(random, 0, 6.28)]);
  const depth = between(random, 0, 0.4);
  const pixels = new Uint8Array(height * width);
  for (let row = 0, at = 0; row < height; row++) {
    for (let column = 0; column < width; column++, at++) {
      const wave = waves.reduce((sum, [a, b, c]) => sum + Math.sin(a * column + b * row + c), 0) / 4 + 0.5;
      const shade = light - contrast * ink[at] * (1 - depth * wave) + noise * (triangular(random) + triangular(random));
      pixels[at] = Math.min(255, Math.max(0, Math.round(shade)));
    }
  }
  return { pixels, height, width };
}

/** A copy with something drawn over it; `shadeAt` gives a shade where there is something. */
function overdrawn({ pixels, height, width }, shadeAt) {
  const drawn = pixels.slice();
  for (let at = 0; at < drawn.length; at++) {
    const shade = shadeAt(at % width, Math.floor(at / width));
    if (shade !== undefined) drawn[at] = Math.min(drawn[at], Math.max(0, Math.round(shade)));
  }
  return { pixels: drawn, height, width };
}

/** With a dark strip along an edge, as a book's gutter or a scanner's rim, its inner side soft; the picture grows by it. */
export function withStrip(random, picture) {
  const wide = Math.round(picture.width * between(random, 0.05, 0.3));
  const soft = between(random, 1, 6);
  const dark = between(random, 20, 110);
  const isLeft = chance(random, 0.7);
  const grown = widened(picture, wide + Math.ceil(soft), isLeft);
  return overdrawn(grown, (x) => {
    const away = (isLeft ? x : grown.width - 1 - x) - wide;
    return away < 0 ? dark + 8 * triangular(random) : away < soft ? dark + ((255 - dark) * away) / soft : undefined;
  });
}

/** With a line of the box's frame along one edge. */
export function withEdgeLine(random, picture) {
  const side = random.below(4);
  const thick = between(random, 1, 3);
  const inset = between(random, 0, 2);
  const dark = between(random, 30, 140);
  const { height, width } = picture;
  return overdrawn(picture, (x, y) => {
    const away = [x, y, width - 1 - x, height - 1 - y][side] - inset;
    return away >= 0 && away < thick ? dark : undefined;
  });
}

/** With a ruling line under or through the foot of the digit, from edge to edge. */
export function withRulingLine(random, picture, { top, size }) {
  const at = top + size * between(random, 0.35, 0.65);
  const tilt = 0.03 * triangular(random);
  const dark = between(random, 60, 170);
  const thick = between(random, 0.6, 1.5);
  return overdrawn(picture, (x, y) => (Math.abs(y - at - tilt * (x - picture.width / 2)) < thick ? dark : undefined));
}

function widened({ pixels, height, width }, by, atLeft) {
  const light = pixels.slice().sort()[Math.floor(0.7 * pixels.length)];
  const grown = new Uint8Array(height * (width + by)).fill(light);
  for (let row = 0; row < height; row++) grown.set(pixels.subarray(row * width, (row + 1) * width), row * (width + by) + (atLeft ? by : 0));
  return { pixels: grown, height, width: width + by };
}

/** Part of another digit at the right or left border, cut by it. */
export function withNeighbor(random, sheet, pixels, { size, top }) {
  const { height, width } = sheet;
  const isLeft = chance(random, 0.5);
  const shown = size * between(random, 0.08, 0.25);
  const left = isLeft ? shown - size * 0.4 : width - shown + size * 0.4;
  const other = inked(pixels, { height, width, size, left, top });
  return { ...sheet, ink: sheet.ink.map((one, at) => Math.max(one, other.ink[at])) };
}

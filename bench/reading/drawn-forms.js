// Forms drawn with a known truth: postal codes, amounts, dates and digits, each in boxes, over a comb and on a line, filled with single digits.

import { rng } from "../../packages/tenfold/dist/engine/rng.js";
import { between, triangular } from "../../packages/tenfold/dist/synthesis/draws.js";

const DPI = 200;
const [WIDTH, HEIGHT] = [210, 297];

/** What is written in a field: its digits as drawn, and as the field gives them. */
const values = {
  "us-zip": (random) => plain(whole(random, 501, 99_950, 5)),
  // Without a sign, it is whole units.
  amount: (random) => {
    const written = whole(random, 100, 999_999);
    return { written, text: `${written}.00` };
  },
  date: (random) => {
    const parts = [whole(random, 1, 28, 2), whole(random, 1, 12, 2), whole(random, 1930, 2029)];
    return { written: parts.join(""), text: parts.join(".") };
  },
  digits: (random) => plain(whole(random, 0, 99_999_999, 8)),
};
const fields = { "us-zip": "us-zip", amount: "amount", date: { kind: "date", order: "dmy" }, digits: "digits" };
const groups = { "us-zip": [5], amount: [6], date: [2, 2, 4], digits: [8] };

function plain(text) {
  return { written: text, text };
}

function whole(random, least, most, length = 1) {
  return String(least + random.below(most - least + 1)).padStart(length, "0");
}

/** The form that is filled: four marks, a row of fields a kind, a column a way of printing. */
export const template = {
  name: "Drawn form",
  units: "mm",
  pages: [
    {
      size: "A4",
      anchors: [
        [12, 12],
        [198, 12],
        [198, 285],
        [12, 285],
      ].map((at) => ({ kind: "square", at, size: 5 })),
      fields: Object.keys(fields).flatMap((kind, row) =>
        ["box", "comb", "line"].map((printed, nth) => ({
          name: `${kind} ${printed}`,
          box: [22, 30 + 60 * row + 18 * nth, printed === "line" ? 80 : widthOf(groups[kind]), 8],
          field: fields[kind],
          printed,
          ...(printed !== "line" && { cells: { groups: groups[kind], gap: 4 } }),
        })),
      ),
    },
  ],
};

function widthOf(lengths) {
  return lengths.reduce((sum, length) => sum + 7 * length, 4 * (lengths.length - 1));
}

/**
 * Filled forms as scans of 200 dpi, light 255.
 *
 * @param digits pictures as MNIST's
 * @returns picture, and by field the text that is right
 */
export function* filledForms(digits, { count, seed = 4 }) {
  const random = rng(seed);
  const rows = Array.from({ length: 10 }, () => []);
  for (const [row, label] of digits.labels.entries()) rows[label].push(row);
  for (let at = 0; at < count; at++) {
    const page = blankPage(random);
    const truth = new Map();
    for (const { name, box, printed, cells } of template.pages[0].fields) {
      const kind = name.split(" ")[0];
      print(page, box, printed, cells?.groups ?? []);
      // An amount may be shorter than its cells, which are filled from the right.
      const { written, text } = values[kind](random);
      truth.set(name, text);
      const places = cells ? cellsOf(box, cells).slice(-written.length) : placesOn(random, box, written.length);
      const dark = between(random, 90, 220);
      for (const [index, [x, y, size]] of places.entries()) {
        const those = rows[Number(written[index])];
        const row = those[random.below(those.length)];
        pen(page, digits.images.pixels.subarray(row * 784, (row + 1) * 784), jittered(random, x, y, size), dark);
      }
    }
    yield { picture: noisy(random, page), truth };
  }
}

function blankPage(random) {
  const [width, height] = [WIDTH, HEIGHT].map((millimeters) => Math.round((millimeters * DPI) / 25.4));
  const page = { pixels: new Uint8Array(width * height).fill(Math.round(between(random, 225, 252))), width, height };
  for (const { at, size } of template.pages[0].anchors) fill(page, at[0] - size / 2, at[1] - size / 2, size, size, 20);
  return page;
}

function print(page, [left, top, width, height], printed, lengths) {
  const shade = 70;
  const line = 0.3;
  const across = (x, y, long) => fill(page, x, y - line / 2, long, line, shade);
  const down = (x, y, long) => fill(page, x - line / 2, y, line, long, shade);
  if (printed === "line") return across(left, top + height, width);
  let x = left;
  for (const length of lengths) {
    across(x, top + height, 7 * length);
    if (printed === "box") across(x, top, 7 * length);
    for (let edge = 0; edge <= length; edge++)
      down(x + 7 * edge, printed === "box" ? top : top + 0.65 * height, printed === "box" ? height : 0.35 * height);
    x += 7 * length + 4;
  }
}

function fill({ pixels, width, height }, left, top, across, down, shade) {
  const [x0, y0, x1, y1] = [left, top, left + across, top + down].map((millimeters) => Math.round((millimeters * DPI) / 25.4));
  for (let y = Math.max(0, y0); y < Math.min(height, Math.max(y1, y0 + 1)); y++)
    pixels.fill(shade, y * width + x0, y * width + Math.max(x1, x0 + 1));
}

/** Middles of cells and the height of a digit there, in millimeters. */
function cellsOf([left, top, , height], { groups: lengths, gap }) {
  const places = [];
  let x = left;
  for (const length of lengths) {
    for (let nth = 0; nth < length; nth++) places.push([x + 7 * nth + 3.5, top + height / 2, 5.6]);
    x += 7 * length + gap;
  }
  return places;
}

function placesOn(random, [left, top, , height], count) {
  const step = between(random, 4.6, 6.5);
  const size = between(random, 4.6, 6);
  return Array.from({ length: count }, (_, nth) => [left + 5 + nth * step, top + height - size / 2 - between(random, -0.4, 0.8), size]);
}

function jittered(random, x, y, size) {
  return [x + 0.5 * triangular(random), y + 0.4 * triangular(random), size * (1 + 0.1 * triangular(random))];
}

/** Draws a picture of 28 x 28, of which a digit fills 20, onto the page: `size` is the digit's height in millimeters. */
function pen({ pixels, width, height }, digit, [x, y, size], dark) {
  const scale = (20 * 25.4) / (size * DPI);
  const [middle, center] = [(x * DPI) / 25.4, (y * DPI) / 25.4];
  const half = Math.ceil(14 / scale);
  const at = (row, column) => (row < 0 || column < 0 || row > 27 || column > 27 ? 0 : digit[row * 28 + column] / 255);
  for (let row = Math.max(0, Math.round(center) - half); row < Math.min(height, center + half); row++) {
    for (let column = Math.max(0, Math.round(middle) - half); column < Math.min(width, middle + half); column++) {
      const [v, u] = [13.5 + (row - center) * scale, 13.5 + (column - middle) * scale];
      const [r, c] = [Math.floor(v), Math.floor(u)];
      const shade =
        (at(r, c) * (1 - u + c) + at(r, c + 1) * (u - c)) * (1 - v + r) +
        (at(r + 1, c) * (1 - u + c) + at(r + 1, c + 1) * (u - c)) * (v - r);
      const ink = Math.min(1, Math.max(0, (shade - 0.25) * 2));
      const place = row * width + column;
      pixels[place] = Math.min(pixels[place], Math.round(pixels[place] - dark * ink));
    }
  }
}

function noisy(random, { pixels, width, height }) {
  const noise = between(random, 1, 5);
  const grains = Float64Array.from({ length: 4096 }, () => noise * (triangular(random) + triangular(random)));
  const noised = Uint8Array.from(pixels, (value) => Math.min(255, Math.max(0, Math.round(value + grains[random.below(4096)]))));
  return { pixels: noised, width, height, channels: 1 };
}

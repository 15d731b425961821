// Strings of digits as people write amounts and numbers into fields, composed of single digits whose labels are known: touching and apart,
// slanted, large and small, on plain, dotted and guilloche paper. For development: what real strings look like only real strings tell.

import { rng } from "../../packages/tenfold/dist/engine/rng.js";

/**
 * @param digits { images: bytes, 784 a digit, ink 255; labels }
 * @returns count strings: { picture: { pixels, height, width, channels: 1 }, text: digits alone, boxes: one a digit, kinds: what was drawn,
 * separators too, owners: 1 + the index of what a pixel's ink is of, 0 for paper }
 */
export function composeStrings(digits, { count, seed = 1 }) {
  return Array.from({ length: count }, (_, at) => composed(digits, random(seed * 1_000_003 + at)));
}

/** What is drawn of random numbers. */
function random(seed) {
  const stream = rng(seed >>> 0);
  const between = (low, high) => low + (high - low) * stream.uniform();
  return {
    between,
    below: (n) => stream.below(n),
    chance: (share) => stream.uniform() < share,
    normal: () => between(-1, 1) + between(-1, 1),
  };
}

function composed(digits, draw) {
  const height = draw.between(20, 48);
  const hand = {
    height,
    slant: 0.2 * draw.normal(),
    threshold: draw.between(0.28, 0.62), // thick to thin
    touching: draw.chance(0.5) ? draw.between(0.1, 0.5) : 0,
    gap: draw.between(0.08, 0.4),
    pen: draw.between(0.05, 0.09) * height,
    uneven: draw.between(0.03, 0.15), // how much its digits differ in size
    zeros: draw.chance(0.25) ? draw.between(0.5, 0.85) : 1, // many hands write them small
  };
  const length = 1 + Math.min(draw.below(7), draw.below(8));
  const marks = marksOf(digits, length, hand, draw);
  const margin = { left: draw.between(1, 0.5 * height), top: draw.between(1, 0.4 * height), bottom: draw.between(1, 0.5 * height) };
  const placed = place(marks, hand, draw);
  const ink = drawn(placed, margin, draw.between(1, 0.6 * height));
  return {
    text: marks.map(({ label }) => label ?? "").join(""),
    boxes: placed.filter(({ label }) => label !== undefined).map((mark) => ({ ...ink.boxOf(mark) })),
    picture: onPaper(ink, hand, draw),
    owners: ink.owners,
    kinds: marks.map(({ label, kind }) => label ?? kind),
  };
}

/** The digits with what people write between and behind them, each as { label?, ink: coverage 0..1, height, width, top }. */
function marksOf(digits, length, hand, draw) {
  const marks = [];
  const separator = draw.chance(0.35) ? (draw.chance(0.6) ? "." : ",") : undefined;
  for (let at = 0; at < length; at++) {
    const index = draw.below(digits.labels.length);
    marks.push({
      label: String(digits.labels[index]),
      ...digitInk(digits.images.subarray(index * 784, index * 784 + 784), digits.labels[index], hand, draw),
    });
    if (separator && at < length - 1 && (length - 1 - at) % 3 === 0) marks.push(separatorInk(separator, hand, draw));
  }
  if (draw.chance(0.3)) {
    const ends = [[".", "-"], ["-"], ["="], ["."], [","], [",", "-"]];
    for (const end of ends[draw.below(ends.length)]) marks.push(separatorInk(end, hand, draw));
  }
  return marks;
}

/** One digit, sheared and sized, cut to its ink. */
function digitInk(bytes, label, { height, slant, threshold, uneven, zeros }, draw) {
  const scale = (height / 20) * (1 + uneven * draw.normal()) * (label === 0 ? zeros : 1);
  const [wide, shear] = [scale * (1 + 0.08 * draw.normal()), slant + 0.05 * draw.normal()];
  const size = { height: Math.ceil(28 * scale) + 2, width: Math.ceil(28 * wide + 28 * scale * Math.abs(shear)) + 2 };
  const ink = new Float32Array(size.height * size.width);
  for (let row = 0, at = 0; row < size.height; row++) {
    for (let column = 0; column < size.width; column++, at++) {
      const y = (row - size.height / 2) / scale;
      const x = (column - size.width / 2 + shear * y * scale) / wide;
      const shade = bilinear(bytes, x + 14, y + 14) / 255;
      ink[at] = Math.min(
        Math.max((shade - threshold) * Math.max(1.2, Math.min(scale, 2.5)) * (0.5 / Math.min(threshold, 0.5)) + 0.5, 0),
        1,
      );
    }
  }
  return cut({ ink, ...size }, 0.05 * height * draw.normal());
}

function bilinear(bytes, x, y) {
  const [left, top] = [Math.floor(x - 0.5), Math.floor(y - 0.5)];
  const [u, v] = [x - 0.5 - left, y - 0.5 - top];
  const at = (row, column) => (row < 0 || column < 0 || row > 27 || column > 27 ? 0 : bytes[row * 28 + column]);
  const upper = at(top, left) * (1 - u) + at(top, left + 1) * u;
  return upper * (1 - v) + (at(top + 1, left) * (1 - u) + at(top + 1, left + 1) * u) * v;
}

/** A point, comma or dash, as strokes of the pen; `lift` moves it off the line that digits stand on. */
function separatorInk(kind, { height, pen, slant }, draw) {
  const lines = {
    ".": () => [[0, 0, 0.04 * height * draw.normal(), 0.04 * height * draw.normal()]],
    ",": () => [[0, 0, -draw.between(0.05, 0.15) * height - slant * 0.2 * height, draw.between(0.15, 0.3) * height]],
    "-": () => [[0, 0, draw.between(0.3, 0.7) * height, 0.06 * height * draw.normal()]],
    "=": () => [0, 0.22 * height].map((y) => [0, y, draw.between(0.35, 0.6) * height, y + 0.05 * height * draw.normal()]),
  }[kind]();
  const side = Math.ceil(2 * height);
  const ink = new Float32Array(side * side);
  for (let at = 0; at < ink.length; at++) {
    const [x, y] = [(at % side) - side / 2, Math.floor(at / side) - side / 2];
    const away = Math.min(...lines.map((line) => distance(x, y, line)));
    ink[at] = Math.min(Math.max((kind === "." ? 1.3 : 1) * pen - away + 0.5, 0), 1);
  }
  const lift = { ".": 0, ",": 0.12 * height, "-": -0.4 * height, "=": -0.3 * height }[kind];
  return { kind, ...cut({ ink, height: side, width: side }, lift + 0.05 * height * draw.normal(), true) };
}

function distance(x, y, [x0, y0, x1, y1]) {
  const square = (x1 - x0) ** 2 + (y1 - y0) ** 2;
  const along = square > 0 ? Math.min(Math.max(((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / square, 0), 1) : 0;
  return Math.hypot(x - x0 - along * (x1 - x0), y - y0 - along * (y1 - y0));
}

/** Cut to its ink; `lift` moves it down. */
function cut({ ink, height, width }, lift, isSeparator = false) {
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (let at = 0; at < ink.length; at++) {
    if (ink[at] < 0.5) continue;
    const [row, column] = [Math.floor(at / width), at % width];
    [left, right] = [Math.min(left, column), Math.max(right, column + 1)];
    [top, bottom] = [Math.min(top, row), Math.max(bottom, row + 1)];
  }
  const rows = Array.from({ length: bottom - top }, (_, row) => ink.subarray((top + row) * width + left, (top + row) * width + right));
  return { rows, height: bottom - top, width: right - left, lift, isSeparator };
}

/** Each mark its `left` and `top`, 0 being the line they stand on: neighbors come as near to each other as the hand's gap, at their nearest rows. */
function place(marks, hand, draw) {
  const placed = [];
  for (const mark of marks) {
    const top = Math.round(mark.lift - mark.height);
    let gap = mark.isSeparator ? draw.between(0.03, 0.3) : hand.gap * (1 + 0.5 * draw.normal());
    if (draw.chance(hand.touching)) gap = draw.between(-0.1, 0.03);
    const near = Math.round(0.15 * hand.height);
    let left = 0;
    for (const other of placed.slice(-2)) {
      for (let row = 0; row < mark.height; row++) {
        const from = mark.rows[row].findIndex((ink) => ink >= 0.5);
        if (from < 0) continue;
        for (let beside = row + top - other.top - near; beside <= row + top - other.top + near; beside++) {
          const until = other.rows[beside]?.findLastIndex((ink) => ink >= 0.5) ?? -1;
          if (until >= 0) left = Math.max(left, other.left + until + 1 - from + gap * hand.height);
        }
      }
      left = Math.max(left, other.left + 0.5 * Math.min(other.width, mark.width));
    }
    placed.push({ ...mark, top, left: Math.round(left) });
  }
  return placed;
}

/** All marks on one sheet, where two meet the darker counts. */
function drawn(placed, margin, right) {
  const top = Math.min(...placed.map((mark) => mark.top));
  const bottom = Math.max(...placed.map((mark) => mark.top + mark.height));
  const [shiftX, shiftY] = [Math.round(margin.left), Math.round(margin.top) - top];
  const height = bottom + shiftY + Math.round(margin.bottom);
  const width = Math.max(...placed.map((mark) => mark.left + mark.width)) + shiftX + Math.round(right);
  const ink = new Float32Array(height * width);
  const owners = new Uint8Array(height * width);
  for (const [index, mark] of placed.entries()) {
    for (const [row, shades] of mark.rows.entries()) {
      const start = (row + mark.top + shiftY) * width + mark.left + shiftX;
      for (const [column, shade] of shades.entries()) {
        if (shade > ink[start + column] && shade >= 0.3) owners[start + column] = index + 1;
        ink[start + column] = Math.max(ink[start + column], shade);
      }
    }
  }
  const boxOf = ({ left, top, width, height }) => ({
    left: left + shiftX,
    top: top + shiftY,
    right: left + width + shiftX,
    bottom: top + height + shiftY,
  });
  return { ink, owners, height, width, boxOf };
}

/** Ink on paper with a pattern, a printed line under it at times, a little blur and noise. */
function onPaper({ ink, height, width }, hand, draw) {
  const light = draw.between(150, 245);
  const dark = draw.between(0.45, 0.85); // how much of the light strokes take away
  const pattern = patternOf(draw, dark);
  const pressure = pressureOf(hand, draw);
  const line = draw.chance(0.25) ? { at: height - draw.between(1, 0.3 * hand.height), thick: draw.between(0.5, 1.2) } : undefined;
  const shades = new Float64Array(height * width);
  for (let row = 0, at = 0; row < height; row++) {
    for (let column = 0; column < width; column++, at++) {
      let taken = pattern(column, row);
      if (line) taken = Math.max(taken, dark * 0.8 * Math.min(Math.max(line.thick - Math.abs(row - line.at) + 0.5, 0), 1));
      shades[at] = light * (1 - Math.max(taken, dark * ink[at] * pressure(column, row)));
    }
  }
  const [noise, blur] = [draw.between(0, 7), draw.between(0, 0.25)];
  const pixels = new Uint8Array(shades.length);
  for (let row = 0, at = 0; row < height; row++) {
    for (let column = 0; column < width; column++, at++) {
      const near = (dy, dx) => shades[Math.min(Math.max(row + dy, 0), height - 1) * width + Math.min(Math.max(column + dx, 0), width - 1)];
      const cross = near(-1, 0) + near(1, 0) + near(0, -1) + near(0, 1);
      const shade = shades[at] * (1 - 4 * blur * 0.7) + cross * blur * 0.7 + noise * draw.normal();
      pixels[at] = Math.min(Math.max(Math.round(shade), 0), 255);
    }
  }
  return { pixels, height, width, channels: 1 };
}

/** How much of its ink the pen leaves at (x, y): less here and there. */
function pressureOf({ height }, draw) {
  const fading = draw.chance(0.6) ? draw.between(0, 0.5) : 0;
  const waves = [0, 1, 2].map(() =>
    [draw.between(-1, 1), draw.between(-1, 1), draw.between(0, 6.28)].map((part, at) => (at < 2 ? (part * 9) / height : part)),
  );
  return (x, y) => 1 - fading * (0.5 + waves.reduce((sum, [a, b, phase]) => sum + Math.sin(a * x + b * y + phase), 0) / 6);
}

/** How much of the light the paper's print takes away at (x, y). */
function patternOf(draw, dark) {
  const kind = draw.below(3);
  if (kind === 0) return () => 0;
  const depth = dark * draw.between(0.1, 0.45);
  if (kind === 1) {
    const pitch = draw.between(2, 5);
    return (x, y) => (Math.cos((2 * Math.PI * x) / pitch) * Math.cos((2 * Math.PI * y) / pitch) > 0.4 ? depth : 0);
  }
  const families = [0, 1].map(() => {
    const [angle, pitch, swing, period, phase] = [
      draw.between(0, 3.14),
      draw.between(5, 14),
      draw.between(2, 9),
      draw.between(30, 90),
      draw.between(0, 6),
    ];
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    return (x, y) => {
      const across = x * c + y * s + swing * Math.sin((2 * Math.PI * (y * c - x * s)) / period + phase);
      const away = Math.abs(across / pitch - Math.round(across / pitch)) * pitch;
      return depth * Math.min(Math.max(1.1 - away, 0), 1);
    };
  });
  return (x, y) => Math.max(...families.map((family) => family(x, y)));
}

// node bench/winograd-points.js: the error of Winograd convolutions F(m x m, 3 x 3) in float32, by the points they evaluate polynomials at.
//
// Images that a ReLU left and kernels of normal numbers, 64 channels summed one after the other as the engine does; the error is the root
// mean square of the difference to float64, over that of the result. kernels/winograd-seven.ts says what was chosen by it.

import { rng } from "../packages/tenfold/dist/engine/rng.js";

const six = [0, 1, -1, 2, -2, 1 / 2, -1 / 2];
const sets = {
  "F(4), 0 ±1 ±2": [4, [0, 1, -1, 2, -2]],
  "F(6), 0 ±1 ±2 ±1/2": [6, six],
  "F(7), those of F(6) and 4": [7, [...six, 4]],
  "F(7), those of F(6) and 1/4": [7, [...six, 1 / 4]],
  "F(7), those of F(6) and 3/4": [7, [...six, 3 / 4]],
  "F(7), ±1/4 ±5/8 ±5/4 ±2": [7, [1 / 4, 5 / 8, 5 / 4, 2].flatMap((point) => [point, -point])],
};
const [CHANNELS, TILES] = [64, 40];

const errors = Object.entries(sets).map(([name, [outputs, points]]) => ({ name, error: errorOf(outputs, points) }));
const unit = errors.find(({ name }) => name.startsWith("F(6)")).error;
console.log("| points, with ∞ | error | beside F(6) |\n|---|---|---|");
for (const { name, error } of errors) console.log(`| ${name} | ${error.toExponential(1)} | ${(error / unit).toFixed(1)}x |`);

function errorOf(outputs, points) {
  const { A, G, B } = matrices(outputs, points);
  const size = outputs + 2;
  const random = rng(1);
  let [squares, all] = [0, 0];
  for (let tile = 0; tile < TILES; tile++) {
    let sums = zeros(size, size);
    const exact = zeros(outputs, outputs);
    for (let channel = 0; channel < CHANNELS; channel++) {
      const d = filled(size, size, () => Math.fround(Math.max(0, normal(random))));
      const g = filled(3, 3, () => Math.fround(normal(random)));
      const [V, U] = [both(B, d), both(G, g)];
      sums = sums.map((row, y) => row.map((sum, x) => Math.fround(sum + Math.fround(U[y][x] * V[y][x]))));
      for (let y = 0; y < outputs; y++)
        for (let x = 0; x < outputs; x++)
          for (let k = 0; k < 9; k++) exact[y][x] += d[y + Math.floor(k / 3)][x + (k % 3)] * g[Math.floor(k / 3)][k % 3];
    }
    const Y = both(A, sums);
    for (let y = 0; y < outputs; y++) {
      for (let x = 0; x < outputs; x++) {
        squares += (Y[y][x] - exact[y][x]) ** 2;
        all += exact[y][x] ** 2;
      }
    }
  }
  return Math.sqrt(squares / all);
}

/** Aᵀ, G and Bᵀ of Cook and Toom's algorithm at these points and ∞, by Lagrange's polynomials, in float32. */
function matrices(outputs, points) {
  const size = outputs + 2;
  const byRoot = (p, root) => Array.from({ length: p.length + 1 }, (_, at) => (p[at - 1] ?? 0) - root * (p[at] ?? 0));
  const product = (roots) => roots.reduce(byRoot, [1]);
  const padded = (row) => [...row, ...zeros(1, size - row.length)[0]];
  const others = points.map((_, at) => points.filter((__, other) => other !== at));
  const scale = points.map((point, at) => others[at].reduce((all, other) => all * (point - other), 1));
  return {
    A: rounded(Array.from({ length: outputs }, (_, k) => [...points.map((point) => point ** k), Number(k === outputs - 1)])),
    G: rounded([...points.map((point, at) => [1, point, point * point].map((one) => one / scale[at])), [0, 0, 1]]),
    B: rounded([...others.map((roots) => padded(product(roots))), product(points)]),
  };
}

/** M x Mᵀ, every sum and product rounded to float32. */
function both(M, x) {
  const times = (P, Q) =>
    P.map((row) => Q[0].map((_, at) => row.reduce((sum, one, k) => Math.fround(sum + Math.fround(one * Q[k][at])), 0)));
  const turned = (P) => P[0].map((_, at) => P.map((row) => row[at]));
  return times(times(M, x), turned(M));
}

function normal(random) {
  return Math.sqrt(-2 * Math.log(1 - random.uniform())) * Math.cos(2 * Math.PI * random.uniform());
}

function zeros(rows, columns) {
  return filled(rows, columns, () => 0);
}

function filled(rows, columns, value) {
  return Array.from({ length: rows }, () => Array.from({ length: columns }, value));
}

function rounded(rows) {
  return rows.map((row) => row.map(Math.fround));
}

import { expect, it } from "vitest";
import type { CandidatePiece } from "./candidate-pieces.js";
import { likelyPieces } from "./likely-pieces.js";

const piece = (from: number, to: number): CandidatePiece => ({ from, to, box: { left: from, top: 0, right: to, bottom: 1 }, parts: [] });
const all = [piece(0, 1), piece(1, 2), piece(2, 3), piece(0, 2), piece(1, 3)];

it("leaves out pieces that only lie on ways far less likely than the best", () => {
  const scores = new Map([
    ["0-1", -9],
    ["1-2", 0],
    ["2-3", 0],
    ["0-2", -0.5],
    ["1-3", -3],
  ]);
  const kept = likelyPieces(all, 3, ({ from, to }) => scores.get(`${from}-${to}`) as number);
  expect(kept.map(({ from, to }) => [from, to])).toEqual([
    [2, 3],
    [0, 2],
  ]);
});

it("keeps a way that is e^7 times less likely than the best, and none that is less so", () => {
  const asLong = (score: number) =>
    likelyPieces([piece(0, 1), piece(1, 2), piece(0, 2)], 2, ({ from, to }) => (to - from === 2 ? score : -1));
  expect(asLong(-9)).toHaveLength(3); // the best has -1 - 1
  expect(asLong(-9.01)).toHaveLength(2);
  expect(asLong(5)).toHaveLength(3);
  expect(asLong(5.01)).toHaveLength(1);
});

it("keeps all where all ways are alike, and always a way", () => {
  expect(likelyPieces(all, 3, () => -2)).toEqual(all);
  const cruel = likelyPieces(all, 3, ({ from }) => (from === 0 ? -1000 : -2000));
  expect(cruel.some(({ from }) => from === 0)).toBe(true);
  expect(cruel.some(({ to }) => to === 3)).toBe(true);
});

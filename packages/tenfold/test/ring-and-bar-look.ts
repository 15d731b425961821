import type { DigitLook } from "../src/recognize/looks/digit-look.js";

/** A look that knows rings as zeros and upright bars as ones, and nothing else. */
export const ringAndBarLook: DigitLook = async (pictures, n) => {
  const answers = new Float32Array(n * 11).fill(Math.log(0.001));
  for (let at = 0; at < n; at++) {
    const ink = (x: number, y: number) => (pictures[at * 784 + y * 28 + x] as number) > 100;
    const count = pictures.subarray(at * 784, at * 784 + 784).reduce((sum, shade) => sum + (shade > 100 ? 1 : 0), 0);
    const [left, right, top, bottom] = [
      [4, 5, 6].some((x) => ink(x, 14)),
      [21, 22, 23].some((x) => ink(x, 14)),
      [4, 5, 6].some((y) => ink(14, y)),
      [21, 22, 23].some((y) => ink(14, y)),
    ];
    const isRing = left && right && top && bottom && !ink(14, 14);
    const isBar = count < 110 && [5, 10, 14, 18, 22].every((y) => ink(13, y) || ink(14, y));
    answers[at * 11 + (isRing ? 0 : isBar ? 1 : 10)] = Math.log(0.99);
  }
  return answers;
};

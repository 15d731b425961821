import { expect, it } from "vitest";
import { drawing } from "../../../test/drawings.js";
import { heightAt } from "./bow.js";
import { standingLines, stripShades } from "./standing-lines.js";

const [SIDE, MARGIN] = [240, 12];
const size = { height: SIDE + 2 * MARGIN, width: SIDE + 2 * MARGIN };
/** What stands at the cuts of four rows of paper with a shade at each place. */
const standing = (shade: (across: number, down: number) => number) =>
  standingLines(stripShades(drawing(size, (x, y) => shade(x - MARGIN, y - MARGIN))), 4, 6);
const isOn = (down: number, line: number) => Math.abs(down - line) < 1;

it("are found where they take a twentieth of the light, half of the paper in shadow", () => {
  const found = standing((across, down) => (across + down > 230 ? 70 : 200) * (isOn(down, 60 * Math.round(down / 60)) ? 0.95 : 1));
  expect(found.map(({ stands }) => stands >= 0.9)).toEqual([true, true, true, true, true]);
  for (const [at, { bow }] of found.entries()) expect(Math.abs(heightAt(bow, 130) - MARGIN - 60 * at)).toBeLessThan(1.5);
});

it("are followed where they climb and bend", () => {
  const bent = (across: number) => 120 + 0.03 * (across - 120) + 3 * (across / 120 - 1) ** 2;
  const [, , middle] = standing((across, down) => (isOn(down, bent(across)) ? 150 : 200));
  expect(middle?.stands).toBeGreaterThan(0.9);
  for (const across of [10, 120, 230])
    expect(Math.abs(heightAt(middle?.bow ?? [0, 0, 0], across + MARGIN) - MARGIN - bent(across))).toBeLessThan(2);
});

it("are neither the edge of a shadow, nor digits in a row, nor paper", () => {
  const none = (shade: (across: number, down: number) => number) => standing(shade)[2]?.stands;
  expect(none((_, down) => (down > 120 ? 80 : 200))).toBe(0);
  expect(none((across, down) => (isOn(down, 120) && across % 60 < 24 ? 40 : 200))).toBe(0);
  expect(none(() => 200)).toBe(0);
});

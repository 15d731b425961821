import { expect, it } from "vitest";
import { drawing } from "../../../test/drawings.js";
import { cellLattices } from "./cell-lattices.js";

it("takes one in twenty of what is no digit in a cell for a slip of the pen", async () => {
  const ring = drawing({ height: 60, width: 60 }, (x, y) => (Math.abs(Math.hypot(x - 30, y - 30) - 14) <= 2 ? 40 : 240));
  const row = { picture: { ...ring, channels: 1 as const }, cells: [{ left: 0, top: 0, right: 60, bottom: 60 }] };
  const [lattice] = await cellLattices(row, async () => Float32Array.from({ length: 11 }, (_, of) => Math.log(of < 10 ? 0.02 : 0.8)));
  const [piece] = lattice?.pieces ?? [];
  expect(Math.exp(piece?.other as number)).toBeCloseTo(0.8, 6);
  expect(Math.exp(piece?.symbols.find(({ text }) => text === "")?.score as number)).toBeCloseTo(0.8 * 0.05, 6);
});

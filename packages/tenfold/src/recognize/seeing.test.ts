import { expect, it } from "vitest";
import { drawing } from "../../test/drawings.js";
import { fieldCache } from "../fields/field-cache.js";
import type { DigitLook } from "./looks/digit-look.js";
import { seeing } from "./seeing.js";

/** A ring of ink, 30 pixels high. */
const ring = drawing({ height: 100, width: 100 }, (x, y) => (Math.abs(Math.hypot(x - 50, y - 50) - 13) <= 2 ? 60 : 240));

/** What is read of a ring, in words where it is nothing, by a network that takes it for an 8 so surely, and for each other digit with the same share of the rest. */
async function readAs(sure: number): Promise<string | undefined> {
  const look: DigitLook = async (_, n) =>
    Float32Array.from({ length: 11 * n }, (_, at) => Math.log(at % 11 === 8 ? sure : at % 11 === 10 ? 0.001 : (0.999 - sure) / 9));
  const care = { views: { lines: 0, digits: 0 }, line: {}, cut: {}, apart: {} };
  const see = seeing({ look, looksAtLines: [], knowsSigns: false, fieldOf: fieldCache(), careOf: () => care, own: undefined });
  const { lattices, read } = await see.picture({ ...ring, channels: 1 }, { layout: "lines", all: true });
  const { strings, reason } = read(lattices);
  return strings[0]?.text ?? reason;
}

it("reads what one digit is somewhat sure of, more than a fifth, and calls other ink none", async () => {
  expect(await readAs(0.9)).toBe("8");
  expect(await readAs(0.25)).toBe("8");
  expect(await readAs(0.15)).toBe("there is ink, and nothing in it that looks like a digit");
});

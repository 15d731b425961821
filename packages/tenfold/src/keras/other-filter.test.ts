import { expect, it } from "vitest";
import { otherFilter } from "./other-filter.js";

it("names what is packed by a program beside HDF5", () => {
  expect(otherFilter([{ id: 2 }, { id: 1 }])).toBeUndefined();
  expect(otherFilter([{ id: 2 }, { id: 32000 }])).toBe("LZF");
  expect(otherFilter([{ id: 32001 }])).toBe("filter 32001");
});

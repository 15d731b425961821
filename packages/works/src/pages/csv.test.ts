import { expect, test } from "vitest";
import { csv } from "./csv.js";

test("writes a heading and a row a line; what was not measured is empty", () => {
  expect(
    csv({
      head: ["epoch", "loss"],
      rows: [
        [1, 0.25],
        [2, null],
        [3, undefined],
        [4, Number.NaN],
      ],
    }),
  ).toBe("epoch,loss\n1,0.25\n2,\n3,\n4,\n");
});

test("quotes what would break a row, and lets no name become a formula", () => {
  expect(csv({ head: ['a "b", c'], rows: [["two\nlines"], ["=HYPERLINK(1)"], ["-1"], [-1], ["plain"]] })).toBe(
    '"a ""b"", c"\n"two\nlines"\n\'=HYPERLINK(1)\n\'-1\n-1\nplain\n',
  );
});

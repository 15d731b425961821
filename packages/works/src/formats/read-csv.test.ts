import type { PlainDigit, ReadString } from "tenfold/document";
import { expect, it } from "vitest";
import { csvHeading, csvRows } from "./read-csv.js";

const digit = (status?: PlainDigit["status"]) =>
  ({ value: 4, confidence: 1, top3: [], box: {}, ...(status && { status }) }) as unknown as PlainDigit;
const page = (digits: readonly PlainDigit[]) => {
  const string = {
    text: "444",
    confidence: 0.98,
    status: "review",
    reasons: ["why; not"],
    box: { left: 1, top: 2, right: 3, bottom: 4 },
    digits,
  };
  return { file: "a.png", page: 1, pages: 1, grids: [], strings: [string as unknown as ReadString<PlainDigit>] } as unknown as Parameters<
    typeof csvRows
  >[0];
};

it("names the places of digits that a person should look at", () => {
  expect(csvHeading().trim().split(",").at(-1)).toBe("review_digits");
  const [row] = csvRows(page([digit("review"), digit("accepted"), digit("review")]))
    .trim()
    .split("\n");
  expect(row?.split(",").at(-1)).toBe("1 3");
  expect(
    csvRows(page([digit(), digit()]))
      .trim()
      .split(",")
      .at(-1),
  ).toBe("");
});

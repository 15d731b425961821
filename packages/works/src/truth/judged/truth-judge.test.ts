import type { DocumentPage, PlainDigit, ReadString } from "tenfold/document";
import { describe, expect, it } from "vitest";
import type { TruthRow } from "../table/parse-truth.js";
import { truthJudge } from "./truth-judge.js";

const box = { left: 2, top: 2, right: 30, bottom: 12 };
const string = (text: string, confidence = 0.9): ReadString<PlainDigit> => {
  return { text, confidence, status: "accepted", proof: "proven", reasons: [], box, digits: [], alternatives: [] };
};
const page = (file: string, number: number, pages: number, ...strings: ReadString<PlainDigit>[]): DocumentPage => {
  return { file, page: number, pages, width: 40, height: 20, strings, grids: [] };
};
const picture = { pixels: new Uint8Array(800).fill(200), height: 20, width: 40, channels: 1 as const };
const row = (line: number, text: string, more: Partial<TruthRow> = {}): TruthRow => ({ line, file: "a", text, ...more });

async function judge(rows: readonly TruthRow[], pages: readonly DocumentPage[]) {
  const judging = truthJudge({ truth: new Map([["a", rows]]), name: "truth.csv" });
  for (const one of pages) await judging.onPage(one, picture);
  judging.onFile(pages);
  return judging.judged();
}

describe("truthJudge", () => {
  it("takes the nth string of a page for the nth line about it, and counts what is left", async () => {
    const { strings, others } = await judge([row(2, "1"), row(3, "2"), row(4, "3")], [page("a", 1, 1, string("1"), string("9"))]);
    expect(strings.map(({ truth, text, right }) => [truth, text, right])).toEqual([
      ["1", "1", true],
      ["2", "9", false],
      ["3", "", false],
    ]);
    expect(others).toBe(0);
    expect((await judge([row(2, "1")], [page("a", 1, 1, string("1"), string("9"))])).others).toBe(1);
  });

  it("takes a field by its name, and pages by their numbers", async () => {
    const [one, two] = [
      { ...string("5"), name: "zip" },
      { ...string("6"), name: "zip" },
    ];
    const rows = [row(2, "6", { page: 2, field: "zip" }), row(3, "5", { page: 1, field: "zip" })];
    const { strings } = await judge(rows, [page("a", 1, 2, one), page("a", 2, 2, two)]);
    expect(strings.map(({ page, field, right }) => [page, field, right])).toEqual([
      [1, "zip", true],
      [2, "zip", true],
    ]);
  });

  it("counts all of what could not be read as wrong", async () => {
    const lost: DocumentPage = { file: "a", error: "torn" };
    expect((await judge([row(2, "1"), row(3, "2", { page: 4 })], [lost])).strings.map(({ right }) => right)).toEqual([false, false]);
    const badPage: DocumentPage = { file: "a", page: 2, pages: 2, error: "no form" };
    const { strings } = await judge([row(2, "1", { page: 2 })], [page("a", 1, 2), badPage]);
    expect(strings).toMatchObject([{ page: 2, right: false, status: "review" }]);
  });

  it("refuses pages that there are not, and lines that name none of several", async () => {
    await expect(judge([row(2, "1", { page: 3 })], [page("a", 1, 2), page("a", 2, 2)])).rejects.toThrow(
      "truth.csv line 2 names page 3, and a has 2; check it",
    );
    await expect(judge([row(2, "1")], [page("a", 1, 2), page("a", 2, 2)])).rejects.toThrow(
      "truth.csv line 2 names no page, and a has 2; write which one it is about",
    );
  });

  it("shows the surest mistakes first, 24 of them, with a picture each", async () => {
    const strings = Array.from({ length: 30 }, (_, at) => string("9", at / 30));
    const { mistakes } = await judge(
      strings.map((_, at) => row(at + 2, "1")),
      [page("a", 1, 1, ...strings)],
    );
    expect(mistakes.map(({ confidence }) => Math.round(30 * confidence))).toEqual(Array.from({ length: 24 }, (_, at) => 29 - at));
    expect(mistakes[0]?.image).toMatch(/^data:image\/png;base64,/);
    expect(mistakes.every(({ right }) => !right)).toBe(true);
  });
});

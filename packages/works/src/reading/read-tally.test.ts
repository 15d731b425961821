import type { DocumentPage, PlainDigit, ReadString } from "tenfold/document";
import { describe, expect, it } from "vitest";
import { readTally } from "./read-tally.js";

const string = (status: "accepted" | "review", isBlank?: boolean) => ({ status, isBlank }) as ReadString<PlainDigit>;
const page = (page: number, pages: number, ...strings: ReadString<PlainDigit>[]): DocumentPage => ({
  file: "a.pdf",
  page,
  pages,
  strings,
  grids: [],
});
const lost = (page?: number): DocumentPage => ({ file: "a.pdf", error: "torn", ...(page && { page, pages: 3 }) });

function textOf(...files: readonly (readonly DocumentPage[])[]): string | undefined {
  const tally = readTally();
  for (const records of files) tally.add(records);
  return tally.text(12);
}

describe("readTally", () => {
  it("says nothing of a page alone", () => {
    expect([textOf(), textOf([page(1, 1, string("accepted"))]), textOf([lost()])]).toEqual([undefined, undefined, undefined]);
  });

  it("tells the pace of ten pages and more", () => {
    const one = [page(1, 1, string("accepted"))];
    expect(textOf(...Array.from({ length: 10 }, () => one))).toBe(
      "10 files: 10 strings, 10 accepted, 0 for review, in 12.0 s, 50 pages a minute",
    );
    expect(textOf(...Array.from({ length: 9 }, () => one))).toBe("9 files: 9 strings, 9 accepted, 0 for review");
  });

  it("counts files where each is a page", () => {
    const one = [page(1, 1, string("accepted"), string("review"))];
    expect(textOf(one, one, [page(1, 1)])).toBe("3 files: 4 strings, 2 accepted, 2 for review");
    expect(textOf(one, [lost()], [lost(1)])).toBe("3 files, 2 failed: 2 strings, 1 accepted, 1 for review");
  });

  it("counts pages where files have several, and blank fields apart unless a person should look at them", () => {
    const file = [page(1, 3, string("accepted", true), string("review", true)), page(2, 3, string("accepted")), lost(3)];
    expect(textOf(file)).toBe("1 file with 3 pages, 1 page failed: 3 strings, 1 accepted, 1 blank, 1 for review");
    expect(textOf(file, [lost()])).toBe("2 files with 3 pages, 1 page and 1 file failed: 3 strings, 1 accepted, 1 blank, 1 for review");
  });

  it("knows whether everything could be read", () => {
    const tally = readTally();
    tally.add([page(1, 1)]);
    expect(tally.isWhole()).toBe(true);
    tally.add([page(1, 3), lost(2)]);
    expect(tally.isWhole()).toBe(false);
  });
});

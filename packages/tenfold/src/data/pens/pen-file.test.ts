import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FormatError } from "../../errors.js";
import { parsePenFile } from "./pen-file.js";

const parsed = (text: string) => parsePenFile(new TextEncoder().encode(text), "f");
const json = (value: unknown) => parsed(JSON.stringify(value));

describe("parsePenFile", () => {
  it.each([
    [
      "signature_pad's groups",
      [
        {
          penColor: "black",
          dotSize: 0,
          points: [
            { x: 1, y: 2, time: 1, pressure: 0.5 },
            { x: 3, y: 4.5 },
          ],
        },
      ],
    ],
    [
      "the lists of points of its second version",
      [
        [
          { x: 1, y: 2 },
          { x: 3, y: 4.5 },
        ],
      ],
    ],
    ["coordinates in a row", [[1, 2, 3, 4.5]]],
    ["an object with strokes", { strokes: [[1, 2, 3, 4.5]] }],
  ])("reads %s", (_what, value) => expect(json(value)).toEqual([[1, 2, 3, 4.5]]));

  it("reads InkML, whichever channels it has", () => {
    const ink = (format: string, ...traces: string[]) =>
      parsed(
        `<?xml version="1.0"?><ink xmlns="http://www.w3.org/2003/InkML">${format}${traces.map((trace) => `<trace id="t">${trace}</trace>`).join("")}</ink>`,
      );
    expect(ink("", "10 0, 9 14, 8 28", "130 155,144 159")).toEqual([
      [10, 0, 9, 14, 8, 28],
      [130, 155, 144, 159],
    ]);
    const format = '<traceFormat><channel name="T" type="integer"/><channel name="Y"/><channel name="X"/></traceFormat>';
    expect(ink(format, "5 1 2, 6 3 4")).toEqual([[2, 1, 4, 3]]);
    expect(() => ink("", "10 0, '9 '14")).toThrow("f has traces that are coded as differences, which is not read");
    expect(() => ink("", "10 zero")).toThrow('f has a trace with a point that is no x and y: "10 zero"');
  });

  it.each<[what: string, read: () => unknown, sentence: string]>([
    ["nothing", () => parsed(""), "f holds no pen strokes; wanted is what signature_pad's toData() gives, [[x, y, x, y, …], …], or InkML"],
    ["an empty pad", () => json([]), "f holds no stroke with a point; draw something first"],
    ["other JSON", () => json({ pages: [] }), "f holds no pen strokes"],
    ["coordinates that are none", () => json([[1, null]]), "f holds no pen strokes"],
    ["one coordinate too many", () => json([[1, 2, 3]]), "f holds no pen strokes"],
    ["other XML", () => parsed("<svg/>"), "f is no InkML: it has no <ink>; pass an .inkml file"],
    [
      "strokes without end",
      () => json(Array.from({ length: 10_001 }, () => [1, 1])),
      "f holds 10001 strokes of 10001 points, at most 10000 and 1000000",
    ],
  ])("refuses %s", (_what, read, sentence) => {
    expect(read).toThrow(FormatError);
    expect(read).toThrow(sentence);
  });

  it("answers any text behind a mark with strokes or a FormatError", () => {
    fc.assert(
      fc.property(fc.constantFrom("<ink><trace>", "[", '{"strokes":'), fc.string(), (mark, text) => {
        try {
          parsed(mark + text);
        } catch (error) {
          expect(error).toBeInstanceOf(FormatError);
        }
      }),
    );
  });
});

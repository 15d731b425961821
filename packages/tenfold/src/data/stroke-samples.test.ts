import { describe, expect, it } from "vitest";
import { FormatError } from "../errors.js";
import { parseStrokeSamples } from "./stroke-samples.js";

const seven = JSON.stringify({ id: "x", label: "7", writer: "a:b", strokes: [[0, 2, 1, 2, 0.5, 0]] });

describe("parseStrokeSamples", () => {
  it("reads a character a line", () => {
    const samples = parseStrokeSamples(`${seven}\n${seven.replace('"7"', '"é"')}\n`, "x");
    expect(samples.map(({ label }) => label)).toEqual(["7", "é"]);
    expect(samples[0]).toEqual({ id: "x", label: "7", writer: "a:b", strokes: [[0, 2, 1, 2, 0.5, 0]] });
  });

  it.each([
    ["nothing", "", /x is empty/],
    ["no JSON", `${seven}\n{`, /x, line 2: it is no JSON/],
    ["null", "null", /line 1: "label" is no single character/],
    ["a word", seven.replace('"7"', '"77"'), /"label" is no single character/],
    ["nobody", seven.replace('"a:b"', "3"), /"writer" is no text/],
    ["no strokes", seven.replace("[[0,2,1,2,0.5,0]]", "[]"), /"strokes" is no list/],
    ["half a point", seven.replace("0.5,0", "0.5"), /"strokes" is no list/],
    ["what is no number", seven.replace("0.5", '"0.5"'), /"strokes" is no list/],
    ["infinity", seven.replace("0.5", "1e999"), /"strokes" is no list/],
    ["too many points", seven.replace("0.5,0", new Array(50_000).fill(1).join(",")), /more than 20000 points/],
  ])("refuses %s", (_, text, message) => {
    expect(() => parseStrokeSamples(text, "x")).toThrow(FormatError);
    expect(() => parseStrokeSamples(text, "x")).toThrow(message);
  });
});

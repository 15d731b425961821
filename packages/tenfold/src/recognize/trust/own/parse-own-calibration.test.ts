import { describe, expect, it } from "vitest";
import { FormatError } from "../../../errors.js";
import { fitOwnCalibration } from "./own-calibration.js";
import { parseOwnCalibration, refuseForeign } from "./parse-own-calibration.js";
import { readerCalibration } from "./reader-calibration.js";

const model = { name: "reader", content: "5d1f0a3c", lines: { name: "lines", content: "90b7c2e1" } };
const own = fitOwnCalibration(
  Array.from({ length: 40 }, (_, at) => 0.6 + at / 100),
  Array.from({ length: 40 }, (_, at) => Number(at > 5)),
  { model },
);

describe("parseOwnCalibration", () => {
  it("reads what was written, and leaves alone what it does not know", () => {
    expect(parseOwnCalibration(JSON.stringify({ ...own, note: "ours" }))).toEqual(own);
  });

  it.each([
    ["{", /^my\.json is no JSON: .*; a calibration is what tenfold calibrate writes$/],
    [null, "my.json is null; an object with version, model, effort, readings is wanted"],
    [{ ...own, version: 2 }, "my.json is of version 2, and this program reads up to 1; use a later one, or calibrate again"],
    [{ ...own, effort: 3 }, 'my.json: effort is 3; a word, as "usual", is wanted'],
    [{ ...own, right: 41 }, "my.json: right is 41; a whole number from 0 to 40 is wanted"],
    [{ ...own, correction: { shift: 0, scale: 0 } }, "my.json: correction.scale is 0; a number from 0.000001 to 1000000 is wanted"],
    [{ ...own, counts: [] }, "my.json: counts has 0 counts; 1 to 10000 are wanted"],
    [
      { ...own, counts: own.counts.toReversed() },
      "my.json: counts[1] is an object; a lower threshold with more answered than the one before it is wanted",
    ],
    [
      { ...own, counts: own.counts.slice(0, 9) },
      "my.json: its last count is not that of all its readings; restore the file, or calibrate again",
    ],
  ])("refuses %j", (data, sentence) => {
    expect(() => parseOwnCalibration(data, "my.json")).toThrow(FormatError);
    expect(() => parseOwnCalibration(data, "my.json")).toThrow(sentence);
  });
});

describe("refuseForeign", () => {
  it("lets pass the networks by what is in them, whatever they are called", () => {
    expect(() => refuseForeign(own, { ...model, name: "other" }, ["usual"])).not.toThrow();
  });

  it("refuses other networks, and another effort", () => {
    expect(() => refuseForeign(own, { ...model, content: "00000000" }, ["usual"], "my.json")).toThrow(
      "my.json was fitted on the networks reader 5d1f0a3c and lines 90b7c2e1, and the networks reader 00000000 and lines 90b7c2e1 read here; calibrate again with these",
    );
    expect(() => refuseForeign(own, { name: "reader", content: "5d1f0a3c" }, ["usual"])).toThrow(
      "the network reader 5d1f0a3c alone read here",
    );
    expect(() => refuseForeign({ ...own, effort: "best" }, model, ["fast", "usual"])).toThrow(
      'the calibration was fitted at the effort "best", and the reader has fast, usual; calibrate again at one of these',
    );
  });
});

describe("readerCalibration", () => {
  it("tells an own calibration from what stands in the place of the file's", () => {
    const whole = { map: [{ confidence: 1, right: 1 }], counts: [] };
    expect(readerCalibration(undefined, model)).toEqual({});
    expect(readerCalibration(whole, model)).toEqual({ whole });
    expect(readerCalibration(own, model)).toEqual({ own });
    expect(() => readerCalibration({} as typeof own, model)).toThrow("this is no calibration of readings");
    expect(() => readerCalibration(own, { ...model, content: "1" })).toThrow("was fitted on");
  });
});

import { describe, expect, it } from "vitest";
import type { ReadDigit, ReadString } from "../../document/document.js";
import { cellDigits, cutDigits, type Look } from "./cut-digits.js";
import { onlyText } from "./only-text.js";

const box = { left: 0, top: 0, right: 1, bottom: 1 };

/** A string whose digits' pictures hold what a network is to say of them: the likeliest class, 10 being no digit. */
function found(values: string, seen: readonly number[], more: Partial<ReadString<ReadDigit>> = {}): ReadString<ReadDigit> {
  const digits = [...values].map((value, at) => ({
    ...{ value: Number(value), confidence: 1, top3: [], box },
    seen: new Uint8Array(784).fill(seen[at] as number),
  }));
  return { ...{ text: values, confidence: 1, status: "review", reasons: [], box, digits, alternatives: [], explained: 1 }, ...more };
}

const look: Look = async (pixels) => {
  const probabilities = new Float32Array((pixels.length / 784) * 11);
  for (let at = 0; at < pixels.length / 784; at++) probabilities[at * 11 + (pixels[at * 784] as number)] = 1;
  return probabilities;
};

describe("digits of a field that was read as its corrected text", () => {
  it("are taken with their labels, one of them though the network takes it for another", async () => {
    expect(await cutDigits(found("271", [2, 7, 7]), "271", look)).toMatchObject({ labels: "271" });
    expect(await cutDigits(found("7", [1]), "7", look)).toMatchObject({ labels: "7" });
  });

  it("are taken with one that looks like none, where all others are what they should be", async () => {
    expect(await cutDigits(found("271", [2, 10, 1]), "271", look)).toMatchObject({ labels: "271" });
  });

  it.each<[string, ReadString<ReadDigit> | undefined, string]>([
    ["nothing is found", undefined, "nothing was found there again"],
    ["the text does not fit the ink", found("", [], { text: "" }), "the ink cannot be cut into the digits of the text"],
    ["much ink is left over", found("271", [2, 7, 1], { explained: 0.8 }), "much of the ink is in none of the text's digits"],
    ["two parts are no digits", found("271", [10, 10, 1]), "a part of it looks like no digit"],
    ["a part is no digit, and another one not the text's", found("271", [2, 10, 7]), "a part of it looks like no digit"],
    ["a part is no digit, and too few others say that it is cut there", found("27", [2, 10]), "a part of it looks like no digit"],
    ["somebody typed another text", found("271", [9, 3, 1]), "most of its digits look like others than the text's"],
  ])("are none where %s", async (_, string, refusal) => {
    expect(await cutDigits(string, "271", look)).toEqual({ refusal });
  });

  it("of cells are as many as the text's, or none", async () => {
    expect(await cellDigits(found("77", [7, 7]), "7-1", look)).toMatchObject({ labels: "71" });
    expect(await cellDigits(found("77", [7, 7]), "711", look)).toEqual({ refusal: "there are not as many digits as the text has" });
  });
});

describe("the field of one text alone", () => {
  it("is its kind with that text allowed, and of free digits the digits", () => {
    expect(onlyText("94107", "us-zip")).toEqual({ field: { kind: "us-zip", allowed: ["94107"] } });
    expect(onlyText("12.50", undefined)).toMatchObject({ field: { kind: "digits", allowed: ["1250"] } });
    expect(onlyText("12", { kind: "digits", length: 2, prior: { 13: 9 } })).toMatchObject({ field: { length: 2, allowed: ["12"] } });
  });

  it.each([
    ["--", undefined, "the text has no digits"],
    ["12a", undefined, "the text has more than digits"],
    ["1234", "us-zip", "the text is none of its kind of field"],
  ])("is none of %s", (text, spec, refusal) => expect(onlyText(text, spec)).toEqual({ refusal }));
});

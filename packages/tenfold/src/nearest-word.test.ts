import { describe, expect, it } from "vitest";
import { nearestWord, spellingAdvice } from "./nearest-word.js";

const known = ["us-zip", "us-zip4", "digits", "luhn", "iban", "x"];

describe("nearestWord", () => {
  it.each([
    ["us-zp", "us-zip"],
    ["US-ZIP", "us-zip"],
    ["uszip4", "us-zip4"],
    ["digit", "digits"],
    ["dgiits", "digits"],
    ["lun", "luhn"],
    ["IBAN ", "iban"],
  ])("takes %j for %s", (word, meant) => {
    expect(nearestWord(word, known)).toBe(meant);
  });

  it.each(["", "amount", "date", "constructor", "bin.", "d".repeat(1000)])("takes %j for none", (word) => {
    expect(nearestWord(word, known)).toBeUndefined();
  });
});

describe("spellingAdvice", () => {
  it("names the word that was meant, or all", () => {
    expect(spellingAdvice("quik", ["quick", "simple"])).toBe("did you mean quick?");
    expect(spellingAdvice("fly", ["quick", "simple"])).toBe("known are quick, simple");
    expect(spellingAdvice(7, ["quick", "simple"], "it takes quick")).toBe("it takes quick");
  });
});

import type { PlainDigit, ReadString } from "tenfold/document";
import { type FieldSpec, fieldOf } from "tenfold/recognize";
import { describe, expect, it } from "vitest";
import { judgedString } from "./judged-string.js";

const box = { left: 0, top: 0, right: 1, bottom: 1 };
const read = (text: string, more: Partial<ReadString<PlainDigit>> = {}): ReadString<PlainDigit> => {
  return { text, confidence: 0.9, status: "accepted", proof: "proven", reasons: [], box, digits: [], alternatives: [], ...more };
};
const judged = (truth: string, found: ReadString<PlainDigit> | undefined, spec: FieldSpec = "digits") =>
  judgedString({ file: "a", page: 1, truth: { line: 2, file: "a", text: truth } }, found, fieldOf(spec));

describe("judgedString", () => {
  it("takes truth as people write it", () => {
    expect(judged("042", read("042")).right).toBe(true);
    expect(judged("42", read("042")).right).toBe(false);
    expect(judged("1,234.50", read("1234.50", { value: "123450" }), "amount").right).toBe(true);
    expect(judged("2024-02-29", read("29.02.2024", { value: "2024-02-29" }), "date").right).toBe(true);
    expect(judged("1.2", read("12"), { kind: "digits", separators: "." }).right).toBe(true);
  });

  it("does not take a value for a text that may be written so", () => {
    expect(judged("123450", read("1234.50", { value: "123450" }), "amount").right).toBe(false);
  });

  it("counts what was not read as wrong, and sure of nothing", () => {
    expect(judged("7", undefined)).toEqual({ file: "a", page: 1, truth: "7", text: "", right: false, confidence: 0, status: "review" });
  });

  it("judges blank fields, whose confidence decides nothing", () => {
    const blank = read("", { isBlank: true, confidence: 1 });
    expect(judged("", blank)).toMatchObject({ right: true, status: "accepted" });
    expect(judged("7", blank).right).toBe(false);
    expect(judged("", read("7")).right).toBe(false);
    expect(judged("7", blank).proof).toBeUndefined();
    expect(judged("7", read("7")).proof).toBe("proven");
  });
});

import { expect, it } from "vitest";
import { fieldOf } from "../../fields/field-of.js";
import type { Decoded } from "../decode/decode.js";
import { reasonsToLook } from "./reasons.js";

/** 123, each digit as sure as told, else the next one. */
const decoded = (...confidences: readonly number[]) =>
  ({
    readings: [{ text: "123", written: "123", confidence: 0.5 }],
    way: [{ text: "1" }, { text: "2" }, { text: "3" }],
    digits: confidences.map((confidence, at) => ({
      ...{ value: at + 1, confidence },
      top3: [
        { value: at + 1, confidence },
        { value: at + 2, confidence: 1 - confidence },
      ],
    })),
    free: "123",
    fits: 1,
  }) as unknown as Decoded;

it("tells of two digits at most, the more doubtful first, and of none that is sure", () => {
  const field = fieldOf("digits");
  expect(reasonsToLook(decoded(0.9, 0.6, 0.8), field)).toEqual([
    "the 2nd digit may be a 2 (60 %) or a 3 (40 %)",
    "the 3rd digit may be a 3 (80 %) or a 4 (20 %)",
  ]);
  expect(reasonsToLook(decoded(0.949, 0.951, 0.99), field)).toEqual(["the 1st digit may be a 1 (95 %) or a 2 (5 %)"]);
});

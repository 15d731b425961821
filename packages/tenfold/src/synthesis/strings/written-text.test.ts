import { expect, it } from "vitest";
import { SIGNS } from "../../data/class-names.js";
import { rng } from "../../engine/rng.js";
import { LETTERS_DRAWN } from "./letter-mark.js";
import { WORD } from "./word-mark.js";
import { FLOURISH, ROOM, writtenText } from "./written-text.js";

const random = rng(7);
const texts = Array.from({ length: 3000 }, () => writtenText(random));
const shareOf = (pattern: RegExp) => texts.filter((text) => pattern.test(text)).length / texts.length;

it("writes amounts as people do", () => {
  expect(shareOf(/^\d{1,6}[.,]\d\d$/)).toBeGreaterThan(0.08);
  expect(shareOf(/^\d{1,3}([.,])\d{3}(?!\1)[.,]\d\d/)).toBeGreaterThan(0.01); // 1.250,00
  expect(shareOf(/\d(\.-|,-|=|--)$/)).toBeGreaterThan(0.07);
  expect(shareOf(/^w \d|\d w$/)).toBeGreaterThan(0.03);
  expect(shareOf(/^(Kr|kr\.?|Fr\.?|EUR|USD|CHF|Rs\.?|€|£) \d/)).toBeGreaterThan(0.02);
  expect(shareOf(/^\d+[ -]?(\d\d|xx)\/(100|xx)$/)).toBeGreaterThan(0.04);
  expect(shareOf(/^\d+$/)).toBeGreaterThan(0.25);
});

it("parts thousands and decimals by two different things, and writes nothing without a digit", () => {
  const parted = texts.filter((text) => /\d[.,]\d{3}[.,]\d\d(?!\d)/.test(text));
  expect(parted.length).toBeGreaterThan(20);
  expect(parted.filter((text) => /(\.\d{3}\.|,\d{3},)\d\d(?!\d)/.test(text))).toEqual([]);
  expect(texts.filter((text) => !/\d/.test(text) || / $|^ | {2}/.test(text))).toEqual([]);
});

it("writes every digit, sign and letter that is drawn, flourishes, and nothing else", () => {
  const drawn = [..."0123456789", ...SIGNS, ...LETTERS_DRAWN, FLOURISH, ROOM, WORD];
  expect([...new Set(texts.join(""))].sort()).toEqual(drawn.sort());
});

import { describe, expect, it } from "vitest";
import { numberList, seedList } from "./number-list.js";

describe("numberList", () => {
  it("reads numbers as people write them", () => {
    expect(numberList(0, 180)("0,10, 20")).toEqual([0, 10, 20]);
    expect(numberList(0, 1)("0,.1,0.25,1e-3")).toEqual([0, 0.1, 0.25, 0.001]);
  });

  it.each(["", ",", "1,", "ten", "0x10", "-1", "181", "1;2", "NaN", "Infinity", "1e999"])("refuses %j", (text) => {
    expect(() => numberList(0, 180)(text)).toThrow("numbers from 0 to 180, separated by commas, are wanted");
  });

  it("refuses a number that comes twice, however it is written", () => {
    expect(() => numberList(0, 1)(".1,0.10")).toThrow("each number once is wanted");
  });

  it("refuses fractions where whole numbers are wanted", () => {
    expect(() => numberList(1, 4096, "whole")("64,1.5")).toThrow("whole numbers from 1 to 4096, separated by commas, are wanted");
  });
});

describe("seedList", () => {
  it("takes a number for how many, a list for which", () => {
    expect(seedList("3")).toBe(3);
    expect(seedList("7,8")).toEqual([7, 8]);
  });

  it.each(["0", "1001", "1,1", "a"])("refuses %j", (text) => {
    expect(() => seedList(text)).toThrow("wanted");
  });
});

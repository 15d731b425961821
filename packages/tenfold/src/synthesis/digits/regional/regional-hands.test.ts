import { describe, expect, it } from "vitest";
import { UsageError } from "../../../errors.js";
import { REGIONAL_DIGITS, type Region, regionNames } from "./region-names.js";
import { regionalHands } from "./regional-hands.js";
import { REGIONS } from "./regions.js";

describe("regions", () => {
  it.each(regionNames)("%s: the shares of every digit's habits add up to 1", (region) => {
    for (const digit of REGIONAL_DIGITS) {
      expect(REGIONS[region][digit].reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
    }
  });
});

describe("regionalHands", () => {
  const ch = regionalHands({ region: "CH", writers: 20, each: 2, seed: 1 });

  it("draws so many of each digit a writer, the same for the same seed, and says who and from where", () => {
    expect(ch.images.count).toBe(200);
    expect(Array.from(ch.labels.subarray(0, 10))).toEqual([0, 0, 1, 1, 4, 4, 7, 7, 9, 9]);
    expect([new Set(ch.writers).size, new Set(ch.context).size]).toEqual([20, 20]);
    expect(ch.context.every(({ region, pen }) => region === "CH" && ["thin", "medium", "thick"].includes(String(pen)))).toBe(true);
    expect(regionalHands({ region: "CH", writers: 20, each: 2, seed: 1 }).images.pixels).toEqual(ch.images.pixels);
    expect(regionalHands({ region: "CH", writers: 20, each: 2, seed: 2 }).images.pixels).not.toEqual(ch.images.pixels);
  });

  it("draws ones with an upstroke where that is usual, and stems alone where that is", () => {
    /** How many of the columns of a one have ink. */
    const widths = (region: Region) => {
      const { images, labels } = regionalHands({ region, writers: 40, each: 1, seed: 3 });
      const ones = Array.from(labels.keys()).filter((row) => labels[row] === 1);
      const width = (row: number) => {
        const pixels = images.pixels.subarray(row * 784, (row + 1) * 784);
        return Array.from({ length: 28 }, (_, x) => x).filter((x) => pixels.some((ink, at) => at % 28 === x && ink > 100)).length;
      };
      return ones.map(width).sort((a, b) => a - b)[20] as number;
    };
    expect(widths("CH")).toBeGreaterThan(widths("US") + 2);
  });

  it("refuses what it cannot draw", () => {
    expect(() => regionalHands({ region: "XX" as Region, writers: 1, each: 1, seed: 1 })).toThrow(UsageError);
    expect(() => regionalHands({ region: "XX" as Region, writers: 1, each: 1, seed: 1 })).toThrow('region is "XX"; CH, DE, AT, FR');
    expect(() => regionalHands({ region: "CH", writers: 0, each: 1, seed: 1 })).toThrow("writers is 0 and each 1");
  });
});

import { stat } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { handsFile } from "../pretrained/hands-file.js";
import { pretrained } from "../pretrained/pretrained.js";
import { regionsFile } from "../pretrained/regions-file.js";
import { type Region, regionNames } from "../synthesis/digits/regional/region-names.js";
import { regionalHands } from "../synthesis/digits/regional/regional-hands.js";
import { adaptToRegion } from "./adapt-to-region.js";
import { loadRegions } from "./load-regions.js";
import { believed, needRegions, type RegionExpert } from "./region-expert.js";
import { withRegion } from "./with-region.js";

let expert: RegionExpert;

beforeAll(async () => {
  expert = await loadRegions({ threads: 1 });
});
afterAll(() => expert.dispose());

const swiss = regionalHands({ region: "CH", writers: 30, each: 1, seed: 77 });
const pictures = swiss.images.pixels as Uint8Array;

/** Log probabilities of a reader that cannot tell a 1 from a 7, and takes both for somewhat likelier than anything else. */
function undecided(count: number, classes: number): Float32Array {
  const row = Array.from({ length: classes }, (_, one) => Math.log(one === 1 || one === 7 ? 0.4 : 0.2 / (classes - 2)));
  return Float32Array.from({ length: count * classes }, (_, at) => row[at % classes] as number);
}

describe("loadRegions", () => {
  it("says of Swiss ones that they are likelier by a Swiss than by an American, of nearly all writers, and nothing of digits that are alike everywhere", async () => {
    const [ch, us] = [await expert.terms(pictures, "CH"), await expert.terms(pictures, "US")];
    const ones = Array.from(swiss.labels.keys()).filter((row) => swiss.labels[row] === 1);
    const gain = (terms: Float32Array, row: number) => (terms[row * 10 + 1] as number) - (terms[row * 10 + 7] as number);
    expect(ones.filter((row) => gain(ch, row) > gain(us, row)).length).toBeGreaterThanOrEqual(0.8 * ones.length);
    for (const terms of [ch, us]) {
      expect(terms).toHaveLength(1500);
      for (let at = 0; at < terms.length; at++) {
        if ([2, 3, 5, 6, 8].includes(at % 10)) expect(terms[at]).toBe(0);
        expect(Math.abs(terms[at] as number)).toBeLessThanOrEqual(1.25);
      }
    }
  });

  it("knows every region by its name, and says which where it knows none", async () => {
    for (const region of regionNames) expect((await expert.terms(pictures.subarray(0, 784), region)).some((term) => term !== 0)).toBe(true);
    await expect(expert.terms(pictures, "UK" as Region)).rejects.toThrow(
      'regions: the region is "UK"; CH, DE, AT, FR, CL, IN, US are known',
    );
    await expect(expert.terms(pictures.subarray(0, 783), "CH")).rejects.toThrow("783 pixels came, whole pictures of 28 x 28 are wanted");
    expect(await expert.terms(new Uint8Array(), "CH")).toHaveLength(0);
  });

  it("takes no other network, and is small", async () => {
    const other = await pretrained("mobile");
    expect(() => needRegions(other, "mobile.safetensors")).toThrow("mobile.safetensors is no expert on regions");
    const [regions, hands] = [await stat(regionsFile()), await stat(handsFile())];
    expect(regions.size).toBeLessThan(30_000);
    expect(regions.size + hands.size).toBeLessThan(60_000);
  });
});

describe("adaptToRegion", () => {
  it("decides what a network cannot, and leaves all other classes as probable as they were", async () => {
    const { count } = swiss.images;
    const asked = undecided(count, 11);
    const { logProbabilities, changed } = await adaptToRegion({ logProbabilities: asked, pictures }, expert, "CH");
    for (let row = 0; row < count; row++) {
      const [before, after] = [asked, logProbabilities].map((all) => all.subarray(row * 11, row * 11 + 11)) as [Float32Array, Float32Array];
      for (const one of [2, 3, 5, 6, 8, 10]) expect(after[one]).toBe(before[one]);
      expect(after.reduce((sum, log) => sum + Math.exp(log), 0)).toBeCloseTo(1, 5);
    }
    expect(changed).toBeGreaterThan(0);
    expect((await adaptToRegion({ logProbabilities: new Float32Array(), pictures: new Uint8Array() }, expert, "CH")).changed).toBe(0);
    await expect(
      adaptToRegion({ logProbabilities: new Float32Array(7), pictures: pictures.subarray(0, 784) }, expert, "CH"),
    ).rejects.toThrow("adaptToRegion: 1 pictures but 7 log probabilities came; ten a picture are wanted");
  });
});

describe("believed", () => {
  it("is half of what the expert says, and 1.25 at most", () => {
    expect([0, 1, -2, 2.4, 9, -9].map((term) => believed(term))).toEqual([0, 0.5, -1, 1.2, 1.25, -1.25]);
  });
});

describe("withRegion", () => {
  it("changes nothing where nothing is said, or no regional digit is possible", () => {
    const scores = Float64Array.from({ length: 10 }, (_, digit) => -1 - digit);
    expect(withRegion(scores, new Float32Array(10))).toEqual(scores);
    const none = scores.map((score, digit) => ([0, 1, 4, 7, 9].includes(digit) ? Number.NEGATIVE_INFINITY : score));
    expect(withRegion(none, new Float32Array(10).fill(1))).toEqual(none);
  });
});

import { beforeAll, describe, expect, it } from "vitest";
import { flagsAndBars } from "../../test/flags-and-bars.js";
import { adaptToHand } from "./adapt-to-hand.js";
import type { HandParameters } from "./hand-parameters.js";
import type { LabelledDigits } from "./labelled-digits.js";
import { loadHands } from "./load-hands.js";
import { evidenceIn, parseWriterProfile, type WriterProfile, writerProfile } from "./writer-profile.js";

let parameters: HandParameters;
let profile: WriterProfile;

beforeAll(async () => {
  parameters = await loadHands();
  profile = writerProfile(labelled(6), parameters);
});

function labelled(seed: number): LabelledDigits {
  const digits = flagsAndBars(seed);
  const pictures = new Uint8Array(digits.length * 784);
  for (const [at, { pixels }] of digits.entries()) pictures.set(pixels, at * 784);
  return { pictures, labels: digits.map(({ label }) => label) };
}

describe("a writer's profile", () => {
  it("is numbers in less than 30 kB of JSON, and no pictures", () => {
    const text = JSON.stringify(profile);
    expect(text.length).toBeLessThan(30_000);
    expect(parseWriterProfile(text)).toEqual(profile);
    expect([profile.digits, profile.means.length, profile.means[0]?.length]).toEqual([24, 10, 32]);
    expect(profile.counts.map((count) => count > 0)).toEqual([false, true, false, false, false, false, false, true, false, false]);
  });

  it("tells of a digit that stands alone what others on the page would tell, of nearly every writer", () => {
    const right = Array.from({ length: 12 }, (_, seed) => seed).filter((seed) => {
      const { pictures, labels } = labelled(seed);
      const [first] = flagsAndBars(seed);
      const rest = { pictures: pictures.subarray(784), labels: Array.from(labels).slice(1) };
      const known = evidenceIn(writerProfile(rest, parameters), parameters);
      const alone = { pictures: pictures.slice(0, 784), logProbabilities: Float32Array.from(first?.scores ?? []) };
      const { logProbabilities } = adaptToHand(alone, parameters, { hand: "one", known });
      return logProbabilities.indexOf(Math.max(...logProbabilities)) === 1;
    });
    expect(right.length).toBeGreaterThanOrEqual(9);
  });

  it("is not learned from nothing, from what is no digit, or from a picture with two labels", () => {
    const { pictures, labels } = labelled(1);
    const learn = (digits: LabelledDigits) => () => writerProfile(digits, parameters);
    expect(learn({ pictures: new Uint8Array(), labels: [] })).toThrow("writerProfile: no digit came; five of each are a good beginning");
    expect(learn({ pictures, labels: [1] })).toThrow("writerProfile: 24 pictures but 1 labels came; pass one a picture");
    expect(learn({ pictures: pictures.subarray(0, 784), labels: [10] })).toThrow(
      "writerProfile: a label is 10; wanted are the numbers 0 to 9",
    );
    expect(learn({ pictures: pictures.subarray(0, 784), labels: ["1"] as unknown as number[] })).toThrow(
      'writerProfile: a label is "1"; wanted are',
    );
    expect(learn({ pictures: [pictures] as unknown as Uint8Array, labels })).toThrow(
      "writerProfile: pictures is a list of 1; one Uint8Array of all",
    );
    expect(() => writerProfile({ pictures, labels }, loadHands() as unknown as HandParameters)).toThrow(
      "writerProfile: the parameters of hands are a promise; pass what comes with the package, as writerProfile(…, await loadHands())",
    );
    const twice = new Uint8Array([...pictures.subarray(0, 784), ...pictures.subarray(0, 784)]);
    expect(learn({ pictures: twice, labels: [1, 7] })).toThrow(
      "picture 0 and picture 1 are the same picture, the one as 1 and the other as 7; take out the one that is wrong",
    );
    expect(learn({ pictures: twice, labels: [1, 7], names: ["1/a.png", "7/a.png"] })).toThrow("1/a.png and 7/a.png are the same picture");
    expect(learn({ pictures, labels })).not.toThrow();
  });

  it("is refused when it is of another version, made by other parameters, or none", () => {
    const refused = (json: unknown) => () => parseWriterProfile(json, "anna.json");
    expect(refused("{")).toThrow(/^anna\.json is no JSON: /);
    expect(refused([])).toThrow("anna.json is []; an object with version, hands, digits, counts is wanted");
    expect(refused({ ...profile, version: 2 })).toThrow(
      "anna.json is of version 2, and this program reads up to 1; use a later one, or learn it again",
    );
    expect(refused({ ...profile, hands: "../x" })).toThrow(
      "anna.json: hands does not name what it was made by; eight hexadecimal digits are wanted",
    );
    expect(refused({ ...profile, digits: 0 })).toThrow("anna.json: digits is 0; a whole number from 1 to 1000000 is wanted");
    expect(refused({ ...profile, counts: [1] })).toThrow("anna.json: counts has 1 counts; 10 to 10 are wanted");
    expect(refused({ ...profile, counts: [...profile.counts.slice(1), 1e9] })).toThrow(
      "anna.json: counts[9] is 1000000000; a number from 0 to 24 is wanted",
    );
    expect(refused({ ...profile, means: profile.means.map((mean, at) => (at === 3 ? mean.slice(1) : mean)) })).toThrow(
      "anna.json: means[3] has 31 numbers; 32 to 32 are wanted",
    );
    expect(refused({ ...profile, means: profile.means.map((mean) => mean.map(() => null)) })).toThrow(
      "anna.json: means[0][0] is null; a number from -1000000 to 1000000 is wanted",
    );
    expect(() => evidenceIn({ ...profile, hands: "00000000" }, parameters, "anna.json")).toThrow(
      /^anna\.json was made by what was known of hands as 00000000, and here it is [0-9a-f]{8}; learn it again$/,
    );
  });
});

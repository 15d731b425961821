import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { encodeSafetensors } from "../model/stored/safetensors.js";
import { handsFile } from "../pretrained/hands-file.js";
import { smallPictures } from "./hand-features.js";
import { decodeHandParameters, encodeHandParameters } from "./hand-parameters.js";

const plain = { projection: new Float32Array(32 * 196), means: new Float32Array(320), between: new Float32Array(32).fill(1) };

describe("the parameters of hands", () => {
  it("come with the package in less than 60 kB, and are what they were when they are written again", async () => {
    const bytes = new Uint8Array(await readFile(handsFile()));
    expect(bytes.length).toBeLessThan(60_000);
    const parameters = decodeHandParameters(bytes, "hands.safetensors");
    expect(decodeHandParameters(encodeHandParameters(parameters), "again")).toEqual(parameters);
    expect(Math.max(...parameters.between)).toBeGreaterThan(0.5); // hands differ
  });

  it("are refused when they are something else", () => {
    const file = (tensors: Record<string, { shape: number[]; data: Float32Array }>, format = "tenfold-hands-1") =>
      encodeSafetensors(
        { projection: { shape: [32, 196], data: plain.projection }, means: { shape: [10, 32], data: plain.means }, ...tensors },
        { format },
      );
    const refused = (bytes: Uint8Array) => () => decodeHandParameters(bytes, "x");
    expect(refused(file({}, "tenfold"))).toThrow('x holds no parameters of hands: its format is "tenfold", not "tenfold-hands-1"');
    expect(refused(file({}))).toThrow("x: between is [], not [32]");
    expect(refused(file({ between: { shape: [31], data: new Float32Array(31) } }))).toThrow("x: between is [31], not [32]");
    expect(refused(file({ between: { shape: [32], data: new Float32Array(32) } }))).toThrow(
      "x: between holds a variance that is not above 0",
    );
    expect(refused(encodeHandParameters({ ...plain, means: new Float32Array(320).fill(Number.NaN) }))).toThrow(
      "x: means holds something that is no number; copy the file again",
    );
  });
});

describe("smallPictures", () => {
  it("have half the side and as much ink, but for what is blurred beyond the edge", () => {
    const picture = new Uint8Array(784);
    picture[10 * 28 + 13] = 255;
    const small = smallPictures(picture);
    expect(small).toHaveLength(196);
    expect(small.reduce((sum, ink) => sum + ink, 0)).toBeCloseTo(1 / 4, 6);
    const [row, column] = [[1, 10, 5].map((tap) => tap / 32), [5, 10, 1].map((tap) => tap / 32)] as [number[], number[]];
    expect(small[5 * 14 + 6]).toBeCloseTo((row[1] as number) * (column[1] as number), 6);
  });
});

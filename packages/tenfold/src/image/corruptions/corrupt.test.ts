import { describe, expect, it } from "vitest";
import { rng } from "../../engine/rng.js";
import { ShapeError, UsageError } from "../../errors.js";
import { corrupt, type GrayImages } from "./corrupt.js";
import { type CorruptionName, corruptionNames } from "./corruptions.js";

/** A ring of ink, somewhat off the center, with soft edges. */
function ring(height: number, width: number): Uint8Array {
  const radius = Math.min(height, width) / 4;
  return Uint8Array.from({ length: height * width }, (_, i) => {
    const distance = Math.hypot(Math.floor(i / width) - height / 2, (i % width) - width / 2 - 1);
    return 255 * Math.max(0, 1 - Math.abs(distance - radius) / 2);
  });
}

function rings(count: number, height: number, width: number): GrayImages {
  const pixels = new Uint8Array(count * height * width);
  for (let index = 0; index < count; index++) pixels.set(ring(height, width), index * height * width);
  return { count, height, width, channels: 1, pixels };
}

const change = (a: Uint8Array, b: Uint8Array) => a.reduce((sum, pixel, i) => sum + Math.abs(pixel - (b[i] as number)), 0) / a.length;

describe("the registry", () => {
  it("has MNIST-C's 15 under their published names", () => {
    expect(corruptionNames.join(" ")).toBe(
      "shot_noise impulse_noise glass_blur motion_blur shear scale rotate brightness translate stripe fog spatter dotted_line zigzag canny_edges",
    );
  });
});

describe.each(corruptionNames)("%s", (name) => {
  const images = rings(5, 28, 28);

  it("repeats itself from the seed, and leaves the pictures given alone", () => {
    const before = images.pixels.slice();
    const once = corrupt(images, name, { seed: 7 });
    expect(corrupt(images, name, { seed: 7 })).toEqual(once);
    expect(images.pixels).toEqual(before);
    expect(once).not.toEqual(before);
  });

  it("does the same to a picture whatever follows it and whatever was spoiled before", () => {
    const three = corrupt(rings(3, 28, 28), name, { seed: 7 });
    corrupt(rings(2, 28, 28), name, { seed: 8 });
    expect(corrupt(images, name, { seed: 7 }).subarray(0, three.length)).toEqual(three);
  });

  it("does nothing at severity 0", () => {
    const same = corrupt(images, name, { seed: 7, severity: 0 });
    expect(same).toEqual(images.pixels);
    expect(same.buffer).not.toBe(images.pixels.buffer);
  });

  it("changes more the higher the severity", () => {
    const changes = [0.05, 0.4, 1].map((severity) =>
      change(corrupt(rings(20, 28, 28), name, { seed: 3, severity }), rings(20, 28, 28).pixels),
    );
    expect(changes).toEqual(changes.toSorted((a, b) => a - b));
    expect(changes[0]).toBeLessThan((changes[2] as number) / 3);
  });

  it.each([
    [27, 31],
    [31, 27],
    [1, 1],
    [1, 9],
    [9, 1],
    [2, 2],
    [32, 32],
    [140, 300],
  ])("takes pictures of %i by %i, at every severity", (height, width) => {
    const odd = rings(2, height, width);
    for (const severity of [0.01, 1, 2]) expect(corrupt(odd, name, { seed: 1, severity })).toHaveLength(odd.pixels.length);
  });

  it("takes nothing, blank paper and full ink", () => {
    const none = { count: 0, height: 28, width: 28, channels: 1, pixels: new Uint8Array(0) };
    expect(corrupt(none, name, { seed: 1 })).toHaveLength(0);
    for (const ink of [0, 255]) {
      const flat = { count: 1, height: 28, width: 28, channels: 1, pixels: new Uint8Array(784).fill(ink) };
      expect(corrupt(flat, name, { seed: 1 })).toHaveLength(784);
    }
  });
});

describe("corrupt", () => {
  const random = ["shot_noise", "impulse_noise", "glass_blur", "motion_blur", "fog", "spatter", "dotted_line", "zigzag"] as const;

  it.each(random)("draws %s anew for every picture and every seed", (name) => {
    const spoiled = corrupt(rings(2, 28, 28), name, { seed: 1 });
    expect(spoiled.subarray(0, 784)).not.toEqual(spoiled.subarray(784));
    expect(corrupt(rings(2, 28, 28), name, { seed: 2 })).not.toEqual(spoiled);
  });

  it("wraps no byte around: noise in, and every sum rounded and held between 0 and 255", () => {
    const random = rng(5);
    const pixels = Uint8Array.from({ length: 784 }, () => (random.below(2) === 0 ? 250 : 5));
    const bright = corrupt({ count: 1, height: 28, width: 28, channels: 1, pixels }, "brightness", { seed: 1 });
    expect(new Set(bright)).toEqual(new Set([255, 132])); // 5 + 127.5, half to even
  });

  it("says what it wants", () => {
    const images = rings(1, 28, 28);
    expect(() => corrupt(images, "toString" as CorruptionName, { seed: 1 })).toThrow(
      /^corrupt: there is no corruption "toString"; there are shot_noise, .*canny_edges$/,
    );
    expect(() => corrupt(images, "fog", { seed: 1, severity: 2.5 })).toThrow(
      new UsageError("corrupt: severity is a number from 0 to 2, got 2.5; 1 is as published"),
    );
    expect(() => corrupt(images, "fog", { seed: 1, severity: Number.NaN })).toThrow(UsageError);
    expect(() => corrupt(images, "fog", { seed: -1 })).toThrow(UsageError);
    expect(() => corrupt({ ...images, channels: 3 }, "fog", { seed: 1 })).toThrow(
      new ShapeError("corrupt takes gray images [count, height, width, 1], got 3 channels; make them gray first"),
    );
    expect(() => corrupt({ ...images, count: 2 }, "fog", { seed: 1 })).toThrow(
      new ShapeError("corrupt: 784 bytes came, but [2, 28, 28, 1] wants 1568"),
    );
  });
});

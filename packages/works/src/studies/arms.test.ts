import { architectures, presetNamed } from "tenfold";
import { describe, expect, it } from "vitest";
import { armsOf, equalTimeArm } from "./arms.js";

const names = (arms: ReturnType<typeof armsOf>) => arms.map(({ name }) => name);

describe("augmentation", () => {
  const options = { kind: "augmentation", preset: "classic", epochs: 4, seeds: [1] } as const;

  it("trains with and without, and stops neither early", () => {
    const [augmented, plain] = armsOf(options).map(({ preset }) => preset);
    expect(augmented).toMatchObject({ epochs: 4, augment: { kind: "affine" } });
    expect(plain).not.toHaveProperty("augment");
    for (const preset of [augmented, plain]) expect(preset).not.toHaveProperty("earlyStopping");
  });

  it("gives the arm without augmentation the epochs that fit into the other's seconds", () => {
    expect(equalTimeArm(options, 100, 15)?.preset).toMatchObject({ epochs: 6 }); // 6 · 15 s fit into 100 s, 7 do not
    expect(equalTimeArm(options, 100, 15)?.preset).not.toHaveProperty("augment");
  });

  it("takes no epoch away where the clock says that augmentation saves time", () => {
    expect(equalTimeArm(options, 100, 22)).toBeUndefined();
    expect(equalTimeArm(options, 100, 30)).toBeUndefined();
  });
});

describe("architectures", () => {
  it("are all of them unless some are named, each with its own recipe or all with the one that is told", () => {
    const seeds = [1];
    expect(names(armsOf({ kind: "architectures", seeds }))).toEqual(Object.keys(architectures));
    const own = armsOf({ kind: "architectures", seeds, architectures: ["classic", "quick"] });
    expect(own.map(({ preset }) => preset.batchSize)).toEqual([64, 256]);
    const same = armsOf({ kind: "architectures", seeds, architectures: ["classic"], preset: "quick" });
    expect(same[0]?.preset).toEqual({ ...presetNamed("quick"), architecture: "classic" });
  });

  it("that are unknown are refused", () => {
    expect(() => armsOf({ kind: "architectures", seeds: [1], architectures: ["vgg"] })).toThrow('architecture "vgg" is unknown');
  });
});

describe("ranges", () => {
  it("make a grid, the last one varying fastest", () => {
    const arms = armsOf({ kind: "ranges", preset: "quick", seeds: [1], ranges: { shift: [0, 0.1], rotate: [0, 10] } });
    expect(names(arms)).toEqual(["rotate 0, shift 0", "rotate 0, shift 0.1", "rotate 10, shift 0", "rotate 10, shift 0.1"]);
    expect(arms[3]?.preset.augment).toEqual({ kind: "affine", rotateDegrees: 10, shift: 0.1, zoom: 0.1 });
  });

  it("leave augmentation out where nothing moves", () => {
    const [still] = armsOf({ kind: "ranges", preset: "quick", seeds: [1], ranges: { rotate: [0], shift: [0], zoom: [0] } });
    expect(still?.preset).not.toHaveProperty("augment");
  });

  it("vary the rate and the batch size, too", () => {
    const [arm] = armsOf({ kind: "ranges", preset: "quick", seeds: [1], ranges: { rate: [0.002], batchSize: [128] } });
    expect(arm).toMatchObject({ name: "rate 0.002, batch 128", preset: { batchSize: 128, optimizer: { kind: "adam", rate: 0.002 } } });
  });

  it("of nothing are refused", () => {
    expect(() => armsOf({ kind: "ranges", seeds: [1] })).toThrow("study ranges: nothing is varied; pass --rotate");
  });
});

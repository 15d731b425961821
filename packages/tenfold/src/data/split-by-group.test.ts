import { describe, expect, it } from "vitest";
import { rng } from "../engine/rng.js";
import { InputError } from "../errors.js";
import { imagesOf } from "./dataset.js";
import { splitByGroup } from "./split-by-group.js";

/** Images whose only pixel tells their group (below 256): 120 groups of 5 to 34 images, some of which write few of the classes. */
function written() {
  const random = rng(8);
  const groups: number[] = [];
  const labels: number[] = [];
  for (let group = 0; group < 120; group++) {
    const most = 2 + random.below(9);
    for (let image = 5 + random.below(30); image > 0; image--) {
      groups.push(group);
      labels.push(random.below(most));
    }
  }
  const images = imagesOf(Uint8Array.from(groups), [groups.length, 1, 1, 1]);
  return { dataset: { name: "written", images, labels: Uint8Array.from(labels), classNames: [..."0123456789"] }, groups };
}

const countOf = (labels: Uint8Array, label: number) => labels.filter((one) => one === label).length;

describe("splitByGroup", () => {
  const { dataset, groups } = written();
  const { training, validation } = splitByGroup(dataset, groups, { validation: 0.2, seed: 3 });

  it("puts every image on one side, and no group on both", () => {
    expect(training.images.count + validation.images.count).toBe(dataset.images.count);
    const seen = new Set(training.images.pixels);
    expect(validation.images.pixels.some((group) => seen.has(group))).toBe(false);
    expect(new Set([...training.images.pixels, ...validation.images.pixels]).size).toBe(120);
  });

  it("shares every class out nearly alike", () => {
    for (let label = 0; label < 10; label++) {
      const share = countOf(validation.labels, label) / countOf(dataset.labels, label);
      expect(Math.abs(share - 0.2)).toBeLessThan(0.06);
    }
    expect(Math.abs(validation.images.count / dataset.images.count - 0.2)).toBeLessThan(0.02);
  });

  it("gives the same rows for the same seed, others for another", () => {
    expect(splitByGroup(dataset, groups, { seed: 3 }).validation.labels).toEqual(validation.labels);
    expect(splitByGroup(dataset, groups, { seed: 4 }).validation.images.pixels).not.toEqual(validation.images.pixels);
  });

  it("says so when the groups cannot be parted", () => {
    expect(() => splitByGroup(dataset, new Uint8Array(groups.length), { seed: 3 })).toThrow(InputError);
    expect(() => splitByGroup(dataset, new Uint8Array(groups.length), { seed: 3 })).toThrow("1 group of written cannot be parted at 0.2");
    expect(() => splitByGroup(dataset, [1], { seed: 3 })).toThrow("labels and 1 groups; pass one of each an image");
    expect(() => splitByGroup(dataset, groups, { validation: 1, seed: 3 })).toThrow("validation is a share between 0 and 1, got 1");
  });
});

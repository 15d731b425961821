import { stat } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { READING_CLASSES } from "../data/class-names.js";
import { mnist } from "../node/sets/mnist.js";
import { load } from "../training/labels/compile.js";
import { type PretrainedName, pretrained, pretrainedFile, pretrainedNames } from "./pretrained.js";

const DIGITS = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

describe("pretrained", () => {
  it.each(["classic", "mobile", "reader"] as const)("%s reads digits as it comes", async (name) => {
    const { test } = await mnist();
    const model = await load(pretrained(name), { threads: 1 });
    try {
      const images = test.images.slice(0, 1000);
      const said = await model.predict(images);
      const classes = model.classNames.length;
      let right = 0;
      for (let row = 0; row < images.count; row++) {
        const one = said.subarray(row * classes, (row + 1) * classes);
        if (one.indexOf(Math.max(...one)) === test.labels[row]) right++;
      }
      expect(right).toBeGreaterThanOrEqual(985);
      expect(model.classNames).toEqual(name === "reader" ? READING_CLASSES : DIGITS);
    } finally {
      await model.dispose();
    }
  });

  it("is small, and has its card beside it", async () => {
    const size = async (name: PretrainedName) => (await stat(pretrainedFile(name))).size;
    expect((await size("classic")) + (await size("mobile"))).toBeLessThan(1_500_000);
    expect((await size("reader")) + (await size("lines")) + (await size("signs"))).toBeLessThan(2_500_000);
    for (const name of pretrainedNames) expect((await stat(new URL(`${name}.md`, pretrainedFile(name)))).size).toBeGreaterThan(1000);
  });

  it("names those there are when asked for another", async () => {
    await expect(pretrained("classik" as PretrainedName)).rejects.toThrow('"classik" is unknown; did you mean classic?');
  });
});

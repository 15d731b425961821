import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { chosenModel } from "../runs/opening/chosen-model.js";
import { modelPath, openModel, readImageModel, readModel } from "./open-model.js";

it("says how to go on with a run that was killed in its first epoch", async () => {
  const folder = await mkdtemp(join(tmpdir(), "tenfold-"));
  try {
    await writeFile(join(folder, "config.json"), "{}");
    await expect(modelPath(folder)).rejects.toThrow(
      `${folder} has no model yet: no epoch of its training is done; go on with tenfold train`,
    );
    await writeFile(join(folder, "model.safetensors"), "");
    await expect(modelPath(folder)).resolves.toBe(join(folder, "model.safetensors"));
  } finally {
    await rm(folder, { recursive: true });
  }
});

it("a network that reads lines whole can be read, and is refused where single images are told apart, trained on or learned from", async () => {
  const sentence = "lines reads lines whole, and this wants a network for single images; tenfold evaluate judges it, tenfold read uses it";
  expect((await readModel("lines")).network.name).toBe("line");
  await expect(readImageModel("lines")).rejects.toThrow(sentence);
  await expect(openModel("lines", {})).rejects.toThrow(sentence);
  await expect(chosenModel("lines")).rejects.toThrow(sentence);
  expect((await readImageModel("classic")).network.name).toBe("classic");
});

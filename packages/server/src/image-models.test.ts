import { beforeEach, expect, it, vi } from "vitest";
import { imageModels } from "./image-models.js";

/** How often a network is not loaded, as where memory is short. */
const short = vi.hoisted(() => ({ times: 0 }));
vi.mock("tenfold", async (original) => {
  const tenfold = await original<typeof import("tenfold")>();
  const load: typeof tenfold.load = async (...args) => {
    if (short.times-- > 0) throw new Error("there is no memory for it");
    return tenfold.load(...args);
  };
  return { ...tenfold, load };
});
beforeEach(() => {
  short.times = 1;
});

it("loads a network anew that could not be loaded before", async () => {
  const models = imageModels();
  await expect(models.named("mobile")).rejects.toThrow("there is no memory for it");
  const model = await models.named("mobile");
  expect((await model?.answer(new Uint8Array(784)))?.probabilities).toHaveLength(10);
  await models.dispose();
});

it("ends though one could not be loaded", async () => {
  const models = imageModels();
  const asked = expect(models.named("mobile")).rejects.toThrow("there is no memory for it");
  await models.dispose();
  await asked;
});

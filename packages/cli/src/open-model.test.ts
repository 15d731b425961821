import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { modelPath } from "./open-model.js";

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

import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { RunFolder } from "./run-folder.js";

/** Removes an earlier run from its folder: what a run writes, and nothing else. For the holder of its lock. */
export async function clearRun({ path, ...files }: RunFolder): Promise<void> {
  const { config, ...others } = files;
  for (const file of [...Object.values(others), config]) await rm(file, { force: true }); // what says that it is a run comes last
  await rm(join(path, "plots"), { recursive: true, force: true });
}

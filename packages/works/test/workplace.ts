import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { writeTinyData } from "./tiny-data.js";

/** Lets the tests of a file work in a temporary folder of their own, with a small part of MNIST in `tiny`. */
export function inWorkplace(): void {
  const home = process.cwd();
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "tenfold-cli-"));
    process.chdir(folder);
    await writeTinyData("tiny");
  });

  afterAll(async () => {
    process.chdir(home);
    await rm(folder, { recursive: true, force: true });
  });
}

import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { InputError } from "../errors.js";
import { saveTo } from "./save-to.js";

describe("saveTo", () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "tenfold-save-"));
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  it("tells its path, writes nothing until asked, then replaces the file each time", async () => {
    const sink = saveTo(join(folder, "model"));
    expect(sink.where).toBe(join(folder, "model"));
    expect(await readdir(folder)).toEqual([]);
    await sink.write(Uint8Array.of(97, 98, 99));
    await sink.write(Uint8Array.of(100));
    expect(await readFile(join(folder, "model"), "utf8")).toBe("d");
    expect(await readdir(folder)).toEqual(["model"]);
  });

  it("says in a sentence that the file cannot be written", async () => {
    const sentence = `cannot write ${folder}/no/model: its folder does not exist or takes no new files; make it or choose another one`;
    await expect(saveTo(join(folder, "no/model")).write(new Uint8Array(1))).rejects.toThrow(new InputError(sentence));
  });
});

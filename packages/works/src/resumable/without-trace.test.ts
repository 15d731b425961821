import { mkdir, readdir, writeFile } from "node:fs/promises";
import { InputError } from "tenfold";
import { expect, it } from "vitest";
import { inWorkplace } from "../../test/workplace.js";
import { exists } from "../files/exists.js";
import { Interrupted } from "../host.js";
import { withoutTrace } from "./without-trace.js";

inWorkplace();

/** Begins work in a folder, and has it fail after it has written some files. */
async function failing(folder: string, files: readonly string[], error = new InputError("no room")): Promise<void> {
  await mkdir(`${folder}/parts`, { recursive: true });
  await writeFile(`${folder}/order`, "");
  const kept = () => exists(`${folder}/kept`);
  const beginning = { order: `${folder}/order`, folders: [`${folder}/parts`, folder], kept };
  await expect(
    withoutTrace(beginning, async () => {
      for (const file of files) await writeFile(`${folder}/${file}`, "");
      throw error;
    }),
  ).rejects.toBe(error);
}

it("leaves nothing of work that failed before anything was kept", async () => {
  await failing("nothing", []);
  expect(await readdir(".")).not.toContain("nothing");
});

it("leaves what is not the work's own", async () => {
  await failing("notes", ["notes.txt"]);
  expect(await readdir("notes")).toEqual(["notes.txt"]);
});

it("leaves work that there is something to go on from", async () => {
  await failing("kept", ["kept"]);
  expect((await readdir("kept")).sort()).toEqual(["kept", "order", "parts"]);
});

it("leaves work that somebody stopped: it is to be gone on with", async () => {
  await failing("stopped", [], new Interrupted("go on"));
  expect((await readdir("stopped")).sort()).toEqual(["order", "parts"]);
});

it("gives what the work gives", async () => {
  expect(await withoutTrace({ order: "o", folders: [], kept: async () => false }, async () => 7)).toBe(7);
});

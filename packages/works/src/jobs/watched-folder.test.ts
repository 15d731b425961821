import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InputError } from "tenfold";
import { afterEach, beforeEach, expect, it } from "vitest";
import { watchFolder } from "./watched-folder.js";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tenfold-watch-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Watches, and gives what was read, what ends it, and its end. */
function watching(read: (text: string) => string | undefined = () => undefined) {
  const controller = new AbortController();
  const texts: string[] = [];
  const onFile = async (path: string) => {
    const text = await readFile(path, "utf8");
    texts.push(text);
    const error = read(text);
    if (error !== undefined) throw new InputError(error);
    return {};
  };
  const ended = watchFolder(folder, { onFile, signal: controller.signal, stillMs: 250, rescanMs: 50 });
  const stop = () => {
    controller.abort();
    return ended;
  };
  return { texts, stop };
}

const inside = async (name: string) => (await readdir(join(folder, name))).sort();

it("reads a file once it is whole, and moves it to where it belongs", async () => {
  const { texts, stop } = watching((text) => (text === "bad" ? "no picture" : undefined));
  await writeFile(join(folder, "a.png"), "one");
  await writeFile(join(folder, "notes.txt"), "left alone");
  for (let at = 0; at < 6; at++) {
    await appendFile(join(folder, "slow.png"), `${at}`);
    await new Promise((done) => setTimeout(done, 100));
  }
  await writeFile(join(folder, "b.jpg"), "bad");
  await expect.poll(() => inside("failed"), { timeout: 5000 }).toEqual(["b.jpg", "b.jpg.txt"]);
  await expect.poll(() => inside("done"), { timeout: 5000 }).toEqual(["a.png", "slow.png"]);
  expect(texts.sort()).toEqual(["012345", "bad", "one"]);
  expect(await readFile(join(folder, "failed/b.jpg.txt"), "utf8")).toBe("no picture\n");
  await writeFile(join(folder, "a.png"), "another of that name");
  await expect.poll(() => inside("done"), { timeout: 5000 }).toEqual(["a (2).png", "a.png", "slow.png"]);
  await stop();
  expect(await readdir(folder)).toContain("notes.txt");
});

it("takes up what a killed process had claimed", async () => {
  await mkdir(join(folder, ".reading"), { recursive: true });
  await writeFile(join(folder, ".reading/left.png"), "left");
  const { texts, stop } = watching();
  for (let at = 0; at < 4; at++) await writeFile(join(folder, `${at}.png`), `${at}`);
  await expect.poll(() => inside("done"), { timeout: 10_000 }).toHaveLength(5);
  await stop();
  expect(texts.sort()).toEqual([..."0123", "left"]);
});

it("says where there is no folder", async () => {
  const signal = new AbortController().signal;
  await expect(watchFolder(join(folder, "gone"), { onFile: async () => ({}), signal })).rejects.toThrow("there is no folder");
});

import { spawn } from "node:child_process";
import { mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { holding } from "./file-lock.js";

let folder: string;
let lock: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tenfold-lock-"));
  lock = join(folder, "lock");
});

afterEach(() => rm(folder, { recursive: true, force: true }));

describe("holding", () => {
  it("lets one at a time in, and leaves nothing behind, not even after a failure", async () => {
    let inside = 0;
    const work = async () => {
      expect(++inside).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 5));
      inside--;
    };
    await Promise.all([1, 2, 3].map(() => holding(lock, work)));
    await expect(holding(lock, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(await readdir(folder)).toEqual([]);
  });

  it("takes over from a process that is gone", async () => {
    const child = spawn(process.execPath, ["-e", ""], { stdio: "ignore" });
    await new Promise((resolve) => child.on("exit", resolve));
    await writeFile(lock, JSON.stringify({ pid: child.pid, host: hostname(), id: "x" }));
    expect(await holding(lock, async () => "in")).toBe("in");
  });

  it.each(["", "{", "null", '{"pid":-5}'])("takes over a lock that is no longer renewed, whatever it says: %s", async (content) => {
    await writeFile(lock, content);
    await utimes(lock, new Date(0), new Date(0));
    expect(await holding(lock, async () => "in")).toBe("in");
  });

  it("waits for a process on another machine as long as it renews its lock", async () => {
    await writeFile(lock, JSON.stringify({ pid: 1, host: "elsewhere", id: "x" }));
    const waits: string[] = [];
    const start = performance.now();
    await holding(lock, async () => {}, { onWait: (holder) => waits.push(holder), staleMs: 300 });
    expect(waits).toEqual(["process 1 on elsewhere"]);
    expect(performance.now() - start).toBeGreaterThan(150);
  });
});

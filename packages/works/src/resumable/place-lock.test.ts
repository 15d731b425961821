import { spawn, spawnSync } from "node:child_process";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { inWorkplace } from "../../test/workplace.js";
import { runFolder } from "../records/run-folder.js";
import { locked, sweep } from "./place-lock.js";

inWorkplace();

it("holds a file while it works, and leaves none", async () => {
  await mkdir("run");
  expect(await locked(runFolder("run"), () => readdir("run"))).toEqual([`.process-${process.pid}.lock`]);
  await expect(locked(runFolder("run"), () => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
  expect(await readdir("run")).toEqual([]);
});

it("refuses while another process lives, and clears away what a dead one left", async () => {
  await mkdir("taken");
  const dead = spawnSync(process.execPath, ["--version"]).pid;
  const other = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
  await writeFile(`taken/.process-${dead}.lock`, "");
  await writeFile(`taken/.process-${other.pid}.lock`, "");
  const lock = `taken/.process-${other.pid}.lock`;
  const refused = `taken is being written by process ${other.pid}; wait for its end, or remove ${lock} if that is no tenfold`;
  await expect(locked(runFolder("taken"), async () => "done")).rejects.toThrow(refused);
  const ended = new Promise((resolve) => other.on("exit", resolve));
  other.kill();
  await ended;
  expect(await locked(runFolder("taken"), async () => "done")).toBe("done");
  expect(await readdir("taken")).toEqual([]);
});

it("sweeps what is half written, and nothing else", async () => {
  await mkdir("swept/plots", { recursive: true });
  const half = ".0b6a4c1e-8f0f-4d0c-9a51-0123456789ab.tmp";
  for (const file of [half, `plots/${half}`, "plots/loss.svg", "config.json", ".mine.tmp"]) await writeFile(`swept/${file}`, "");
  await sweep(runFolder("swept"));
  expect((await readdir("swept", { recursive: true })).sort()).toEqual([".mine.tmp", "config.json", "plots", "plots/loss.svg"]);
});

it("locks a file beside it, apart from others in its folder", async () => {
  await mkdir("shared");
  const other = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
  const lock = `shared/.a.jsonl.process-${other.pid}.lock`;
  await writeFile(lock, "");
  const a = { path: "shared/a.jsonl", isFile: true };
  await expect(locked(a, async () => "done")).rejects.toThrow(`shared/a.jsonl is being written by process ${other.pid}; wait for its end`);
  expect(await locked({ ...a, path: "shared/b.jsonl" }, () => readdir("shared"))).toEqual([
    `.a.jsonl.process-${other.pid}.lock`,
    `.b.jsonl.process-${process.pid}.lock`,
  ]);
  other.kill();
  const nowhere = locked({ path: "nowhere/a.jsonl", isFile: true }, async () => "done");
  await expect(nowhere).rejects.toThrow("cannot write nowhere/a.jsonl: its folder does not exist or takes no new files");
});

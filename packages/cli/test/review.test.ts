import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import sharp from "sharp";
import { afterEach, expect, it } from "vitest";
import { mnist } from "../../tenfold/src/node/sets/mnist.js";
import { writtenWith } from "../../tenfold/test/written.js";
import { inWorkplace } from "../../works/test/workplace.js";

inWorkplace();

const program = fileURLToPath(new URL("../bin/tenfold.js", import.meta.url));
const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

/** Starts a review until it has printed its address. */
async function review(...args: readonly string[]) {
  const child = spawn(process.execPath, [program, "review", ...args, "--no-open"], { stdio: ["ignore", "pipe", "pipe"] });
  children.push(child);
  let [out, err] = ["", ""];
  child.stderr?.on("data", (chunk: Buffer) => {
    err += chunk.toString();
  });
  const code = once(child, "close").then(([code]) => code as number | null);
  await new Promise<void>((done) => {
    child.stdout?.on("data", (chunk: Buffer) => {
      out += chunk.toString();
      if (out.includes("\n")) done();
    });
    void code.then(() => done());
  });
  const ask = async (path: string, init?: RequestInit) => (await fetch(new URL(path, out.trim()), init)).json() as Promise<never>;
  return { child, address: out.trim(), err: () => err, code, ask };
}

it("reads a picture, shows what is in doubt, and goes on after a kill", { timeout: 120_000 }, async () => {
  const { pixels, height, width, channels } = writtenWith((await mnist()).test, ["271828"]);
  await writeFile(
    "page.png",
    await sharp(pixels as Uint8Array, { raw: { height, width, channels } })
      .png()
      .toBuffer(),
  );
  const first = await review("page.png", "--field", "us-zip", "--out", "mended"); // six digits are no ZIP code
  expect(first.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#review$/);
  const { fields } = (await first.ask("/v1/review/next")) as { fields: { id: string; documentName: string }[] };
  expect(fields).toMatchObject([{ documentName: "page.png" }]);
  const body = JSON.stringify({ verdict: "corrected", text: "27182" });
  await first.ask(`/v1/fields/${fields[0]?.id}/corrections`, { method: "POST", headers: { "content-type": "application/json" }, body });
  first.child.kill("SIGKILL");
  await first.code;
  const second = await review("mended.read.jsonl", "--out", "mended");
  expect(await second.ask("/v1/review/stats")).toMatchObject({ open: 0, done: 1 });
  expect(await readFile("mended.csv", "utf8")).toContain("page.png,1,,27182,,1,corrected,");
  const busy = await review("mended.read.jsonl", "--out", "mended");
  expect([await busy.code, busy.err()]).toEqual([1, expect.stringContaining("is being written by process")]);
  second.child.kill("SIGINT");
  expect(await second.code).toBe(0);
  expect(second.err()).toContain("1 done, 0 left; mended.csv and mended.jsonl have them");
});

import { randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { afterAll, expect, it } from "vitest";
import { comingBytes } from "./coming-bytes.js";

const folder = mkdtempSync(join(tmpdir(), "tenfold-coming-"));
afterAll(() => rmSync(folder, { recursive: true }));

it.each([
  [100, false],
  [101, true],
  [70_000, true],
])("%i bytes come whole; on the disk: %s", async (length, isOnDisk) => {
  const path = join(folder, `of ${length}`);
  const sent = randomBytes(length);
  const coming = comingBytes(path, 100);
  await pipeline(Readable.from([sent.subarray(0, 60), sent.subarray(60, 100), sent.subarray(100)]), coming.into);
  expect(existsSync(path)).toBe(isOnDisk);
  expect(Buffer.compare(await coming.bytes(), sent)).toBe(0);
  await coming.forget();
  expect(existsSync(path)).toBe(false);
});

it("fails where the disk does, and leaves nothing", async () => {
  const coming = comingBytes(join(folder, "none/there"), 100);
  await expect(pipeline(Readable.from([randomBytes(200)]), coming.into)).rejects.toThrow("ENOENT");
  await coming.forget();
});

import { mkdir, writeFile } from "node:fs/promises";
import { afterEach, expect, it, vi } from "vitest";
import { inWorkplace } from "../../../works/test/workplace.js";
import { call } from "../../test/call.js";

inWorkplace();
afterEach(() => vi.unstubAllEnvs());

it("looks at everything by using it, and tells a folder that is there from one that is not made yet", async () => {
  await mkdir("kept");
  await writeFile("kept/set", "12345");
  vi.stubEnv("TENFOLD_CACHE", "kept");
  const { code, out, err } = await call(["doctor", "--data", "new/data"]);
  expect([code, err]).toEqual([0, ""]);
  const marks = out
    .trimEnd()
    .split("\n")
    .map((line) => line.split(/\s+/, 2).join(" "));
  expect(marks).toEqual(
    ["program", "kernels", "networks", "pictures", "PDF", "HEIC", "models", "service", "cache", "data"].map((name) => `ok ${name}`),
  );
  expect(out).toMatch(/ok kernels {3}WebAssembly (relaxed )?SIMD.*, \d+ threads?\n/);
  expect(out).toMatch(/ok cache {5}kept, 5 bytes in it, [\d.]+ [GM]B free\n/);
  expect(out).toMatch(/ok data {6}new\/data, not made yet, /);
});

it("tells what is broken and what to do, by its exit code, too", async () => {
  await writeFile("file", "");
  const { code, out, err } = await call(["doctor", "--data", "file", "--json"]);
  expect([code, err]).toEqual([1, "tenfold: data: broken; what to do stands above\n"]);
  expect(JSON.parse(out).findings.at(-1)).toEqual({
    name: "data",
    status: "broken",
    says: "file is a file, and a folder is wanted",
    remedy: "move it away, or choose another in --data or TENFOLD_DATA",
  });
});

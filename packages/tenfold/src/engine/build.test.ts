import { describe, expect, it } from "vitest";
import { builds } from "../../test/lab.js";
import { bestBuild, compileKernels } from "./build.js";
import { threadsToRun } from "./crew.js";
import { kernelsHash } from "./kernels.generated.js";

describe("builds of the kernels", () => {
  it("tell what they were made of", () => {
    expect(kernelsHash).toMatch(/^[0-9a-f]{16}$/);
  });

  it("are compiled once a process", async () => {
    for (const build of builds) expect(await compileKernels(build)).toBe(await compileKernels(build));
    expect(await compileKernels("plain")).not.toBe(await compileKernels("relaxed"));
  });

  it("have the same kernels in the same order, which is how threads are told which to run", async () => {
    const [plain, relaxed] = await Promise.all(builds.map(async (build) => WebAssembly.Module.exports(await compileKernels(build))));
    expect(relaxed).toEqual(plain);
    expect(plain?.map(({ name }) => name)).toEqual(expect.arrayContaining(["setScratch", "relu", "gemm", "winogradForward", "adam"]));
    expect(plain?.every(({ kind }) => kind === "function" || kind === "global")).toBe(true);
  });

  it("want nothing but memory", async () => {
    for (const build of builds) {
      expect(WebAssembly.Module.imports(await compileKernels(build))).toEqual([{ module: "env", name: "memory", kind: "memory" }]);
    }
  });

  it("are relaxed where this machine can: Node from 20 on", async () => {
    expect(bestBuild()).toBe("relaxed");
  });
});

describe("threads", () => {
  it("are as many as asked for in Node, without a notice, and by default one a core, at most 16", async () => {
    expect(threadsToRun(5)).toEqual({ threads: 5, notice: undefined });
    const { threads, notice } = threadsToRun(undefined);
    expect(threads).toBeGreaterThanOrEqual(1);
    expect(threads).toBeLessThanOrEqual(16);
    expect(notice).toBeUndefined();
  });
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkingCalls } from "../../test/checked-calls.js";
import { builds } from "../../test/lab.js";
import { compileKernels } from "./build.js";
import { type Engine, startEngine } from "./engine.js";
import { kernelParameters } from "./kernel-signatures.generated.js";
import type { Float32, Int32, Pointer } from "./kernel-types.js";

describe("the kernels' signatures", () => {
  it.each(builds)("are those of the %s build: every kernel, and before the item as many parameters as it takes", async (build) => {
    const module = await compileKernels(build);
    const memory = new WebAssembly.Memory({ initial: 1, maximum: 65536, shared: true });
    const { setScratch, ...kernels } = new WebAssembly.Instance(module, { env: { memory } }).exports;
    expect(setScratch).toBeTypeOf("function");
    const taken = Object.entries(kernels).flatMap(([name, kernel]) => (typeof kernel === "function" ? [[name, kernel.length - 1]] : []));
    const stated = Object.entries(kernelParameters).map(([name, parameters]) => [name, parameters.split(", ").length]);
    expect(Object.fromEntries(stated)).toEqual(Object.fromEntries(taken));
  });

  it("state names and types as the sources do", () => {
    expect(kernelParameters.relu).toBe("x: Pointer, y: Pointer, length: Int32, chunk: Int32");
    expect(kernelParameters.gemm).toBe(
      "a: Pointer, packed: Pointer, bias: Pointer, c: Pointer, rows: Int32, depth: Int32, columns: Int32, turned: Flag",
    );
    expect(kernelParameters.average).toBe("w: Pointer, a: Pointer, length: Int32, share: Float32, chunk: Int32");
  });
});

describe("what the build reads from the compiler's declarations", async () => {
  const { signaturesOf } = await import(new URL("../../../../scripts/kernel-signatures.js", import.meta.url).href);
  const declared = (kernel: string, ...parameters: string[]) =>
    `  /**\n   * room/${kernel}\n${parameters.map((one) => `   * @param ${one}\n`).join("")}   */\n  export function ${kernel}(a: number): void;\n`;

  it("is every kernel's parameters before the item; what sets up a thread is no kernel", () => {
    const text = declared("setScratch", "base `usize`") + declared("halve", "x `usize`", "by `f32`", "item `i32`");
    expect(signaturesOf(text)).toEqual({
      halve: [
        { name: "x", type: "usize" },
        { name: "by", type: "f32" },
      ],
    });
  });

  it("is refused where a crew could not run it", () => {
    expect(() => signaturesOf(declared("halve", "x `usize`"))).toThrow('The kernel halve does not end with "item: i32"');
    expect(() => signaturesOf(declared("halve", "x `f64`", "item `i32`"))).toThrow(
      "The kernel halve takes x: f64; kernels take usize, i32, f32, bool.",
    );
    const many = Array.from({ length: 33 }, (_, at) => `a${at} \`i32\``);
    expect(() => signaturesOf(declared("halve", ...many, "item `i32`"))).toThrow("takes 33 arguments; there is room for 32");
    expect(() => signaturesOf("")).toThrow("The compiler's declarations name no kernel");
  });
});

/** Never run: each line behind a directive has to be an error to the compiler, which says so if it is none. */
export function refusedByTheCompiler(engine: Engine, x: Pointer, length: Int32, share: Float32, kernel: "relu" | "add"): void {
  const pointers = [x, x] as const;
  const sizes: number[] = [length, 4];
  engine.fork("relu", 1, ...pointers, length, 4);
  // @ts-expect-error no such kernel
  engine.fork("rleu", 1, x, x, length, 4);
  // @ts-expect-error too few
  engine.fork("relu", 1, x, x, length);
  // @ts-expect-error too many
  engine.fork("relu", 1, x, x, length, 4, 0);
  // @ts-expect-error nobody knows how many
  engine.fork("relu", 1, x, x, ...sizes);
  // @ts-expect-error a pointer where a length is wanted
  engine.fork("relu", 1, x, length, x, 4);
  // @ts-expect-error a length where a share is wanted
  engine.fork("average", 1, x, x, length, length, 4);
  // @ts-expect-error a share where a length is wanted
  engine.fork("average", 1, x, x, share, 1, 4);
  // @ts-expect-error words are no numbers
  engine.fork("relu", 1, x, x, "1000", 4);
  // @ts-expect-error of neither kernel
  engine.fork(kernel, 1, x, x, x, x, length, 4);
}

describe("calls that get past the compiler", () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await startEngine({ threads: 2 });
  });
  afterAll(() => engine.dispose());

  it("are refused when it is not the number of arguments that the kernel takes, before any thread begins", () => {
    const x = engine.tensor([8]);
    x.data.fill(-1);
    const unchecked = engine.fork as (kernel: string, items: number, ...args: number[]) => void;
    expect(() => unchecked("relu", 2, x.pointer, x.pointer, 8)).toThrow("relu takes 4 arguments, got 3; see KernelArguments.relu");
    expect(() => unchecked("relu", 2, x.pointer, x.pointer, 8, 4, 0)).toThrow("relu takes 4 arguments, got 5; see KernelArguments.relu");
    expect(x.data).toEqual(new Float32Array(8).fill(-1));
    unchecked("relu", 2, x.pointer, x.pointer, 8, 4);
    expect(x.data).toEqual(new Float32Array(8));
    engine.free(x);
  });

  it("are refused in the tests of operations when a value is none of its type", () => {
    const checked = checkingCalls(engine);
    const x = checked.tensor([8]);
    const average = (length: number, share: number) => () => checked.fork("average", 1, x.pointer, x.pointer, length, share, 8);
    expect(average(7.5, 0.5)).toThrow("average: length is 7.5, which is no Int32");
    expect(average(Number.NEGATIVE_INFINITY, 0.5)).toThrow("average: length is -Infinity, which is no Int32");
    expect(average(2 ** 32, 0.5)).toThrow("average: length is 4294967296, which is no Int32");
    expect(average(8, Number.NaN)).toThrow("average: share is NaN, which is no Float32");
    expect(() => checked.fork("relu", 1, -4, x.pointer, 8, 8)).toThrow("relu: x is -4, which is no Pointer");
    expect(() => checked.fork("packPanel", 1, x.pointer, x.pointer, 1, 1, 2)).toThrow("packPanel: turned is 2, which is no Flag");
    expect(average(8, 0.5)).not.toThrow();
    checked.free(x);
    expect(checked.used).toBe(engine.used);
  });
});

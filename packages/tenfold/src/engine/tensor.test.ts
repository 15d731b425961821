import { describe, expect, it } from "vitest";
import { shapeText, sizeOf, tensorAt } from "./tensor.js";

describe("tensors", () => {
  it("hold the product of their sides", () => {
    expect(sizeOf([2, 7, 7, 64])).toBe(6272);
    expect(sizeOf([5, 0])).toBe(0);
    expect(sizeOf([])).toBe(1);
  });

  it("appear in sentences as [7, 7, 64]", () => {
    expect(shapeText([7, 7, 64])).toBe("[7, 7, 64]");
    expect(shapeText([])).toBe("[]");
  });

  it("are windows, not copies", () => {
    const memory = new WebAssembly.Memory({ initial: 1, maximum: 3, shared: true });
    const tensor = tensorAt(memory, 64, [2, 3]);
    expect([tensor.length, tensor.data.length, tensor.data.byteOffset]).toEqual([6, 6, 64]);
    tensor.data.set([1, 2, 3, 4, 5, 6]);
    expect(Array.from(tensorAt(memory, 76, [3]).data)).toEqual([4, 5, 6]);
    expect(tensor.data).toBe(tensor.data);
  });

  it("show the same floats after memory has grown, also those behind the old end", () => {
    const memory = new WebAssembly.Memory({ initial: 1, maximum: 3, shared: true });
    const tensor = tensorAt(memory, 64, [2]);
    tensor.data.set([1, 2]);
    memory.grow(1);
    expect(Array.from(tensor.data)).toEqual([1, 2]);
    expect(tensor.data.buffer.byteLength).toBe(2 * 65536);
    tensorAt(memory, 65536, [1]).data[0] = 3;
    expect(tensorAt(memory, 65536, [1]).data[0]).toBe(3);
  });
});

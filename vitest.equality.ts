import { expect } from "vitest";

const ADDED = Symbol.for("tenfold: arrays of numbers are compared by their bytes");

/**
 * Arrays of numbers whose bytes are equal are equal: a network's weights are compared at once, rather than number by number. Where the bytes
 * differ, the usual comparison decides. Test files that share a process share what is added here.
 */
if (!(ADDED in globalThis)) {
  Object.defineProperty(globalThis, ADDED, { value: true });
  expect.addEqualityTesters([
    (one: unknown, other: unknown) =>
      ArrayBuffer.isView(one) && ArrayBuffer.isView(other) && one.constructor === other.constructor && bytesOf(one).equals(bytesOf(other))
        ? true
        : undefined,
  ]);
}

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Buffer {
  return Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength);
}

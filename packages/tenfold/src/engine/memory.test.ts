import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { heap } from "./memory.js";

const PAGE = 65536;

/** A heap, and its bytes from `pointer` on. */
function fresh(reserved = PAGE) {
  const store = heap(reserved);
  return { ...store, store, bytes: (pointer: number, length: number) => new Uint8Array(store.memory.buffer, pointer, length) };
}

describe("heap", () => {
  it("hands out pieces one behind the other, each beginning a cache line", () => {
    const { allocate } = fresh();
    expect([1, 64, 65, 0, 100].map(allocate)).toEqual([PAGE, PAGE + 64, PAGE + 128, PAGE + 256, PAGE + 320]);
  });

  it("never hands out what is reserved", () => {
    expect(heap(3 * PAGE).allocate(10)).toBe(3 * PAGE);
    expect(heap(PAGE + 64).allocate(10)).toBe(PAGE + 64);
  });

  it("takes the first gap that is large enough", () => {
    const { allocate, free } = fresh();
    const [small, , large] = [allocate(64), allocate(64), allocate(640), allocate(64)];
    free(small as number);
    free(large as number);
    expect(allocate(128)).toBe(large);
    expect(allocate(64)).toBe(small);
    expect(allocate(512)).toBe((large as number) + 128);
  });

  it("joins neighbors that are given back, in whichever order", () => {
    for (const order of [
      [0, 1, 2],
      [2, 1, 0],
      [0, 2, 1],
      [1, 0, 2],
    ]) {
      const { allocate, free } = fresh();
      const pieces = [allocate(64), allocate(64), allocate(64)];
      allocate(64);
      for (const index of order) free(pieces[index] as number);
      expect(allocate(192)).toBe(pieces[0]);
    }
  });

  it("grows by what is missing behind the gap at the end", () => {
    const { memory, allocate, free } = fresh();
    const pages = () => memory.buffer.byteLength / PAGE;
    allocate(PAGE - 64);
    expect(pages()).toBe(2);
    const last = allocate(PAGE + 64);
    expect(pages()).toBe(3);
    free(last);
    expect(allocate(2 * PAGE)).toBe(last);
    expect(pages()).toBe(4);
  });

  it("hands out zeros, whoever had the place before", () => {
    const { allocate, free, bytes } = fresh();
    const [first, second] = [allocate(200), allocate(PAGE)];
    bytes(first, 200).fill(1);
    bytes(second, PAGE).fill(2);
    free(first);
    free(second);
    const both = allocate(PAGE + 4096); // what was written to and what was not yet
    expect(both).toBe(first);
    expect(bytes(both, PAGE + 4096).every((byte) => byte === 0)).toBe(true);
  });

  it("keeps what was written when it grows", () => {
    const { allocate, bytes } = fresh();
    const pointer = allocate(1000);
    bytes(pointer, 1000).fill(7);
    allocate(100 * PAGE);
    expect(bytes(pointer, 1000).every((byte) => byte === 7)).toBe(true);
  });

  it("counts what is in use", () => {
    const { store, allocate, free } = fresh();
    expect(store.used).toBe(0);
    const [first, second] = [allocate(1), allocate(65)];
    expect(store.used).toBe(64 + 128);
    free(first);
    expect(store.used).toBe(128);
    free(second);
    expect(store.used).toBe(0);
  });

  it("refuses to take back what it has not handed out, or has taken back already", () => {
    const { allocate, free } = fresh();
    const pointer = allocate(10);
    expect(() => free(pointer + 4)).toThrow(`nothing was allocated at ${pointer + 4}`);
    free(pointer);
    expect(() => free(pointer)).toThrow(`nothing was allocated at ${pointer}`);
  });

  it("says so when 4 GiB are not enough, and goes on with what there is", () => {
    const { store, allocate } = fresh();
    expect(() => allocate(2 ** 32)).toThrow(
      "the engine's memory is full: 4294967296 bytes more do not fit; make the network, the batch or the dataset smaller",
    );
    expect(store.used).toBe(0);
    expect(allocate(64)).toBe(PAGE);
  });

  it("keeps the last page back, behind which addresses begin anew at 0", () => {
    const { store, allocate } = fresh();
    expect(() => allocate(65535 * PAGE)).toThrow("the engine's memory is full: 4294901760 bytes more do not fit");
    expect(store.memory.buffer.byteLength).toBe(PAGE);
  });

  it("never lets two pieces overlap, and has one gap again when all are given back", () => {
    const step = fc.record({ bytes: fc.integer({ min: 0, max: 300 }), release: fc.option(fc.nat(20)) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const { store, allocate, free, bytes } = fresh();
        const held: { pointer: number; bytes: number; mark: number }[] = [];
        steps.forEach(({ bytes: wanted, release }, mark) => {
          const pointer = allocate(wanted);
          expect(pointer % 64).toBe(0);
          expect(bytes(pointer, wanted).every((byte) => byte === 0)).toBe(true);
          bytes(pointer, wanted).fill(mark + 1);
          held.push({ pointer, bytes: wanted, mark: mark + 1 });
          if (release !== null) for (const { pointer } of held.splice(release, 1)) free(pointer);
        });
        for (const piece of held) expect(bytes(piece.pointer, piece.bytes).every((byte) => byte === piece.mark)).toBe(true);
        for (const { pointer } of held) free(pointer);
        expect(store.used).toBe(0);
        expect(allocate(1)).toBe(PAGE);
        expect(allocate(store.memory.buffer.byteLength - PAGE - 64)).toBe(PAGE + 64);
      }),
      { numRuns: 100, seed: 1 },
    );
  });
});

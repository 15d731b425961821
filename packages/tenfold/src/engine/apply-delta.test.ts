import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deltaOf } from "../../../../scripts/kernel-delta.js";
import { applyDelta } from "./apply-delta.js";

const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

describe("applyDelta", () => {
  it("copies stretches and puts new bytes between them, by hand", () => {
    // Two steps: 1 new byte, then 3 copied from where it goes on, which is 1; 0 new, 2 copied from 4 back of 4, which is 0.
    const delta = Uint8Array.from([2, 1, 0, 3, 0, 7, 2, "X".charCodeAt(0)]);
    expect(applyDelta(bytes("abcdef"), delta)).toEqual(bytes("Xbcdab"));
  });

  it("makes of one file the other, whatever they are", () => {
    const piece = fc.uint8Array({ minLength: 0, maxLength: 40 });
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), fc.array(fc.oneof(piece, fc.nat(7)), { maxLength: 12 }), (parts, order) => {
        const from = Uint8Array.from(parts.flatMap((part) => [...part]));
        const to = Uint8Array.from(order.flatMap((one) => [...(typeof one === "number" ? (parts[one] ?? []) : one)]));
        expect(applyDelta(from, deltaOf(from, to))).toEqual(to);
      }),
    );
  });

  it("tells long distances, too", () => {
    const from = Uint8Array.from({ length: 70_000 }, (_, at) => (at * 2654435761) >>> 24);
    const to = Uint8Array.from([...from.subarray(69_000), 1, 2, 3, ...from.subarray(0, 40_000), ...from.subarray(100, 200)]);
    const delta = deltaOf(from, to);
    expect(delta.length).toBeLessThan(60);
    expect(applyDelta(from, delta)).toEqual(to);
  });
});

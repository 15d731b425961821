import { expect, it } from "vitest";
import { fieldCache } from "./field-cache.js";

it("makes each field once, whatever object tells of it", () => {
  const cached = fieldCache();
  expect(cached("us-zip")).toBe(cached("us-zip"));
  expect(cached({ kind: "digits", length: 4 })).toBe(cached({ kind: "digits", length: 4 }));
  expect(cached({ kind: "digits", length: 4 })).not.toBe(cached({ kind: "digits", length: 5 }));
  for (let length = 1; length <= 40; length++)
    for (const min of [1, 2, 3]) cached({ kind: "digits", min: Math.min(min, length), max: length });
  expect(cached("us-zip").kind).toBe("us-zip"); // forgotten and made again
});

it("refuses what is no field", () => {
  const cached = fieldCache();
  const loop: Record<string, unknown> = { kind: "digits" };
  loop.self = loop;
  for (const spec of ["us-zap", null, undefined, 7, loop, [], { kind: 3 }]) expect(() => cached(spec as string), String(spec)).toThrow();
});

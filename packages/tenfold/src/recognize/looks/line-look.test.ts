import { describe, expect, it } from "vitest";
import { line } from "../../architectures/line.js";
import { startEngine } from "../../engine/engine.js";
import { rng } from "../../engine/rng.js";
import type { Gray } from "../../image/basics/picture.js";
import { allocateWeights } from "../../model/network/weights.js";
import { lineLook } from "./line-look.js";

const classNames = [..."0123456789", "blank"];

function someStrip(width: number, seed: number): Gray {
  const random = rng(seed);
  return { pixels: Uint8Array.from({ length: 28 * width }, () => (random.uniform() < 0.2 ? random.below(256) : 0)), height: 28, width };
}

describe("lineLook", () => {
  it("sees a long line through windows as it would on one long strip", async () => {
    const engine = await startEngine({ threads: 1 });
    try {
      const seeded = allocateWeights(engine, line({ channels: 8 }), 3, false).copy();
      const strip = someStrip(504, 5);
      const [windows] = lineLook(engine, { network: line({ channels: 8 }), weights: seeded, classNames })([strip]);
      const [whole] = lineLook(engine, { network: line({ channels: 8, width: 504 }), weights: seeded, classNames })([strip]);
      expect(windows?.frames).toBeGreaterThanOrEqual(whole?.frames as number);
      for (let at = 0; at < (whole?.probabilities.length ?? 0); at++) {
        expect(windows?.probabilities[at]).toBeCloseTo(whole?.probabilities[at] as number, 3); // other tiles, other sums
      }
    } finally {
      await engine.dispose();
    }
  });

  it("sees each line as it would alone, however many there are", async () => {
    const engine = await startEngine({ threads: 2 });
    try {
      const network = line({ channels: 8 });
      const look = lineLook(engine, { network, weights: allocateWeights(engine, network, 3, false).copy(), classNames });
      const strips = [30, 168, 169, 400, 90, 600, 168].map((width, at) => someStrip(width, at));
      const together = look([...strips, ...strips]);
      for (const [at, strip] of strips.entries()) {
        expect(together[at]).toEqual(look([strip])[0]);
        expect(together[at + strips.length]).toEqual(together[at]);
      }
      expect(look([])).toEqual([]);
    } finally {
      await engine.dispose();
    }
  });
});

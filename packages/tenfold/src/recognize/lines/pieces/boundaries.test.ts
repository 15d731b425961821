import { describe, expect, it } from "vitest";
import { type Boundary, boundaries, cutProbability } from "./boundaries.js";
import type { Primitive } from "./primitives.js";

const part = (component: number, [left, right]: readonly [number, number], top: number, cut = 0): Primitive => ({
  ...{ left, top, right, bottom: 100, component, part: 0, parts: 1 },
  ...{ cut, area: 0, runs: [] },
});

describe("boundaries", () => {
  it("tell of ink that goes across how much is cut, how wide it is in all and how far its nearer end is", () => {
    const parts = [part(0, [0, 20], 0, 1.5), part(0, [20, 50], 20)];
    expect(boundaries({ parts, pen: 5 }, 100)).toEqual([{ cut: 1.5, width: 0.5, margin: 0.2, gap: 0, overlap: 0, least: 0.8 }]);
  });

  it("tell of ink that is apart how far, how much of the narrower one lies above or below the other, and how high the lower one is", () => {
    const parts = [part(0, [0, 20], 40), part(1, [30, 60], 10), part(2, [50, 65], 70)];
    const [apart, over] = boundaries({ parts, pen: 5 }, 100);
    expect(apart).toEqual({ cut: 0, width: 0, margin: 0, gap: 0.1, overlap: 0, least: 0.6 });
    expect(over).toEqual({ cut: 0, width: 0, margin: 0, gap: -0.1, overlap: 10 / 15, least: 0.3 });
  });

  it("add up what is cut of several components, and go by the widest", () => {
    const parts = [part(0, [0, 40], 0, 1), part(1, [10, 50], 0, 1.25), part(1, [52, 60], 0), part(0, [60, 100], 0)];
    const [, middle] = boundaries({ parts, pen: 5 }, 100);
    expect(middle).toMatchObject({ cut: 2.25, width: 1, margin: 0.5 });
  });
});

describe("cutProbability", () => {
  const odds = (boundary: Partial<Boundary>) => {
    const probability = cutProbability({ cut: 0, width: 0, margin: 0, gap: 0, overlap: 0, least: 0, ...boundary });
    return Math.log(probability / (1 - probability));
  };

  it("is that of the regression as it was fitted, where nothing is cut", () => {
    expect(odds({})).toBeCloseTo(1.7, 9);
    expect(odds({ gap: 0.1, least: 0.8 })).toBeCloseTo(1.7 + 0.834 + 4.96, 9);
    expect(odds({ gap: -0.1, overlap: 0.5, least: 1 })).toBeCloseTo(1.7 - 0.834 - 0.07 + 6.2, 9);
    expect(odds({ gap: 2 })).toBeCloseTo(odds({ gap: 0.3 }), 9);
    expect(odds({ gap: -2 })).toBeCloseTo(odds({ gap: -0.5 }), 9);
  });

  it("is that of the other where ink is cut", () => {
    expect(odds({ cut: 1.5 })).toBeCloseTo(-6.22 - 3.72, 6);
    expect(odds({ cut: 1.5, width: 0.5, margin: 0.2, least: 0.8 })).toBeCloseTo(-9.94 + 2.43 + 0.574 + 2.872, 6);
    expect(odds({ cut: 0.2 })).toBeCloseTo(odds({ cut: 1 }), 9);
    expect(odds({ cut: 1, width: 9, margin: 9 })).toBeCloseTo(odds({ cut: 1, width: 1.5, margin: 0.5 }), 9);
  });
});

import { describe, expect, it } from "vitest";
import { apply, distance, type Point } from "../../image/geometry/transform.js";
import type { Component } from "../../image/ink/connected-components.js";
import { featuresOf } from "../template/form-features.js";
import { guessesByEdges } from "./guesses-by-edges.js";
import type { Scene } from "./scene.js";

/** A picture of a table, 70, and a sheet from 250 on. */
function sceneOf(size: { height: number; width: number }, sheet = { left: 0, top: 0, right: size.width, bottom: size.height }): Scene {
  const isSheet = (x: number, y: number) => x >= sheet.left && x < sheet.right && y >= sheet.top && y < sheet.bottom;
  const pixels = Uint8Array.from({ length: size.height * size.width }, (_, at) =>
    isSheet(at % size.width, Math.floor(at / size.width)) ? 250 : 70,
  );
  const ink = { ...size, pixels: new Uint8Array(pixels.length) };
  const form = featuresOf({ width: 100, height: 100, anchors: [], fields: [] });
  const components: readonly Component[] = [];
  return { form, seen: { marks: [], boxes: [] }, ink: { gray: { ...size, pixels }, ink, mask: ink, components, factor: 1 } };
}

const corner = (scene: Scene): Point[] => guessesByEdges(scene).map(({ map }) => apply(map, [0, 0]));

describe("guessesByEdges", () => {
  it("takes the whole picture for the page, in each of its four turns", () => {
    expect(corner(sceneOf({ height: 400, width: 400 })).map((point) => point.map(Math.round))).toEqual([
      [0, 0],
      [400, 0],
      [400, 400],
      [0, 400],
    ]);
  });

  it.each([
    [134, 4],
    [136, 0],
  ])("unless the page would be stretched by more than 1.35: %i to 100 gives %i", (height, count) => {
    expect(guessesByEdges(sceneOf({ height: 4 * height, width: 400 }))).toHaveLength(count);
  });

  it("takes a sheet seen whole first, as likelier by 0.05 and known more exactly", () => {
    const guesses = guessesByEdges(sceneOf({ height: 500, width: 480 }, { left: 60, top: 70, right: 420, bottom: 430 }));
    expect(guesses.map(({ prior, allowance }) => [prior, allowance.near])).toEqual([
      ...Array(4).fill([0.05, 6]),
      ...Array(4).fill([0, 12]),
    ]);
    const [first] = guesses;
    expect(distance(apply((first as (typeof guesses)[number]).map, [0, 0]), [60, 70])).toBeLessThan(4);
  });
});

import type { Point } from "tenfold";
import { describe, expect, it } from "vitest";
import { annotatedPage, type Shape } from "./annotated-page.js";

const picture = { pixels: new Uint8Array(1000 * 900).fill(240), height: 900, width: 1000, channels: 1 as const };

function shapeAt(left: number, top: number, more: Partial<Shape> = {}): Shape {
  const corners: Point[] = [
    [left, top],
    [left + 200, top],
    [left + 200, top + 40],
    [left, top + 40],
  ];
  return { corners, tone: "good", ...more };
}

/** The part of the plane that a drawing shows. */
async function viewOf(...shapes: readonly Shape[]): Promise<number[]> {
  return (/viewBox="([^"]+)"/.exec(await annotatedPage(picture, shapes))?.[1] ?? "").split(" ").map(Number);
}

describe("annotatedPage", () => {
  it("is as large as the page, and larger only where a label needs room", async () => {
    expect(await viewOf(shapeAt(100, 100, { label: "12 98 %" }))).toEqual([0, 0, 1000, 900]);
    const [, top, width, height] = (await viewOf(
      shapeAt(100, 2, { label: "12 98 %" }),
      shapeAt(790, 400, { label: "12 98 %", labelAt: "right" }),
    )) as [...[number, number, number, number]];
    expect([top < -10, width > 1040, height]).toEqual([true, true, 900 - top]);
  });

  it("does not look for shapes that lie elsewhere, as of a form that was not found", async () => {
    const nowhere = shapeAt(Number.NaN, 100, { label: "lost" });
    expect(await viewOf(shapeAt(5000, -7000, { label: "far" }), nowhere, shapeAt(-1e12, 50, { label: "far" }))).toEqual([0, 0, 1000, 900]);
    const svg = await annotatedPage(picture, [shapeAt(5000, -7000, { label: "far" })]);
    expect(svg).not.toContain(">far</text>");
  });

  it("draws what a person should look at last, and labels above all shapes", async () => {
    const svg = await annotatedPage(picture, [
      shapeAt(100, 100, { tone: "bad", label: "<7>" }),
      shapeAt(110, 100),
      shapeAt(90, 100, { tone: "aside" }),
    ]);
    const colors = [...svg.matchAll(/<polygon [^>]*stroke="(#\w+)"/g)].map(([, color]) => color);
    expect(colors).toEqual(["#5a6470", "#0064a8", "#bf4d10"]);
    expect(svg.indexOf("&#60;7&#62;")).toBeGreaterThan(svg.lastIndexOf("<polygon"));
  });
});

import { describe, expect, it } from "vitest";
import { drawnForm, scanned } from "../../../test/drawn-form.js";
import { apply, chained, type Point, scaledAndShifted } from "../../image/geometry/transform.js";
import { type Mark, markKinds } from "../template/template.js";
import { findMarks, likelyMarks, type SeenMark } from "./find-marks.js";
import { pageInk } from "./page-ink.js";

const side = 120;
/** Every kind in three sizes. */
const marks = [4, 6, 9].flatMap((size, row) =>
  markKinds.map((kind, column): Mark => ({ kind, size, at: [20 + 20 * column, 30 + 30 * row] })),
);

/** The marks seen on a drawn sheet, in millimeters. */
function marksOn(anchors: readonly Mark[], { degrees = 0, dpi = 100, stroke = 0, more = "" } = {}) {
  const drawn = drawnForm({ width: side, height: side, anchors, fields: [] }, { dpi, ...(stroke > 0 && { stroke }), more });
  const { picture, toPicture } = scanned(drawn, { degrees });
  const { mask, components } = pageInk({ ...picture, channels: 1 }, 4000);
  const scale = dpi / 25.4;
  const truth = chained(scaledAndShifted(scale, [0, 0]), toPicture);
  return findMarks(components, mask, { kinds: markKinds, least: 2 * scale, most: 14 * scale, white: scale }).map(
    ({ kind, at, size, isAlone }) => ({
      kind,
      isAlone,
      size: size / scale,
      awayFrom(place: Point) {
        const [x, y] = apply(truth, place);
        return Math.hypot(at[0] - x, at[1] - y) / scale;
      },
    }),
  );
}

describe("findMarks", () => {
  it.each([0, 2, 30, 45])("tells marks by kind, place and size, turned by %i degrees, in thin and thick strokes", (degrees) => {
    for (const [dpi, stroke] of [
      [100, 0.4],
      [100, 0],
      [250, 0.4],
    ] as const) {
      const seen = marksOn(marks, { degrees, dpi, stroke });
      for (const { kind, size, at } of marks) {
        const found = seen.filter(({ awayFrom }) => awayFrom(at) < size / 2);
        expect(
          found.map((one) => one.kind),
          `${kind}, ${size} mm, ${dpi} dpi, strokes of ${stroke || size / 6} mm`,
        ).toEqual([kind]);
        const [one] = found as [(typeof found)[number]];
        expect(one.awayFrom(at)).toBeLessThan(0.4);
        expect(Math.abs(one.size - size)).toBeLessThan(Math.max(0.45, 0.05 * size));
      }
      expect(seen).toHaveLength(marks.length);
    }
  });

  it("tells crosses of strokes as thick as a quarter of them", () => {
    const cross: Mark = { kind: "cross", size: 8, at: [60, 60] };
    for (const degrees of [0, 1, 40]) expect(marksOn([cross], { degrees, stroke: 2 })).toMatchObject([{ kind: "cross" }]);
  });

  it("takes a circle for a ring whatever is in it", () => {
    const more = `<path d="M60 57v6M57 60h6" stroke="black" stroke-width="0.4"/>`;
    expect(marksOn([{ kind: "ring", size: 6, at: [60, 60] }], { more, dpi: 200 })).toMatchObject([{ kind: "ring" }]);
  });

  it("takes no boxes, crossed boxes, stars, triangles, bars and acute angles for marks", () => {
    const shapes = [
      "M0 0h8v8h-8z",
      "M0 0h8v8h-8zL8 8M0 8L8 0",
      "M4 -1v10M-0.3 1.5l8.6 5M-0.3 6.5l8.6 -5",
      "M0 0L3 8L6 0",
      "M0 0h8L0 8z",
      "M0 0h14v4h-14z",
    ];
    const drawn = shapes.map((path, at) => {
      const style = at < 4 ? `fill="none" stroke="black" stroke-width="0.6"` : "";
      return `<path d="${path}" transform="translate(${20 + 30 * (at % 3)} ${30 + 30 * Math.floor(at / 3)})" ${style}/>`;
    });
    for (const dpi of [100, 200]) expect(marksOn([], { more: drawn.join(""), dpi })).toEqual([]);
  });
});

describe("a mark that stands alone", () => {
  const isAlone = (beside: string) => marksOn([{ kind: "square", size: 5, at: [60, 60] }], { dpi: 127, more: beside })[0]?.isAlone;

  it("has nothing printed within a millimeter, but specks of a tenth of a square millimeter in all", () => {
    const bar = (gap: number) => isAlone(`<rect x="${62.5 + gap}" y="58" width="0.6" height="4"/>`);
    expect([bar(0.5), bar(1.3)]).toEqual([false, true]);
    const speck = (side: number) => isAlone(`<rect x="63" y="60" width="${side}" height="${side}"/>`);
    expect([speck(0.2), speck(0.5)]).toEqual([true, false]);
  });

  it("is likelier than one that does not, and a larger one likelier than a smaller", () => {
    const seen = (kind: SeenMark["kind"], size: number, isAlone: boolean): SeenMark => ({ kind, size, isAlone, at: [0, 0] });
    const marks = [seen("square", 30, false), seen("disc", 20, true), seen("cross", 50, true), seen("square", 25, true)];
    expect(likelyMarks("square", marks).map(({ size }) => size)).toEqual([25, 20, 30]); // a disc may be a square
    expect(likelyMarks("cross", marks).map(({ size }) => size)).toEqual([50]);
  });
});

import { describe, expect, it } from "vitest";
import { filled, type Sides } from "../../../test/drawings.js";
import { drawnForm, photographed, scanned, worstError } from "../../../test/drawn-form.js";
import type { Gray } from "../../image/basics/picture.js";
import { identity, type Point } from "../../image/geometry/transform.js";
import { connectedComponents } from "../../image/ink/connected-components.js";
import { registerPage } from "../place/register-page.js";
import { parseTemplate } from "../template/parse-template.js";
import type { FormPage, Mark, MarkKind } from "../template/template.js";
import { draftMarks } from "./draft-marks.js";
import { draftTemplate } from "./draft-template.js";

const dpi = 100;
const [width, height] = [100, 130];
const corners: Point[] = [
  [10, 11],
  [90, 11],
  [90, 119],
  [10, 119],
];
const box = { left: 20, top: 60, right: 80, bottom: 68 };
const field = { name: "number", box, field: "digits", cells: [], printed: "box" as const, required: false };
const texts = [
  { text: "O L + form", at: [25, 30] as const, size: 8 },
  { text: "Please fill in with a black pen. L + o", at: [25, 40] as const, size: 3 },
];
const camera: Point[] = [
  [42, 34],
  [415, 15],
  [453, 550],
  [17, 524],
];
const asPicture = (gray: Gray) => ({ ...gray, channels: 1 as const });

function formOf(kinds: readonly MarkKind[], sizes: readonly number[], places = corners): FormPage {
  const anchors = places.slice(0, kinds.length).map((at, index): Mark => {
    return { kind: kinds[index] as MarkKind, at, size: (sizes[index] ?? sizes[0]) as number };
  });
  return { width, height, anchors, fields: [field] };
}

function drafted(page: FormPage, options = {}) {
  const drawn = drawnForm(page, { dpi, texts, ...options });
  const { template, toPicture } = draftTemplate([asPicture(scanned(drawn, { degrees: 0.6 }).picture)], { dpi });
  return { drawn, template: parseTemplate(template).pages[0] as FormPage, toPicture };
}

const marksOf = ({ anchors }: FormPage) => anchors.filter((anchor): anchor is Mark => "at" in anchor);

describe("draftMarks", () => {
  it.each([
    ["discs", ["disc", "disc", "disc", "disc"], [4]],
    ["rings", ["ring", "ring", "ring", "ring"], [6]],
    ["crosses", ["cross", "cross", "cross", "cross"], [7]],
    ["angles of 4 mm", ["corner", "corner", "corner", "corner"], [4]],
    ["angles of 12 mm", ["corner", "corner", "corner", "corner"], [12]],
    ["crosses and angles", ["cross", "corner", "cross", "corner"], [6, 10]],
    ["one of each", ["square", "disc", "cross", "corner"], [5, 4, 6, 8]],
    ["squares and a ring", ["square", "square", "square", "ring"], [5, 5, 5, 6]],
    ["three squares", ["square", "square", "square"], [5]],
  ] as const)("proposes %s, by which a turned or photographed copy is found", (_, kinds, sizes) => {
    const page = formOf(kinds, sizes);
    const { drawn, template } = drafted(page);
    const marks = marksOf(template);
    expect(marks.map(({ kind }) => kind)).toEqual(kinds);
    for (const [at, { size }] of marks.entries()) {
      const wanted = (page.anchors[at] as Mark).size;
      expect(Math.abs(size - wanted)).toBeLessThan(0.1 * wanted);
    }
    const bare = { ...template, fields: template.fields.map((one) => ({ ...one, printed: "none" as const })) };
    const photo = photographed(drawn, camera, { height: 566, width: 475 });
    for (const copy of [scanned(drawn, { degrees: -3, scale: 0.93 }), photo]) {
      const { marks: seen, refusal, toPicture } = registerPage(asPicture(copy.picture), bare);
      expect(refusal).toBeUndefined();
      expect(seen).toEqual({ of: kinds.length, seen: kinds.length });
      expect(worstError(bare, toPicture, copy, dpi)).toBeLessThan(1.5); // the drafted page lies where the scan had it, turned by 0.6 degrees
    }
  });

  it("proposes marks in thin strokes, those close to print, and those between the corners that are like them", () => {
    expect(marksOf(drafted(formOf(["corner", "corner", "corner", "corner"], [10]), { stroke: 0.35 }).template)).toHaveLength(4);
    const close = { texts: [{ text: "Form 0815/4711", at: [14, 119] as const, size: 3 }] };
    expect(marksOf(drafted(formOf(["square", "square", "square", "square"], [5]), close).template)).toHaveLength(4);
    const six = formOf(Array<MarkKind>(6).fill("disc"), [4], [...corners, [50, 11], [10, 65]]);
    expect(marksOf(drafted(six).template)).toHaveLength(6);
  });

  it("proposes none where letters, bullets and circles to tick are all there is", () => {
    const ticks = [20, 50, 80].flatMap((x) => [80, 108].map((y) => `<circle cx="${x}" cy="${y}" r="2" fill="none" stroke="black"/>`));
    const letters = [
      { text: "L", at: [88, 122] as const, size: 8 },
      { text: "+", at: [85, 20] as const, size: 10 },
      { text: "o", at: [9, 118] as const, size: 8 },
    ];
    const { template } = drafted(formOf([], []), { more: ticks.slice(0, 4).join(""), texts: [...texts, ...letters] });
    expect(marksOf(template)).toEqual([]);
  });
});

describe("of two sets of marks, draftMarks", () => {
  const size = { height: 600, width: 2400 };
  const scale = 10; // pixels a millimeter
  const square = (x: number, y: number, side: number): Sides => [x - side / 2, y - side / 2, x + side / 2, y + side / 2];

  /** The right side of the set that is taken: marks of 5 mm near the left edge and at `inner`, and others so many times as far out. */
  function rightSide(inner: number, times: number, { side = 50, beside = false } = {}): "inner" | "outer" {
    const outer = Math.round(100 + (inner - 100) * times);
    const marks = [100, 500].flatMap((y) => [square(100, y, 50), square(inner, y, 50), square(outer, y, side)]);
    const blot: Sides[] = beside ? [[outer - 10, 132, outer + 10, 138]] : [];
    const mask = filled([...marks, ...blot, [size.width - 1, size.height - 1, size.width, size.height]]);
    const page = { ink: mask, mask, components: connectedComponents(mask), toPicture: identity, factor: 1, hasEdges: false };
    const right = Math.max(...draftMarks(page, scale).map(({ at }) => at[0]));
    return Math.abs(right - outer) < 5 ? "outer" : "inner";
  }

  it("takes the one that spans more, but counts it 0.9 where its marks are of two sizes", () => {
    expect(rightSide(2000, 1.08)).toBe("outer");
    expect(rightSide(2000, 1.08, { side: 70 })).toBe("inner");
    expect(rightSide(2000, 1.15, { side: 70 })).toBe("outer");
  });

  it("and 0.6 for a mark that does not stand alone", () => {
    expect(rightSide(1000, 1.5, { beside: true })).toBe("inner");
    expect(rightSide(1000, 1.8, { beside: true })).toBe("outer");
  });
});

import { describe, expect, it } from "vitest";
import { filled, type Sides } from "../../../test/drawings.js";
import { connectedComponents } from "./connected-components.js";
import { erase, type Parted, partFromDigit, partFromWriting } from "./specks.js";

const areas = ({ written, dirt }: Parted) => [written, dirt].map((components) => components.map(({ area }) => area).sort((a, b) => a - b));
const componentsOf = (...boxes: readonly Sides[]) => connectedComponents(filled(boxes));

describe("partFromDigit", () => {
  const size = { height: 100, width: 100 };

  it("takes for dirt what has less than a fiftieth of the largest component's pixels", () => {
    const beside = (area: number) => areas(partFromDigit(componentsOf([30, 30, 50, 80], [60, 30, 60 + area, 31]), size));
    expect(beside(20)).toEqual([[20, 1000], []]);
    expect(beside(19)).toEqual([[1000], [19]]);
  });

  it("takes for dirt what runs along an edge for most of its length, which makes nothing else a speck", () => {
    const edge = (width: number, height: number) => areas(partFromDigit(componentsOf([0, 0, width, height], [40, 40, 45, 50]), size));
    expect(edge(14, 71)).toEqual([[50], [994]]);
    expect(edge(16, 71)).toEqual([[50, 1136], []]);
    expect(edge(14, 70)).toEqual([[50, 980], []]);
  });
});

describe("partFromWriting", () => {
  it("takes for dirt what has less than half a dot of the pen", () => {
    // A stroke of 4 x 40 pixels is 160 / √(40² + 4²) = 3.98 wide: half of its square is 7.92.
    const beside = (area: number) =>
      areas(partFromWriting(componentsOf([10, 10, 14, 50], [60, 30, 60 + area, 31]), { height: 400, width: 400 }));
    expect(beside(8)).toEqual([[8, 160], []]);
    expect(beside(7)).toEqual([[160], [7]]);
  });

  it("takes for dirt what is less than a 900th of the page's shorter side squared, however fine the pen", () => {
    const beside = (width: number) =>
      areas(partFromWriting(componentsOf([10, 10, 12, 110], [60, 30, 60 + width, 40]), { height: 9000, width: 12000 }));
    expect(beside(10)).toEqual([[100, 200], []]);
    expect(beside(9)).toEqual([[200], [90]]);
  });
});

describe("erase", () => {
  it("makes paper of components and of what lies beside them, within the picture", () => {
    const ink = { pixels: new Uint8Array(25).fill(9), height: 5, width: 5 };
    erase(ink, connectedComponents({ pixels: Uint8Array.from({ length: 25 }, (_, at) => Number(at === 20)), height: 5, width: 5 }), 1);
    expect([...ink.pixels].map((shade, at) => (shade === 0 ? at : -1)).filter((at) => at >= 0)).toEqual([15, 16, 20, 21]);
  });
});

import { describe, expect, it } from "vitest";
import { distanceTo, drawing } from "../../../test/drawings.js";
import { ringAndBarLook } from "../../../test/ring-and-bar-look.js";
import { READING_CLASSES } from "../../data/class-names.js";
import { rng } from "../../engine/rng.js";
import { UsageError } from "../../errors.js";
import type { Gray } from "../../image/basics/picture.js";
import type { Box } from "../../image/geometry/box.js";
import { apply } from "../../image/geometry/transform.js";
import { pageGrids } from "../cells/page-grids.js";
import { likeliestWay } from "../decode/likeliest-way.js";
import { waysThrough } from "../decode/ways.js";
import type { Lattice, Piece } from "../lattice.js";
import type { DigitLook } from "../looks/digit-look.js";
import { cellLattices } from "./cell-lattices.js";
import { gridLattices } from "./grid-lattices.js";
import type { LatticeMaker } from "./lattice-maker.js";
import { lineLattices } from "./line-lattices.js";
import { strokeLattices } from "./stroke-lattices.js";

interface Maker {
  readonly name: string;
  readonly make: (look: DigitLook) => Promise<Lattice[]>;
  /** What a source says whose ink is known. */
  readonly texts: readonly string[];
  /** Nothing lies outside. */
  readonly bounds: Box;
  /** The same without ink; absent where the source is refused then. */
  readonly blank?: (look: DigitLook) => Promise<Lattice[]>;
  /** What is no source; absent where only what was found can be one. */
  readonly none?: () => Promise<Lattice[]>;
}

/** Rings and bars of ink on light paper, 30 pixels high, in places 60 pixels apart; "." is none. */
function paper(rows: readonly string[], { ruled = false } = {}): Gray {
  const [height, width] = [60 * rows.length + 40, 60 * (rows[0]?.length ?? 0) + 40];
  return drawing({ height, width }, (x, y) => {
    if (ruled && [x, y].some((at) => Math.abs(((at - 20 + 3000) % 60) - 0.5) < 1.5) && isInside(x, y, height, width)) return 40;
    const sign = rows[Math.floor((y - 20) / 60)]?.[Math.floor((x - 20) / 60)];
    const [inX, inY] = [(x - 20 + 600) % 60, (y - 20 + 600) % 60];
    const isInk = sign === "0" ? Math.abs(Math.hypot(inX - 30, inY - 30) - 13) <= 2 : sign === "1" && distanceTo(BAR, inX, inY) <= 2;
    return isInk ? 60 : 240;
  });
}

const BAR = [[30, 16, 30, 44]] as const;

function isInside(x: number, y: number, height: number, width: number): boolean {
  return x > 18 && x < width - 18 && y > 18 && y < height - 18;
}

const sizeOf = ({ height, width }: Gray): Box => ({ left: 0, top: 0, right: width, bottom: height });

function linesMaker(): Maker {
  const picture = paper(["0010", "1100"]);
  return {
    ...{ name: "lines", texts: ["0010", "1100"], bounds: sizeOf(picture) },
    make: (look) => made(lineLattices, picture, look),
    blank: (look) => made(lineLattices, paper(["...."]), look),
    none: () => made(lineLattices, { pixels: new Uint8Array(0), height: 0, width: 0 }, ringAndBarLook),
  };
}

function cellsMaker(): Maker {
  const row = (text: string) => ({
    picture: { ...paper([text]), channels: 1 as const },
    cells: Array.from(text, (_, at) => ({ left: 20 + 60 * at, right: 80 + 60 * at, top: 20, bottom: 80 })),
  });
  return {
    ...{ name: "cells", texts: ["0110"], bounds: sizeOf(paper(["01.10"])) },
    make: (look) => made(cellLattices, row("01.10"), look),
    blank: (look) => made(cellLattices, row("..."), look),
    none: () => made(cellLattices, { ...row("0"), cells: [] }, ringAndBarLook),
  };
}

function strokesMaker(): Maker {
  const ring = (x: number) =>
    Array.from({ length: 41 }, (_, at) => [x + 13 * Math.cos((at * Math.PI) / 20), 30 + 13 * Math.sin((at * Math.PI) / 20)]).flat();
  const strokes = [ring(100), ring(30), [65, 16, 65, 30], [65, 30, 65, 44]];
  return {
    ...{ name: "strokes", texts: ["010"], bounds: { left: 17, top: 16, right: 113, bottom: 44 } },
    make: (look) => made(strokeLattices, { strokes }, look),
    none: () => made(strokeLattices, { strokes: [[]] }, ringAndBarLook),
  };
}

function gridMaker(): Maker {
  const on = (rows: readonly string[]) => {
    const gray = paper(rows, { ruled: true });
    const [grid] = pageGrids(gray);
    if (!grid) throw new Error("no grid on the test's paper");
    return { gray, grid };
  };
  return {
    ...{ name: "grid", texts: ["010", "10", "01"], bounds: sizeOf(paper(["...", "...", "..."])) },
    make: (look) => made(gridLattices, on(["010", "1.0", "01."]), look),
    blank: (look) => made(gridLattices, on(["...", "...", "..."]), look),
  };
}

/** Every maker is called through the one contract. */
function made<Source>(maker: LatticeMaker<Source>, source: Source, look: DigitLook): Promise<Lattice[]> {
  return maker(source, look);
}

/** Answers of no sense, which still are probabilities. */
function noise(seed: number, classes = 11): DigitLook {
  const random = rng(seed);
  return async (_, n) => {
    const answers = new Float32Array(n * classes);
    for (let at = 0; at < n; at++) {
      const shares = Float64Array.from({ length: classes }, () => random.uniform() ** 8 + 1e-9);
      const sum = shares.reduce((sum, share) => sum + share, 0);
      answers.set(
        shares.map((share) => Math.log(share / sum)),
        at * classes,
      );
    }
    return answers;
  };
}

const piecesOf = (lattices: readonly Lattice[]): Piece[] => lattices.flatMap(({ pieces }) => pieces);
const textOf = (lattice: Lattice) =>
  likeliestWay(waysThrough(lattice))
    ?.map(({ text }) => text)
    .join("");

describe.each([linesMaker(), cellsMaker(), strokesMaker(), gridMaker()])(
  "the maker of lattices from $name",
  ({ make, texts, bounds, blank, none }) => {
    it("finds what is written, one lattice a line or row, in reading order", async () => {
      expect((await make(ringAndBarLook)).map(textOf)).toEqual(texts);
    });

    it("leads from the first cut to the last, each piece from a cut to a later one", async () => {
      for (const seed of [1, 2, 3]) {
        for (const lattice of await make(noise(seed))) {
          expect(lattice.cuts).toBeGreaterThan(0);
          for (const { from, to } of lattice.pieces) expect([from >= 0, from < to, to <= lattice.cuts]).toEqual([true, true, true]);
          expect(likeliestWay(waysThrough(lattice))).toBeDefined();
        }
      }
    });

    it("says of each piece what it may be, each once, the likeliest first, as logarithms of probabilities", async () => {
      for (const look of [ringAndBarLook, noise(4), noise(5), noise(6, READING_CLASSES.length)]) {
        const lattices = await make(look);
        for (const { symbols } of piecesOf(lattices)) {
          const [texts, scores] = [symbols.map(({ text }) => text), symbols.map(({ score }) => score)];
          expect(texts.filter((text) => text !== "" && !READING_CLASSES.includes(text))).toEqual([]);
          expect(new Set(texts).size).toBe(texts.length);
          expect(scores).toEqual(scores.toSorted((one, other) => other - one));
          expect(scores.every(Number.isFinite)).toBe(true);
          expect(scores.reduce((sum, score) => sum + Math.exp(score), 0)).toBeLessThanOrEqual(1 + 1e-6);
        }
        for (const lattice of lattices) {
          const way = likeliestWay(waysThrough(lattice)) ?? [];
          expect(way.reduce((sum, { score }) => sum + score, 0)).toBeLessThanOrEqual(1e-6);
        }
      }
    });

    it("puts each piece where the source has it, with the picture that the network saw and the way back", async () => {
      for (const { box, digit, other } of piecesOf(await make(ringAndBarLook))) {
        expect([box.left <= box.right, box.top <= box.bottom]).toEqual([true, true]); // a pen's stroke has no width
        expect([box.left >= bounds.left, box.top >= bounds.top, box.right <= bounds.right, box.bottom <= bounds.bottom]).toEqual(
          Array(4).fill(true),
        );
        expect(other === undefined).toBe(digit === undefined);
        if (!digit) continue;
        expect([digit.height, digit.width, digit.pixels.length]).toEqual([28, 28, 784]);
        expect(Math.max(...digit.pixels)).toBeGreaterThan(128);
        const [x, y] = apply(digit.toSource, [14, 14]);
        expect([x > box.left - 1, x < box.right + 1, y > box.top - 1, y < box.bottom + 1]).toEqual(Array(4).fill(true));
      }
    });

    it("asks the network once, for as many pictures as there are, and makes the same of the same", async () => {
      const asked: [pictures: number, n: number][] = [];
      const listening: DigitLook = (pictures, n) => {
        asked.push([pictures.length / 784, n]);
        return ringAndBarLook(pictures, n);
      };
      const first = await make(listening);
      const seen = piecesOf(first).filter(({ digit }) => digit).length;
      expect(seen).toBeGreaterThan(0);
      expect(asked).toEqual([[seen, seen]]);
      expect(await make(listening)).toEqual(first);
    });

    if (blank) {
      it("asks nobody where there is no ink, which then stands for nothing", async () => {
        for (const { cuts, pieces } of await blank(() => Promise.reject(new Error("asked")))) {
          expect(pieces.map(({ from, to }) => [from, to])).toEqual(Array.from({ length: cuts }, (_, at) => [at, at + 1]));
          for (const { symbols, digit } of pieces) expect([symbols, digit]).toEqual([[{ text: "", score: 0 }], undefined]);
        }
      });
    }

    if (none) {
      it("makes nothing of what is no source, or refuses it", async () => {
        const outcome = await none().catch((error: unknown) => error);
        if (outcome instanceof Error) expect(outcome).toBeInstanceOf(UsageError);
        else expect(outcome).toEqual([]);
      });
    }
  },
);

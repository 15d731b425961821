import { describe, expect, it } from "vitest";
import { distanceTo, drawing } from "../../../test/drawings.js";
import { ringAndBarLook } from "../../../test/ring-and-bar-look.js";
import { type Gray, inverted } from "../../image/basics/picture.js";
import { apply, type Transform } from "../../image/geometry/transform.js";
import { likeliestWay } from "../decode/likeliest-way.js";
import { waysThrough } from "../decode/ways.js";
import type { Lattice, Piece } from "../lattice.js";
import { type LineLatticesOptions, lineLattices } from "./line-lattices.js";

/** "00" touching, "1", a point, and a "0", 30 pixels high, on paper of shade `light`, `pattern` darker along some waves. */
function amount({ light = 240, pattern = 0, top = 12, height = 56 } = {}) {
  const bar = [[80, top + 2, 80, top + 28]] as const;
  return drawing({ height, width: 170 }, (x, y) => {
    const ring = [25, 53, 130].some((middle) => Math.abs(Math.hypot(x - middle, y - top - 15) - 13) <= 2);
    if (ring || distanceTo(bar, x, y) <= 2 || Math.hypot(x - 98, y - top - 28) <= 3) return 0.3 * light;
    const wave = Math.abs(((y + 4 * Math.sin(x / 9) + 100) % 9) - 4.5) < 0.8;
    return light - (wave ? pattern : 0);
  });
}

const likeliest = (lattice: Lattice | undefined) => likeliestWay(waysThrough(lattice as Lattice)) ?? [];

const textOf = async (picture: Parameters<typeof lineLattices>[0], options: LineLatticesOptions = {}) =>
  (await lineLattices(picture, ringAndBarLook, undefined, options)).map((lattice) =>
    likeliest(lattice)
      .map(({ text }) => text)
      .join(""),
  );

describe("lineLattices", () => {
  it("reads digits that touch and a point between digits", async () => {
    expect(await textOf(amount())).toEqual(["001.0"]);
  });

  it("looks at some of the lines where that is wanted, from all over the picture", async () => {
    const page = drawing({ height: 320, width: 220 }, (x, y) => {
      const [line, top] = [Math.floor(y / 80), (y % 80) - 40];
      const ring = Array.from({ length: line + 1 }, (_, at) => 30 + 44 * at).some(
        (middle) => Math.abs(Math.hypot(x - middle, top) - 13) <= 2,
      );
      return ring ? 70 : 240;
    });
    expect(await textOf(page)).toEqual(["0", "00", "000", "0000"]);
    expect(await textOf(page, { some: 2 })).toEqual(["00", "0000"]);
    expect(await textOf(page, { some: 9 })).toHaveLength(4);
  });

  it("reads them on patterned paper and as light ink on dark paper", async () => {
    expect(await textOf(amount({ light: 200, pattern: 70 }))).toEqual(["001.0"]);
    expect(await textOf(inverted(amount()))).toEqual(["001.0"]);
  });

  it("takes away a printed line under them, and one that they stand on", async () => {
    for (const row of [43, 49]) {
      const lined = amount();
      for (let x = 0; x < 170; x++) lined.pixels.fill(110, row * 170 + x, row * 170 + x + 1);
      expect(await textOf(lined)).toEqual(["001.0"]);
    }
  });

  it("reads several lines from top to bottom", async () => {
    const [above, below] = [amount(), amount({ top: 20 })];
    const both = { pixels: new Uint8Array([...above.pixels, ...below.pixels]), height: 112, width: 170 };
    expect(await textOf(both)).toEqual(["001.0", "001.0"]);
  });

  it("finds a digit alone, whose way back leads to where it stands", async () => {
    const ring = drawing({ height: 60, width: 50 }, (x, y) => (Math.abs(Math.hypot(x - 22, y - 33) - 15) <= 2.5 ? 30 : 230));
    const [lattice] = await lineLattices(ring, ringAndBarLook);
    const [{ text, piece } = { text: "", piece: undefined }] = likeliest(lattice);
    expect(text).toBe("0");
    const [x, y] = apply(piece?.digit?.toSource as Transform, [14, 14]);
    expect([x, y].map(Math.round)).toEqual([22, 33]);
    expect(piece?.box.left).toBeCloseTo(4.5, -0.5);
    expect(piece?.box.bottom).toBeCloseTo(50.5, -0.5);
  });

  it("shows each network that reads lines whole all of them at once, and gives each line what was said of it", async () => {
    const asked: number[] = [];
    const lookAtLines = (strips: readonly Gray[]) => {
      asked.push(strips.length);
      return strips.map(({ width }) => ({ probabilities: Float32Array.of(width), frames: 1, classes: 1, blank: 0 }));
    };
    const [above, below] = [amount(), amount({ top: 20 })];
    const both = { pixels: new Uint8Array([...above.pixels, ...below.pixels]), height: 112, width: 170 };
    const lattices = await lineLattices(both, ringAndBarLook, [lookAtLines, lookAtLines]);
    expect(asked).toEqual([2, 2]);
    expect(lattices.map(({ frames }) => frames?.map((one) => one.frames))).toEqual([
      [1, 1],
      [1, 1],
    ]);
    expect((await lineLattices(both, ringAndBarLook)).map(({ frames }) => frames)).toEqual([undefined, undefined]);
  });

  it("finds nothing on white and black paper, and in a picture of one pixel, and asks nobody", async () => {
    const never = () => Promise.reject(new Error("asked"));
    for (const shade of [0, 255])
      expect(
        await lineLattices(
          drawing({ height: 50, width: 50 }, () => shade),
          never,
        ),
      ).toEqual([]);
    expect(await lineLattices({ pixels: Uint8Array.of(7), height: 1, width: 1 }, never)).toEqual([]);
  });

  it("says what ink may be besides a digit: a stroke of a fraction, a flourish, both less likely of ink that was cut off", async () => {
    const shares = Array.from({ length: 11 }, (_, of) => (of === 1 ? 0.3 : of === 10 ? 0.1 : 0.6 / 9)); // of each digit and of none
    const everywhere = async (_: Uint8Array, n: number) =>
      Float32Array.from({ length: 11 * n }, (_, at) => Math.log(shares[at % 11] as number));
    const picture = drawing({ height: 56, width: 170 }, (x, y) => {
      const rings = [25, 53].some((middle) => Math.abs(Math.hypot(x - middle, y - 27) - 13) <= 2);
      const frame = Math.abs(Math.max(Math.abs(x - 130) + 5, Math.abs(y - 27)) - 13) <= 2; // too narrow to be cut in two
      return rings || frame ? 60 : 240;
    });
    const [{ pieces } = { pieces: [] }] = await lineLattices(picture, everywhere);
    const touching = pieces.find(({ box }) => Math.abs(box.left - 10) <= 1 && Math.abs(box.right - 39) <= 1);
    const alone = pieces.find(({ box }) => Math.abs(box.left - 120) <= 1 && Math.abs(box.right - 140) <= 1);
    /** How likely a reading is against that of a 2. */
    const against = (piece: Piece | undefined, text: string) => {
      const score = (of: string) => piece?.symbols.find((symbol) => symbol.text === of)?.score as number;
      return Math.exp(score(text) - score("2"));
    };
    for (const [piece, cut] of [
      [alone, 1],
      [touching, 0.05],
    ] as const) {
      expect(against(piece, "1")).toBeCloseTo(0.3 / (0.6 / 9), 5);
      expect(against(piece, "/")).toBeCloseTo((cut * 0.02 * (0.3 + 0.1)) / (0.6 / 9), 6);
      expect(against(piece, "")).toBeCloseTo((cut * 0.0025 * 0.1) / (0.6 / 9), 7);
      expect(Math.exp((piece?.other as number) - (piece?.symbols.find(({ text }) => text === "2")?.score as number))).toBeCloseTo(
        (cut * 0.1) / (0.6 / 9),
        5,
      );
    }
  });

  it("takes for nothing, a point or a dash by its shape alone what is too small to be seen", async () => {
    const dots = drawing({ height: 56, width: 90 }, (x, y) => {
      const bar = [20, 50].some((middle) => Math.abs(x - middle) <= 3) && y > 12 && y < 42;
      return bar || Math.hypot(x - 70, y - 40) <= 3 ? 60 : 240;
    });
    const [{ pieces } = { pieces: [] }] = await lineLattices(dots, ringAndBarLook);
    const point = pieces.find(({ box }) => box.left > 60 && box.right < 80);
    expect(point?.digit).toBeUndefined();
    expect(point?.symbols.map(({ text }) => text).sort()).toEqual(["", ",", "-", "."]);
    expect(point?.symbols[0]?.text).toBe(".");
  });
});

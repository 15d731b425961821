import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { crop, type Picture } from "../src/image/basics/picture.js";
import { quarterTurned, turnedToSource } from "../src/image/basics/quarter-turns.js";
import { rectify } from "../src/image/basics/rectify.js";
import { type Box, boxUnder, centerOf } from "../src/image/geometry/box.js";
import { mnist } from "../src/node/sets/mnist.js";
import { pretrained } from "../src/pretrained/pretrained.js";
import { fitOwnCalibration, loadReader, parseOwnCalibration, type Reader } from "../src/recognize/index.js";
import { type WrittenOptions, writtenWith } from "./written.js";

let reader: Reader;
let written: (lines: readonly string[], options?: WrittenOptions) => Picture;

beforeAll(async () => {
  reader = await loadReader({ threads: 1 });
  const { test } = await mnist();
  written = (lines, options) => writtenWith(test, lines, options);
});
afterAll(() => reader.dispose());

describe("loadReader", () => {
  it("reads a line of digits with boxes where they stand, what it saw, and what else it may be", async () => {
    const { strings, grids, reason } = await reader.read(written(["31415"]));
    expect([grids, reason]).toEqual([[], undefined]);
    const [line] = strings;
    expect(strings).toHaveLength(1);
    expect(line?.text).toBe("31415");
    expect(line?.digits.map(({ value }) => value)).toEqual([3, 1, 4, 1, 5]);
    for (const [at, { box, seen, top3, confidence }] of (line?.digits ?? []).entries()) {
      const middle = (box.left + box.right) / 2;
      expect(Math.abs(middle - (20 + 44 * at + 28))).toBeLessThan(14);
      expect(seen).toHaveLength(784);
      expect(top3).toHaveLength(3);
      expect(confidence).toBeGreaterThan(0.5);
    }
    expect(line?.confidence).toBeGreaterThan(0.5);
    expect(line?.confidence).toBeLessThanOrEqual(1);
  });

  it("reads light ink on dark paper, colors and larger pictures alike", async () => {
    const { pixels, ...size } = written(["2718"]);
    const gray = await reader.read({ ...size, pixels: pixels as Uint8Array });
    const dark = await reader.read({ ...size, pixels: (pixels as Uint8Array).map((shade) => 255 - shade) });
    const rgba = {
      data: Uint8ClampedArray.from({ length: pixels.length * 4 }, (_, at) => (at % 4 === 3 ? 255 : (pixels[at >> 2] as number))),
    };
    const canvas = await reader.read({ ...rgba, height: size.height, width: size.width });
    expect([gray, dark, canvas].map(({ strings }) => strings[0]?.text)).toEqual(["2718", "2718", "2718"]);
  });

  it("reads the digit in the middle where one is wanted and its neighbors stand in the picture, and tells those that are there whole", async () => {
    const field = { kind: "digits", length: 1 };
    for (const row of ["695", "283", "147", "502"]) {
      const { pixels, width, height } = written([row]);
      const whole = { pixels: pixels as Uint8Array, width, height };
      const { strings } = await reader.read(crop(whole, { left: 50, top: 0, right: 134, bottom: height }), { field });
      expect(strings.map(({ text }) => text)).toEqual([row[1]]);
      const { left = 0, right = 0 } = strings[0]?.box ?? {};
      expect(Math.abs((left + right) / 2 - 42)).toBeLessThan(14);
      const among = await reader.read(whole, { field });
      expect(among.strings.map(({ status }) => status)).toEqual(["review"]);
    }
    const { strings } = await reader.read(written(["283"]), { field });
    expect(strings[0]?.text).toBe("8");
    expect(strings[0]?.reasons[0]).toBe("more is written here than one digit; this is the one in the middle");
  });

  it("reads several lines from top to bottom", async () => {
    const { strings } = await reader.read(written(["60221", "16021", "66741"]), { layout: "lines" });
    expect(strings.map(({ text }) => text)).toEqual(["60221", "16021", "66741"]);
  });

  it("reads a page on its side or head, and says so, its boxes where the ink lies", async () => {
    const upright = written(["47435", "74753", "37547"]);
    const there = await reader.read(upright, { layout: "lines" });
    expect(there.turned).toBeUndefined();
    const { pixels, height, width } = upright;
    for (const degrees of [90, 180] as const) {
      const picture = quarterTurned({ pixels: pixels as Uint8Array, height, width }, degrees);
      const { strings, turned, notice } = await reader.read(picture, { layout: "lines" });
      expect([turned, notice]).toEqual([360 - degrees, `it was turned by ${360 - degrees} degrees clockwise to be read`]);
      expect(strings.map(({ text }) => text)).toEqual(there.strings.map(({ text }) => text));
      const box = boxUnder(turnedToSource(degrees, upright), strings[0]?.box as Box);
      const wanted = there.strings[0]?.box as Box;
      expect(Math.hypot(box.left - wanted.left, box.top - wanted.top)).toBeLessThan(6);
    }
    expect(
      (await reader.read(quarterTurned({ pixels: pixels as Uint8Array, height, width }, 180), { field: "digits" })).turned,
    ).toBeUndefined();
  });

  it("follows a line that climbs or falls by 30 degrees", async () => {
    const { pixels, height, width } = written(["314152"]);
    for (const degrees of [-30, 30]) {
      const { a, size } = { a: (degrees * Math.PI) / 180, size: { height: 300, width: 360 } };
      const [cos, sin] = [Math.cos(a), Math.sin(a)];
      const toLine = [cos, sin, width / 2 - 180 * cos - 150 * sin, -sin, cos, height / 2 + 180 * sin - 150 * cos, 0, 0, 1] as const;
      const { strings } = await reader.read(rectify({ pixels: pixels as Uint8Array, height, width }, toLine, size, 235), {
        field: "digits",
      });
      expect(strings[0]?.text).toBe("314152");
      const middle = centerOf(strings[0]?.box as Box);
      expect(Math.hypot(middle[0] - 180, middle[1] - 150)).toBeLessThan(20);
    }
  });

  it("lets a field steer: a check digit settles what the ink leaves open", async () => {
    const { strings } = await reader.read(written(["79927398713"]), { field: "luhn" });
    expect(strings).toHaveLength(1);
    expect(strings[0]?.text).toBe("79927398713");
    const { strings: zip } = await reader.read(written(["94107"]), { field: "us-zip", maxError: 0.2 });
    expect([zip[0]?.text, zip[0]?.status, zip[0]?.reasons]).toEqual(["94107", "accepted", []]);
    const { strings: wrong } = await reader.read(written(["9410"]), { field: "us-zip" });
    expect(wrong[0]?.status).toBe("review");
    expect(wrong[0]?.reasons.length).toBeGreaterThan(0);
  });

  it("reads lines whole as a second opinion, by which it is surer; or without", async () => {
    const strings = ["31415", "92653", "58979", "32384", "62643"];
    const alone = await loadReader({ lines: false, threads: 1 });
    try {
      const doubts = await Promise.all(
        [reader, alone].map(async (one) => {
          const read = await one.read(written(strings), { layout: "lines" });
          expect(read.strings.map(({ text }) => text)).toEqual(strings);
          return read.strings.reduce((sum, { confidence }) => sum + 1 - confidence, 0);
        }),
      );
      expect(doubts[0]).toBeLessThan(doubts[1] as number);
    } finally {
      await alone.dispose();
    }
  });

  it("reads cells one by one, blank ones as nothing", async () => {
    const picture = written(["40 7"], { pitch: 60 });
    const cells = [0, 1, 2, 3].map((at) => ({ left: 16 + 60 * at, right: 76 + 60 * at, top: 10, bottom: 90 }));
    const { strings } = await reader.read(picture, { cells });
    expect(strings[0]?.text).toBe("407");
    expect(strings[0]?.digits.map(({ box }) => box.left)).toEqual([16, 76, 196]);
    await expect(reader.read(picture, { cells: [] })).rejects.toThrow(/cells are boxes/);
    await expect(reader.read(picture, { cells: [{ left: 5, right: 5, top: 0, bottom: 9 }] })).rejects.toThrow(/none of them empty/);
  });

  it("reads pen strokes from left to right", async () => {
    const one = [10, 0, 10, 50];
    const seven = [40, 0, 70, 0, 50, 50];
    const { strings } = await reader.readStrokes([seven, one]);
    expect(strings[0]?.text).toBe("17");
    expect(strings[0]?.digits[0]?.box.left).toBe(10);
    const four = [
      [0, 50, -20, 10, 20, 10],
      [10, 30, 10, -20],
    ];
    const { strings: up } = await reader.readStrokes(four, { y: "up", field: { kind: "digits", length: 1 } });
    expect(up[0]?.text).toBe("4");
    await expect(reader.readStrokes([])).rejects.toThrow(/no stroke has a point/);
    await expect(reader.readStrokes([[0, Number.NaN]])).rejects.toThrow(/no number/);
  });

  it("has a reason where there is nothing, and never a guess", async () => {
    const plain = (shade: number, side: number): Picture => ({
      pixels: new Uint8Array(side * side).fill(shade),
      height: side,
      width: side,
      channels: 1,
    });
    for (const picture of [plain(255, 200), plain(0, 200), plain(128, 1)]) {
      const { strings, grids, reason } = await reader.read(picture);
      expect([strings, grids]).toEqual([[], []]);
      expect(reason).toBe("there is no ink to read");
    }
    expect((await reader.read(written(["12"]), { layout: "grid" })).reason).toBe("there is no grid of cells on the picture");
  });

  it("takes a calibration by readings of one's own, of these networks alone", { timeout: 60_000 }, async () => {
    const readings = Array.from({ length: 400 }, (_, at) => (at + 0.5) / 400);
    const hits = readings.map((_, at) => Number(at > 100));
    const calibration = fitOwnCalibration(readings, hits, { model: reader.model });
    const own = await loadReader({ threads: 1, calibration: parseOwnCalibration(JSON.stringify(calibration)) });
    try {
      const asked = { maxError: 0.01, levels: [0.0001] };
      const [one, other] = [await own.read(written(["31415"]), asked), await reader.read(written(["31415"]), { maxError: 0.01 })];
      expect(one.strings[0]).toMatchObject({
        status: "accepted",
        proof: "proven",
        levels: [{ maxError: 0.0001, status: "review", proof: "out of reach" }],
      });
      expect(one.strings[0]?.confidence).toBeGreaterThan(other.strings[0]?.confidence ?? 1);
      expect(other.strings[0]?.levels).toBeUndefined();
      await expect(loadReader({ calibration, effort: "fast" })).rejects.toThrow(
        'loadReader: the calibration was fitted at the effort "usual", and effort is "fast"; leave it out, or calibrate again at it',
      );
      expect(own.model).toEqual({ ...reader.model, calibration: { name: "own", content: expect.stringMatching(/^[0-9a-f]{8}$/) } });
    } finally {
      await own.dispose();
    }
    await expect(loadReader({ threads: 1, lines: false, calibration })).rejects.toThrow("calibrate again with these");
  });

  it("looks as often as a call asks, as a reader loaded so would", async () => {
    const picture = written(["31415"]);
    const fast = await loadReader({ threads: 1, effort: "fast" });
    try {
      expect(await reader.read(picture, { effort: "fast" })).toEqual(await fast.read(picture));
      expect(await fast.read(picture, { effort: "usual" })).toEqual(await reader.read(picture));
      await expect(fast.read(picture, { effort: "quick" as "fast" })).rejects.toThrow('read: effort is "quick"');
    } finally {
      await fast.dispose();
    }
  });

  it("refuses what cannot be meant", async () => {
    const picture = written(["1"]);
    await expect(reader.read(picture, { field: "us-zap" })).rejects.toThrow(/us-zip/);
    await expect(reader.read(picture, { maxError: 2 })).rejects.toThrow(/maxError/);
    await expect(reader.read(picture, { layout: "circle" as "grid" })).rejects.toThrow(/layout/);
    await expect(reader.read({ pixels: new Uint8Array(3), height: 2, width: 2, channels: 1 })).rejects.toThrow(/3 numbers/);
    await expect(loadReader({ model: await pretrained("mobile") })).rejects.toThrow(/tells 10 classes apart/);
    await expect(loadReader({ lines: await pretrained("reader") })).rejects.toThrow(/"resnet" is no network for lines/);
  });
});

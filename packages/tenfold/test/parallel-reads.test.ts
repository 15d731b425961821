import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Picture } from "../src/image/basics/picture.js";
import { mnist } from "../src/node/sets/mnist.js";
import { loadReader, type Reader } from "../src/recognize/index.js";
import { writtenWith } from "./written.js";

let reader: Reader;
let pictures: readonly Picture[];

beforeAll(async () => {
  reader = await loadReader({ threads: 1 });
  const { test } = await mnist();
  pictures = Array.from({ length: 60 }, (_, at) => writtenWith(test, [String((at * 7919) % 1000), ...(at % 9 === 0 ? ["42"] : [])]));
});
afterAll(() => reader.dispose());

describe("60 pictures at once on one reader", () => {
  it("are read as one after the other", { timeout: 60_000 }, async () => {
    const inTurn = [];
    for (const picture of pictures) inTurn.push(await reader.read(picture));
    expect(await Promise.all(pictures.map((picture) => reader.read(picture)))).toEqual(inTurn);
    expect(new Set(inTurn.map(({ strings }) => strings.map(({ text }) => text).join())).size).toBeGreaterThan(50);
  });

  it("among strokes, and behind calls that fail or are aborted", { timeout: 60_000 }, async () => {
    const stroke = [[10, 0, 10, 50]];
    const [picture] = pictures as [Picture];
    const [one, drawn] = [await reader.read(picture), await reader.readStrokes(stroke)];
    const abort = new AbortController();
    const calls = Promise.allSettled([
      reader.read(picture),
      reader.read({ ...picture, width: 1 }),
      reader.readStrokes([]),
      reader.read(picture, { signal: abort.signal }),
      reader.readStrokes(stroke, { signal: new AbortController().signal }),
      reader.read(picture),
    ]);
    abort.abort(new Error("nobody waits for it"));
    expect(await calls).toMatchObject([
      { value: one },
      { reason: { name: "ShapeError", message: expect.stringMatching(/^a picture of \d+ x 1 pixels with 1 channels came with/) } },
      { reason: { message: "readStrokes: no stroke has a point; draw something first" } },
      { reason: { message: "nobody waits for it" } },
      { value: drawn },
      { value: one },
    ]);
  });
});

describe("dispose of a reader", () => {
  it("lets the call at work end, fails those that wait and all later ones, and may be called again", async () => {
    const own = await loadReader({ threads: 1, lines: false });
    const [picture] = pictures as [Picture];
    const calls = Promise.allSettled([own.read(picture), own.read(picture), own.readStrokes([[1, 1, 1, 9]])]);
    for (let tick = 0; tick < 3; tick++) await undefined; // the first has begun
    await Promise.all([own.dispose(), own.dispose()]);
    await own.dispose();
    const sentence = "the reader was disposed; load it again";
    expect(await calls).toMatchObject([
      { value: { strings: [{ text: "0" }, { text: "42" }] } },
      { reason: { name: "UsageError", message: sentence } },
      { reason: { name: "UsageError", message: sentence } },
    ]);
    await expect(own.read(picture)).rejects.toThrow(sentence);
  });
});

import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { BusyError, ShapeError, TimeoutError, UsageError } from "../src/errors.js";
import type { Picture } from "../src/image/basics/picture.js";
import { mnist } from "../src/node/sets/mnist.js";
import { pretrained } from "../src/pretrained/pretrained.js";
import { fitOwnCalibration, loadReader, loadReaders, type Reader, type Readers } from "../src/recognize/index.js";
import { writtenWith } from "./written.js";

let reader: Reader;
let readers: Readers;
let picture: (text: string) => Picture;

beforeAll(async () => {
  const { test } = await mnist();
  picture = (text) => writtenWith(test, [text]);
  reader = await loadReader({ threads: 1 });
  readers = await loadReaders({ workers: 2 });
});
afterAll(() => Promise.all([reader?.dispose(), readers?.dispose()]));

const strokes = [
  [10, 0, 10, 50],
  [40, 0, 70, 0, 50, 50],
];

describe("loadReaders", () => {
  it("reads 64 pictures and strokes at once as one reader reads them in turn, to the last digit", { timeout: 120_000 }, async () => {
    const texts = Array.from({ length: 64 }, (_, at) => String((at * 7919) % 1000));
    const calls = texts.map((text, at) => (one: Reader) => {
      if (at % 2 === 1) return one.readStrokes(Array.from(text, (_, nth) => [[30 * nth, 0, 30 * nth + at / 4, 50]]).flat());
      return one.read(picture(text), at % 4 === 0 ? { field: { kind: "digits", length: text.length }, maxError: 0.01 } : {});
    });
    const inTurn = [];
    for (const call of calls) inTurn.push(await call(reader));
    expect(await Promise.all(calls.map((call) => call(readers)))).toEqual(inTurn);
    expect(new Set(inTurn.map(({ strings }) => strings[0]?.text)).size).toBeGreaterThan(30);
  });

  it("reads several pictures together as one reader does, and leaves their pixels where they are", async () => {
    const items = ["31", "415"].map((text) => ({
      image: picture(text),
      options: { field: { kind: "digits", length: text.length } as const },
    }));
    const together = await readers.readTogether(items, { hand: "one" });
    expect(together).toEqual(await reader.readTogether(items, { hand: "one" }));
    expect(together.readings.map(({ strings }) => strings[0]?.text)).toEqual(["31", "415"]);
  });

  it("says what reads, as one reader does, and how many are at it", async () => {
    expect(readers.model).toEqual(reader.model);
    expect([reader.model.name, reader.model.lines?.name, reader.model.signs?.name]).toEqual(["reader", "lines", "signs"]);
    expect(readers.engine).toEqual(reader.engine);
    const calls = [1, 2, 3].map(() => readers.readStrokes(strokes));
    await undefined;
    expect([readers.workers, readers.atWork, readers.waiting]).toEqual([2, 2, 1]);
    await Promise.all(calls);
    expect([readers.atWork, readers.waiting]).toEqual([0, 0]);
  });

  it("takes a calibration by readings of one's own into each worker, and refuses another's before any starts", async () => {
    const readings = Array.from({ length: 40 }, (_, at) => at / 40);
    const calibration = fitOwnCalibration(
      readings,
      readings.map((_, at) => Number(at > 9)),
      { model: reader.model },
    );
    const [one, many] = [await loadReader({ threads: 1, calibration }), await loadReaders({ calibration, workers: 1 })];
    try {
      expect(await many.readStrokes(strokes)).toEqual(await one.readStrokes(strokes));
      expect(many.model).toEqual(one.model);
      expect(many.model.calibration?.name).toBe("own");
    } finally {
      await Promise.all([one.dispose(), many.dispose()]);
    }
    await expect(loadReaders({ lines: false, calibration })).rejects.toThrow("calibrate again with these");
  });

  it("takes networks of one's own, their calibration and a build, and loads them in each worker", async () => {
    const networks = { model: await pretrained("reader"), lines: false, build: "plain", threads: 2 } as const;
    const calibration = {
      map: [{ confidence: 0, right: 0.25 }],
      counts: [{ threshold: 0, answered: 100, wrong: 75 }],
    };
    const [one, many] = [await loadReader({ ...networks, calibration }), await loadReaders({ ...networks, calibration, workers: 1 })];
    try {
      const said = await one.read(picture("271"));
      expect(said.strings[0]?.confidence).toBe(0.25);
      expect(await many.read(picture("271"))).toEqual(said);
      expect([many.model, many.engine]).toEqual([one.model, one.engine]);
    } finally {
      await Promise.all([one.dispose(), many.dispose()]);
    }
  });

  it("refuses what is impossible or unknown", async () => {
    const refused = (options: object) => loadReaders(options).catch(({ name, message }: Error) => `${name}: ${message}`);
    expect(await refused({ workers: 0 })).toBe("UsageError: loadReaders: workers is 0, a whole number from 1 to 64 is wanted");
    expect(await refused({ queue: -1 })).toBe("UsageError: loadReaders: queue is -1, a whole number from 0 is wanted, or Infinity");
    expect(await refused({ timeoutMs: 0 })).toBe(
      "UsageError: loadReaders: timeoutMs is 0, a number above 0 and at most 2147483647 is wanted, or Infinity",
    );
    expect(await refused({ timeoutMS: 9 })).toBe('UsageError: loadReaders has no option "timeoutMS"; did you mean timeoutMs?');
    expect(await refused({ threads: 100, workers: 1 })).toBe("UsageError: threads: 100 came, a whole number from 1 to 64 is wanted");
    expect(await refused({ model: await pretrained("classic") })).toMatch(/^UsageError: loadReader: "classic" tells 10 classes apart/);
    expect(await refused({ base: "/nowhere/" })).toMatch(/^InputError: file:\/\/\/nowhere\/reader\.safetensors: a network that comes/);
    expect(await refused({ worker: "/nowhere/reader-worker.js", workers: 1 })).toBe(
      "InputError: loadReaders: a worker could not be started: Cannot find module '/nowhere/reader-worker.js'; where a bundler has not " +
        'brought its program along, say where "tenfold/reader-worker" lies: { worker: "/reader-worker.js" }',
    );
  });
});

describe("the pixels of a picture", () => {
  it("move to the worker, and a second call with them hears so", async () => {
    const one = picture("3");
    const data = {
      data: Uint8ClampedArray.from({ length: 4 * one.pixels.length }, (_, at) => (at % 4 === 3 ? 255 : (one.pixels[at >> 2] as number))),
    };
    const canvas = { ...data, height: one.height, width: one.width };
    for (const image of [one, canvas]) {
      expect((await readers.read(image)).strings[0]?.text).toBe("3");
      expect(("data" in image ? image.data : image.pixels).buffer.byteLength).toBe(0);
      await expect(readers.read(image)).rejects.toThrow(
        "read: this picture's pixels have moved to a worker, in a call before; read it with { transfer: false } there, to read it again",
      );
    }
  });

  it("move when the call is made, also where it has to wait", async () => {
    const calls = ["1", "2", "3", "4"].map((text) => {
      const one = picture(text);
      const call = readers.read(one);
      expect(one.pixels).toHaveLength(0);
      return call;
    });
    expect((await Promise.all(calls)).map(({ strings }) => strings[0]?.text)).toEqual(["1", "2", "3", "4"]);
  });

  it("stay with the caller who says so, and where their buffer holds more", async () => {
    const { pixels, ...size } = picture("6");
    const larger = new Uint8Array(pixels.length + 8);
    larger.set(pixels, 4);
    const shared = new Uint8Array(new SharedArrayBuffer(pixels.length));
    shared.set(pixels);
    const pictures = [
      [{ ...size, pixels: larger.subarray(4, -4) }, {}],
      [{ ...size, pixels: shared }, {}],
      [{ ...size, pixels: Buffer.from(pixels) }, { transfer: false }],
      [{ ...size, pixels: Uint16Array.from(pixels, (shade) => shade * 257) }, { transfer: false }],
    ] as const;
    for (const [image, options] of [...pictures, ...pictures]) {
      const call = readers.read(image, options);
      expect(image.pixels).toHaveLength(pixels.length);
      expect((await call).strings[0]?.text).toBe("6");
    }
    expect(larger.subarray(4, -4)).toEqual(pixels);
  });

  it("have not moved where the call was refused", async () => {
    const full = await loadReaders({ workers: 1, queue: 0 });
    const one = picture("7");
    try {
      const first = full.readStrokes(strokes);
      const busy = await full.read(one).catch((error: Error) => error);
      expect(busy).toBeInstanceOf(BusyError);
      expect(busy).toMatchObject({ message: "read: 1 call is at work and 0 wait, as many as may; call again later" });
      await first;
      for (const options of [{ tranfer: false }, { field: () => {} }, { signal: AbortSignal.abort() }]) {
        await expect(full.read(one, options as object)).rejects.toThrow();
      }
      expect((await full.read(one)).strings[0]?.text).toBe("7");
    } finally {
      await full.dispose();
    }
  });
});

describe("what a worker refuses", () => {
  it("is refused as by one reader, in the same class", async () => {
    const calls: ((one: Reader) => Promise<unknown>)[] = [
      (one) => one.read({ ...picture("1"), width: 3 }),
      (one) => one.read("check.jpg" as never),
      (one) => one.read({} as never),
      (one) => one.read(picture("1"), { field: "no such kind" as never }),
      (one) => one.read(picture("1"), { layout: "circle" as never }),
      (one) => one.read(picture("1"), { maxError: 2 }),
      (one) => one.readStrokes([]),
      (one) => one.readStrokes(strokes, { with: 3 } as never),
    ];
    const failed = (one: Reader) => Promise.all(calls.map((call) => call(one).then(String, (error: Error) => error)));
    const [alone, pooled] = [await failed(reader), await failed(readers)];
    expect(pooled.map(String)).toEqual(alone.map(String));
    for (const [at, error] of pooled.entries()) expect(error.constructor).toBe(alone[at]?.constructor);
    expect(pooled[0]).toBeInstanceOf(ShapeError);
  });

  it("is no function", async () => {
    await expect(readers.read(picture("1"), { field: (() => {}) as never })).rejects.toThrow(
      "read: what it was given cannot be sent to a worker, which takes plain data: ",
    );
    await expect(readers.readStrokes([[1, 2, (() => {}) as never]])).rejects.toBeInstanceOf(UsageError);
  });
});

describe("a time limit", () => {
  it("ends a reading that takes too long, and the next is read by another worker", async () => {
    const hurried = await loadReaders({ workers: 1, timeoutMs: 2 });
    try {
      const { test } = await mnist();
      const large = writtenWith(test, new Array(12).fill("1234567890"));
      const late = await hurried.read(large).catch((error: Error) => error);
      expect(late).toBeInstanceOf(TimeoutError);
      expect(late).toMatchObject({ message: "read: it took longer than 2 ms and was ended; ask for less, or raise timeoutMs" });
    } finally {
      await hurried.dispose();
    }
  });
});

describe("a process that reads", () => {
  const run = promisify(execFile);
  const index = JSON.stringify(new URL("../dist/recognize/index.js", import.meta.url).href);

  it.each([
    ["has disposed its readers", "await readers.dispose();"],
    ["has not", ""],
    ["was in the midst of starting others", `${index.length} && loadReaders({ workers: 1 }).then((more) => more.dispose());`],
  ])("ends by itself when it %s", async (_, ending) => {
    const script = `
      import { loadReaders } from ${index};
      const readers = await loadReaders({ workers: 2 });
      const all = await Promise.all([1, 2, 3].map(() => readers.readStrokes(${JSON.stringify(strokes)})));
      console.log(...all.map(({ strings }) => strings[0].text));
      ${ending}`;
    const { stdout, stderr } = await run(process.execPath, ["--input-type=module", "-e", script], { timeout: 50_000 });
    expect([stdout, stderr]).toEqual(["17 17 17\n", ""]);
  });
});

it("leaves no rejection unhandled when it is disposed of with calls under way", async () => {
  const unhandled = vi.fn();
  process.on("unhandledRejection", unhandled);
  const some = await loadReaders({ workers: 1 });
  const calls = Promise.allSettled([some.read(picture("3")), some.read(picture("4")), some.readStrokes(strokes)]);
  await some.dispose();
  const sentence = "the readers were disposed; load them again";
  expect(await calls).toMatchObject([
    { value: { strings: [{ text: "3" }] } },
    { reason: { name: "UsageError", message: sentence } },
    { reason: { message: sentence } },
  ]);
  await expect(some.read(picture("5"))).rejects.toThrow(sentence);
  await new Promise((resolve) => setTimeout(resolve));
  expect(unhandled).not.toHaveBeenCalled();
  process.off("unhandledRejection", unhandled);
});

import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mnist } from "../../src/node/sets/mnist.js";
import { loadReaders } from "../../src/recognize/index.js";
import { writtenWith } from "../written.js";
import { launchChromium, withoutChromium } from "./chromium.js";
import { serve } from "./serve.js";

describe.skipIf(withoutChromium)("readers in Chromium's workers (skipped where /usr/bin/chromium is missing)", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launchChromium();
  });

  afterAll(() => browser?.close());

  /** What a page comes to that runs lines with the library and `pictures`. */
  async function inPage(lines: string, pictures: readonly object[] = [], policy?: string): Promise<unknown> {
    const server = await serve(false, policy);
    const page = await browser.newPage();
    try {
      await page.goto(server.url);
      return JSON.parse(
        (await page.evaluate(`(async () => {
          const { loadReaders } = await import("/dist/recognize/index.js");
          const pictures = ${JSON.stringify(pictures)}.map(({ pixels, ...size }) => ({ ...size, pixels: Uint8Array.from(pixels) }));
          const failed = (call) => call.then(() => "it went well", ({ name, message }) => name + ": " + message);
          ${lines}
        })().then(JSON.stringify)`)) as string,
      );
    } finally {
      await page.close();
      await server.close();
    }
  }

  const sent = ({ pixels, ...size }: { readonly pixels: ArrayLike<number> }) => ({ ...size, pixels: Array.from(pixels) });

  it("give Node's answers, many at once, and take the pixels", { timeout: 120_000 }, async () => {
    const { test } = await mnist();
    const written = ["31415", "2718", "60", "1", "99"].map((text) => writtenWith(test, [text]));
    const strokes = [
      [10, 0, 10, 50],
      [40, 0, 70, 0, 50, 50],
    ];
    const pictures = written.map(sent);
    const readers = await loadReaders({ workers: 2, build: "plain" });
    const inNode = await Promise.all([...written.map((picture) => readers.read(picture)), readers.readStrokes(strokes)]);
    await readers.dispose();
    expect(inNode.map(({ strings }) => strings[0]?.text)).toEqual(["31415", "2718", "60", "1", "99", "17"]);
    const found = await inPage(
      `const readers = await loadReaders({ workers: 2, build: "plain" });
      const calls = [...pictures.map((picture) => readers.read(picture)), readers.readStrokes(${JSON.stringify(strokes)})];
      const left = pictures.map(({ pixels }) => pixels.length);
      const [readings, again] = [await Promise.all(calls), await failed(readers.read(pictures[0]))];
      await readers.dispose();
      return { readings, left, again, after: await failed(readers.readStrokes([[1, 1]])) };`,
      pictures,
    );
    expect(rounded(found)).toEqual(
      rounded({
        readings: inNode,
        left: [0, 0, 0, 0, 0],
        again:
          "UsageError: read: this picture's pixels have moved to a worker, in a call before; read it with { transfer: false } there, to read it again",
        after: "UsageError: the readers were disposed; load them again",
      }),
    );
  });

  it("are ended when they take too long, or die, and replaced", { timeout: 120_000 }, async () => {
    const found = await inPage(
      `const { startPool } = await import("/dist/pool/pool.js");
      const job = (method, input) => ({ method, input, transfer: [] });
      const pool = await startPool({
        ...{ program: "/workers/calls.js", opening: job("open", {}), workers: 1, queue: 9, timeoutMs: 3000, startingMs: 30000 },
        ...{ unstarted: String, closed: new Error("closed") },
      });
      const ask = (method, input) => failed(pool.call(method, () => job(method, input)));
      const asked = [ask("spins"), ask("crashes", "out of luck"), pool.call("echo", () => job("echo", 7)), ask("throws", { name: "ShapeError", message: "no shape" })];
      const answers = await Promise.all(asked);
      await pool.dispose();
      return answers;`,
    );
    expect(found).toEqual([
      "TimeoutError: spins: it took longer than 3000 ms and was ended; ask for less, or raise timeoutMs",
      "Error: crashes: the worker died at it: Uncaught Error: out of luck",
      7,
      "ShapeError: no shape",
    ]);
  });

  it("say why they cannot start: no program, another one, a policy against it", { timeout: 120_000 }, async () => {
    const load = (options: string) => `return failed(loadReaders({ workers: 1, build: "plain", ${options} }));`;
    const sentence = (reason: string) =>
      `InputError: loadReaders: a worker could not be started: ${reason}; where a bundler has not brought its program along, say where ` +
      '"tenfold/reader-worker" lies: { worker: "/reader-worker.js" }';
    const gone = "its script is not there, or the page's Content-Security-Policy forbids it";
    expect(await inPage(load('worker: "/missing.js"'))).toBe(sentence(gone));
    expect(await inPage(load('worker: () => new Worker("/workers/failing.js", { type: "module" })'))).toBe(
      sentence("Uncaught Error: I am not well"),
    );
    const policy = "default-src 'self' 'unsafe-inline' 'unsafe-eval'; worker-src 'none'";
    expect(await inPage(load(""), [], policy)).toBe(sentence(gone));
  });
});

/** Confidences to ten digits: the last bits of exp and log differ between JavaScript engines. */
function rounded(readings: unknown): unknown {
  return JSON.parse(JSON.stringify(readings), (_, value) => (typeof value === "number" ? Number(value.toPrecision(10)) : value));
}

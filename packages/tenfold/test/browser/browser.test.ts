import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchChromium, withoutChromium } from "./chromium.js";
import { serve } from "./serve.js";

const dist = join(import.meta.dirname, "../../dist/index.js");

interface Result {
  readonly isolated: boolean;
  readonly threads: number;
  readonly build: string;
  readonly notice?: string;
  readonly hash: number;
  readonly loss: number;
  readonly answers: readonly number[];
  readonly error?: string;
}

describe.skipIf(withoutChromium)("in Chromium (skipped where /usr/bin/chromium is missing)", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launchChromium(["--disable-background-networking", "--disable-component-update", "--disable-sync"]);
  });

  afterAll(() => browser?.close());

  /** Trains in a worker of a page. */
  async function inWorker(isolated: boolean, options: { threads: number; build: string }, policy?: string): Promise<Result> {
    const server = await serve(isolated, policy);
    const page = await browser.newPage();
    try {
      await page.goto(server.url);
      return await page.evaluate(
        (data) =>
          new Promise<Result>((resolve, reject) => {
            const worker = new Worker("/worker.js", { type: "module" });
            worker.onmessage = ({ data: result }) => resolve(result as Result);
            worker.onerror = ({ message }) => reject(new Error(message));
            worker.postMessage(data);
          }),
        options,
      );
    } finally {
      await page.close();
      await server.close();
    }
  }

  async function inNode(options: { threads: number; build: string }): Promise<Omit<Result, "isolated">> {
    const { fewSteps } = (await import(/* @vite-ignore */ join(import.meta.dirname, "few-steps.js"))) as {
      fewSteps: (tenfold: unknown, options: unknown) => Promise<Result>;
    };
    return fewSteps(await import(/* @vite-ignore */ dist), options);
  }

  for (const build of ["plain", "relaxed"]) {
    it(`trains in a worker on 2 threads to Node's weights, bit for bit (${build} build)`, { timeout: 120_000 }, async () => {
      const there = await inWorker(true, { threads: 2, build });
      expect(there.error).toBeUndefined();
      expect(there).toMatchObject({ isolated: true, threads: 2, build });
      expect(there.notice).toBeUndefined();
      const here = await inNode({ threads: 1, build });
      expect({ hash: there.hash, loss: there.loss, answers: there.answers }).toEqual({
        hash: here.hash,
        loss: here.loss,
        answers: here.answers,
      });
    });
  }

  it("runs on one thread without cross-origin isolation, and says so", { timeout: 120_000 }, async () => {
    const there = await inWorker(false, { threads: 2, build: "plain" });
    expect(there.error).toBeUndefined();
    expect(there).toMatchObject({ isolated: false, threads: 1 });
    expect(there.notice).toBe(
      "Tenfold runs on one thread: this page is not cross-origin isolated; serve it with Cross-Origin-Opener-Policy: same-origin and Cross-Origin-Embedder-Policy: require-corp",
    );
    const here = await inNode({ threads: 2, build: "plain" });
    expect(there.hash).toBe(here.hash);
  });

  it("runs on one thread where the page's rules forbid it others, and says so", { timeout: 120_000 }, async () => {
    const there = await inWorker(true, { threads: 3, build: "plain" }, "worker-src 'self'");
    expect(there.error).toBeUndefined();
    expect(there).toMatchObject({ isolated: true, threads: 1 });
    expect(there.notice).toMatch(/^Tenfold runs on 1 of 3 threads: another could not be started \(.+\)$/);
    const here = await inNode({ threads: 2, build: "plain" });
    expect(there.hash).toBe(here.hash);
  });
});

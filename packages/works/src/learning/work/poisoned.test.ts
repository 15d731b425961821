import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { mnist, type PageDecoder } from "tenfold/node";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type GuardVerdict, guard } from "../guard/guard.js";
import { trainingWork } from "./training-work.js";

/** Of each digit that is learned again some five pictures are. */
const sizes = { replay: 86, validation: 20, judging: 60, test: 400 };
const host = { tell() {}, progress() {}, interruption: () => ({ signal: new AbortController().signal, end() {} }) };
const decoder = { close() {} } as PageDecoder; // no pages are read here

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tenfold-poisoned-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What the guard says of a training on 300 digits, of which a share is labelled as the next higher digit. */
async function verdictOf(share: number): Promise<GuardVerdict> {
  const { train } = await mnist();
  const [from, count] = [20_000, 300];
  const labels = [...train.labels.subarray(from, from + count)]
    .map((label, at) => (at % 10 < 10 * share ? (label + 1) % 10 : label))
    .join("");
  const pixels = train.images.pixels.slice(from * 784, (from + count) * 784);
  const work = await trainingWork({ model: undefined, calibration: undefined, threads: 1, sizes, decoder, host, onProgress() {} });
  try {
    await work.learn({ folder: join(folder, String(share)), digits: { pixels, labels }, seed: 1 });
    return guard({ held: [], base: await work.judgeBase() }, { least: 0 });
  } finally {
    await work.dispose();
  }
}

const lost = ({ base }: GuardVerdict) => base.map(({ count, before, after }) => (100 * (before - after)) / count);

it.each([0.3, 0.5, 1])(
  "a training with %d of its labels wrong reads worse, and is refused",
  async (share) => {
    const verdict = await verdictOf(share);
    expect(Math.max(...lost(verdict))).toBeGreaterThan(0.05);
    expect(verdict.reasons.join()).toContain("at most 0.05 may be");
  },
  600_000,
);

it("a training with a tenth of its labels wrong is refused just where it reads worse", async () => {
  const verdict = await verdictOf(0.1);
  expect(verdict.reasons.length > 0).toBe(Math.max(...lost(verdict)) > 0.05);
}, 600_000);

import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { deflateSync } from "node:zlib";
import sharp, { type Sharp } from "sharp";
import { afterEach, describe, expect, it, vi } from "vitest";
import { tiffOf } from "../../../test/tiff-of.js";
import { DecodingError, FormatError, UsageError } from "../../errors.js";
import { decodePages } from "../decode-pages.js";
import type { DecodeOptions, Page } from "../page.js";
import { type PageDecoder, type PageDecoderOptions, pageDecoder } from "./page-decoder.js";

vi.mock("node:child_process", { spy: true });

let decoder: PageDecoder | undefined;
afterEach(() => decoder?.close());

const open = (options?: PageDecoderOptions) => {
  decoder = pageDecoder(options);
  return decoder;
};
async function all(pages: AsyncIterable<Page>): Promise<Page[]> {
  const found: Page[] = [];
  for await (const page of pages) found.push(page);
  return found;
}
/** Pages with their pixels as text, which is compared faster. */
const compared = (pages: readonly Page[]) =>
  pages.map(({ picture, ...page }) => ({ ...page, ...picture, pixels: Buffer.from(picture.pixels).toString("base64") }));
const flat = (width: number, height: number, channels: 3 | 4 = 3) =>
  sharp({ create: { width, height, channels, background: { r: 250, g: 120, b: 0, alpha: 0.5 } } });
const bytesOf = async (picture: Sharp) => new Uint8Array(await picture.toBuffer());
/** More than can be decoded in a tenth of a second, or in what is left of 200 MB. */
const large = await bytesOf(flat(5500, 5500).png({ compressionLevel: 1 }));
const sheet = (shade: number, side = 8) => ({ width: side, height: side, pixels: new Uint8Array(side * side).fill(shade) });
/** As large as 121 MB, in a few bytes. */
const heavy = {
  width: 11_000,
  height: 11_000,
  pixels: new Uint8Array(deflateSync(new Uint8Array(11_000 * 11_000).fill(2), { level: 1 })),
  tags: { 259: [8] },
};

const ended = new Set<number>();
/** Ends the process that decodes for this one and was not ended yet, as a system does that has no more memory. */
async function endDecoder(): Promise<void> {
  for (;;) {
    const children = readdirSync("/proc/self/task").flatMap((task) => readFileSync(`/proc/self/task/${task}/children`, "utf8").split(" "));
    const one = children.map(Number).find((pid) => pid > 0 && !ended.has(pid) && isDecoder(pid));
    if (one !== undefined) {
      ended.add(one);
      process.kill(one, "SIGKILL");
      return;
    }
    await sleep(5);
  }
}
function isDecoder(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("decoder-main");
  } catch {
    return false; // it has ended
  }
}

describe("a decoder apart", () => {
  it("gives what decodePages gives, of small pages and large ones, one file after the other", async () => {
    const { pages } = open();
    const files = [
      await bytesOf(flat(30, 20).png()),
      await bytesOf(flat(900, 700, 4).webp({ lossless: true })),
      tiffOf([sheet(1), sheet(2), sheet(3, 1200)]),
      await bytesOf(flat(31, 21).tiff()),
    ];
    for (const bytes of files) expect(compared(await all(pages(bytes, "file")))).toEqual(compared(await all(decodePages(bytes, "file"))));
    expect((await all(pages(files[2] as Uint8Array, "file", { from: 2 }))).map(({ number, of }) => [number, of])).toEqual([
      [2, 3],
      [3, 3],
    ]);
    expect((await all(pages(files[2] as Uint8Array, "file", { only: 2 }))).map(({ picture }) => picture.pixels[0])).toEqual([2]);
  });

  it("starts a process before the first file where that is wished, and no second one for it", async () => {
    const started = vi.mocked(spawn).mock.calls.length;
    const count = () => vi.mocked(spawn).mock.calls.length - started;
    const one = open();
    expect(count()).toBe(0);
    one.start();
    one.start();
    expect(count()).toBe(1);
    expect(await all(one.pages(await bytesOf(flat(30, 20).png()), "file"))).toHaveLength(1);
    expect(count()).toBe(1);
    one.close();
    one.start();
    expect(count()).toBe(1);
  });

  it("refuses what decodePages refuses, with the same errors, and goes on", async () => {
    const { pages } = open();
    const damaged = (await bytesOf(flat(300, 200).png())).subarray(0, 400);
    for (const [bytes, options] of [
      [damaged, {}],
      [new Uint8Array(), {}],
      [await bytesOf(flat(300, 200).png()), { pixelLimit: 1000 }],
    ] as [Uint8Array, DecodeOptions][]) {
      const refusal = await all(decodePages(bytes, "file", options)).catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(Error);
      const apart = await all(pages(bytes, "file", options)).catch((error: unknown) => error);
      expect(apart).toMatchObject({ message: (refusal as Error).message, name: (refusal as Error).name });
      expect(apart).toBeInstanceOf((refusal as Error).constructor);
    }
    await expect(all(pages("text" as unknown as Uint8Array, "file"))).rejects.toThrow(UsageError);
    expect(await all(pages(await bytesOf(flat(3, 2).png()), "file"))).toHaveLength(1);
  });

  it("gives up a page that takes too long or too much memory, and decodes the next file", async () => {
    for (const [limits, exceeded, sentence] of [
      [{ pageTimeout: 0.02 }, "time", "large.png was not decoded within 0.02 s and was given up"],
      [{ pageMemory: 200 }, "memory", "large.png wants more than 200 MB to be decoded and was given up"],
    ] as const) {
      const { pages } = open(limits);
      const error = await all(pages(large, "large.png")).catch((error: unknown) => error);
      expect(error).toBeInstanceOf(DecodingError);
      expect(error).toMatchObject({ exceeded, message: expect.stringContaining(sentence) });
      decoder?.close();
    }
  });

  it("goes on with the pages behind one that exceeds its limits, and hands that over", async () => {
    const { pages } = open({ pageMemory: 200 });
    const bytes = tiffOf([sheet(1), heavy, sheet(3), sheet(4)]);
    const undrawn: unknown[] = [];
    const onUndrawn: DecodeOptions["onUndrawn"] = ({ number, of, error }) =>
      void undrawn.push([number, of, (error as DecodingError).exceeded]);
    const found = await all(pages(bytes, "scan.tif", { pixelLimit: 2e8, onUndrawn }));
    expect(found.map(({ number, picture }) => [number, picture.pixels[0]])).toEqual([
      [1, 1],
      [3, 3],
      [4, 4],
    ]);
    expect(undrawn).toEqual([[2, 4, "memory"]]);
    const first = tiffOf([heavy, sheet(2)]);
    undrawn.length = 0;
    expect(await all(pages(first, "scan.tif", { pixelLimit: 2e8, onUndrawn }))).toHaveLength(1);
    expect(undrawn).toEqual([[1, 2, "memory"]]);
    undrawn.length = 0;
    expect(await all(pages(bytes, "scan.tif", { pixelLimit: 2e8, from: 2, onUndrawn }))).toHaveLength(2);
    expect(undrawn).toEqual([[2, 4, "memory"]]);
    await expect(all(pages(first, "scan.tif", { pixelLimit: 2e8 }))).rejects.toThrow(DecodingError);
  });

  it("does not hold against a file what earlier ones have left in the process", async () => {
    const started = vi.mocked(spawn).mock.calls.length;
    const { pages } = open({ pageMemory: 300 });
    for (let file = 0; file < 3; file++) expect(await all(pages(large, "large.png"))).toHaveLength(1);
    expect(vi.mocked(spawn).mock.calls.length - started).toBeGreaterThan(1); // what was left was too much for one of them
  });

  it.skipIf(process.platform !== "linux")(
    "asks another process once where one was ended by somebody else, and then holds it against the file",
    async () => {
      const { pages } = open();
      for (const times of [1, 2]) {
        const reading = all(pages(large, "large.png")).catch((error: unknown) => error);
        for (let ended = 0; ended < times; ended++) await endDecoder();
        if (times === 1) expect(await reading).toMatchObject([{ number: 1, picture: { width: 5500 } }]);
        else
          expect(await reading).toMatchObject({
            exceeded: "decoder",
            message: expect.stringContaining("the decoder broke off at large.png (SIGKILL)"),
          });
      }
    },
  );

  it("hands over as many pages that cannot be drawn as there are", async () => {
    const { pages } = open({ pageTimeout: 30 });
    const zstd = { ...sheet(1), tags: { 259: [50_000] } };
    let undrawn = 0;
    const bytes = tiffOf([...Array.from({ length: 2000 }, () => zstd), sheet(7)]);
    const found = await all(pages(bytes, "scan.tif", { onUndrawn: () => void undrawn++ }));
    expect([undrawn, found.length]).toEqual([2000, 1]);
  });

  it("gives nobody the pages of another's file after one was refused in the middle of it", async () => {
    const { pages } = open();
    const zstd = { ...sheet(1), tags: { 259: [50_000] } };
    for (let round = 0; round < 3; round++) {
      await expect(all(pages(tiffOf([zstd, sheet(9), sheet(9)]), "other.tif"))).rejects.toThrow("page 1 of other.tif");
      expect((await all(pages(tiffOf([sheet(3)]), "own.tif"))).map(({ picture }) => picture.pixels[0])).toEqual([3]);
    }
  });

  it("starts nothing once it is closed", async () => {
    const { pages, close } = open();
    const waiting = [all(pages(large, "large.png")), all(pages(large, "large.png"))];
    for (const one of waiting) one.catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 50));
    close();
    for (const one of waiting) await expect(one).rejects.toThrow();
    await expect(all(pages(large, "large.png"))).rejects.toThrow("this decoder is closed");
  });

  it("gives a file up after three such pages", async () => {
    const { pages } = open({ pageMemory: 200 });
    const bytes = tiffOf([sheet(1), ...[2, 3, 4, 5].map(() => heavy)]);
    const undrawn: number[] = [];
    const reading = all(pages(bytes, "scan.tif", { pixelLimit: 2e8, onUndrawn: ({ number }) => void undrawn.push(number) }));
    await expect(reading).rejects.toThrow(
      "scan.tif was given up after 3 pages that could not be decoded, the last because page 4 of scan.tif wants",
    );
    expect(undrawn).toEqual([2, 3]);
  });

  it("decodes as many files side by side as it has processes, others after them, and forgets what nobody wants", async () => {
    const { pages } = open({ processes: 2 });
    const bytes = await bytesOf(flat(200, 300).png());
    const many = tiffOf([1, 2, 3, 4].map((shade) => sheet(shade)));
    for await (const { number } of pages(many, "scan.tif")) if (number === 2) break;
    const found = await Promise.all(Array.from({ length: 5 }, (_, at) => all(pages(at % 2 ? bytes : many, "file"))));
    expect(found.map((own) => own.length)).toEqual([4, 1, 4, 1, 4]);
    await expect(
      all(
        pages(
          Uint8Array.from("GIF8", (sign) => sign.charCodeAt(0)),
          "file",
        ),
      ),
    ).rejects.toThrow(FormatError);
  });

  it("refuses impossible limits", () => {
    for (const options of [{ pageTimeout: 0 }, { pageMemory: 10 }, { processes: 0 }, { pageTimeout: "1" as unknown as number }])
      expect(() => pageDecoder(options)).toThrow(UsageError);
  });
});

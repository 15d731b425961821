import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FormatError, InputError } from "../src/errors.js";
import { pageDecoder } from "../src/node/apart/page-decoder.js";
import { decodePages } from "../src/node/decode-pages.js";

/** libheif's own encoder, which writes what iPhones write: HEVC in HEIF. */
function withoutEncoder(): boolean {
  try {
    execFileSync("heif-enc", ["--help"], { stdio: "ignore" });
    return false;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") return false;
    if (process.env.TENFOLD_REQUIRE_HEIC) throw new Error("heif-enc is not there: apt-get install libheif-examples");
    process.stderr.write("HEIC is not tested: there is no heif-enc; apt-get install libheif-examples\n");
    return true;
  }
}

describe.skipIf(withoutEncoder())("HEIC", () => {
  let folder: string;
  let bytes: Uint8Array;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "tenfold-heic-"));
    const [png, heic] = [join(folder, "a.png"), join(folder, "a.heic")];
    const bar = { input: { create: { width: 64, height: 160, channels: 3, background: "#102030" } } } as const;
    await sharp({ create: { width: 320, height: 240, channels: 3, background: "#f0f0e0" } })
      .composite([{ ...bar, left: 32, top: 16 }])
      .png()
      .toFile(png);
    execFileSync("heif-enc", ["-q", "90", png, "-o", heic], { stdio: "ignore" });
    bytes = new Uint8Array(await readFile(heic));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it("is read as it was drawn", async () => {
    const { value: page } = await decodePages(bytes, "photo.heic").next();
    expect(page).toMatchObject({ number: 1, of: 1, picture: { width: 320, height: 240, channels: 3 } });
    const at = (x: number, y: number) => page?.picture.pixels.subarray(3 * (320 * y + x), 3 * (320 * y + x) + 3) ?? [];
    for (const [x, y, wanted] of [
      [64, 100, [16, 32, 48]],
      [200, 100, [240, 240, 224]],
      [64, 230, [240, 240, 224]],
    ] as const)
      for (const [channel, value] of [...at(x, y)].entries()) expect(Math.abs(value - (wanted[channel] as number))).toBeLessThan(12);
  });

  it("is refused where it is damaged or too large, and by a decoder apart without a word on stdout", async () => {
    await expect(decodePages(bytes, "photo.heic", { pixelLimit: 1000 }).next()).rejects.toThrow(InputError);
    const decoder = pageDecoder();
    await expect(decoder.pages(bytes.subarray(0, bytes.length / 2), "photo.heic").next()).rejects.toThrow(
      new FormatError("photo.heic is a damaged HEIC picture, or one of an unusual coding; save or share it as JPEG"),
    );
    decoder.close();
  });
});

import sharp from "sharp";
import { InputError } from "tenfold";
import type { DocumentPage } from "tenfold/document";
import { expect, it } from "vitest";
import { scannedPages } from "./scanned-pages.js";

const white = (width: number) => sharp({ create: { width, height: 20, channels: 3, background: "white" } });
const read = (file: string, page: number, pages: number): DocumentPage => ({ file, page, pages, strings: [], grids: [] });

/** Files by name, as a disk has them. */
async function bytesOf(file: string): Promise<Uint8Array> {
  if (file === "one.png") return white(30).withMetadata({ density: 200 }).png().toBuffer();
  const page = await white(40).png().toBuffer();
  if (file === "two.tiff")
    return sharp([page, page], { join: { animated: true } })
      .tiff()
      .toBuffer();
  throw new InputError(`cannot read ${file}: there is no such file; check the path`);
}

async function seen(pages: readonly DocumentPage[]) {
  const found: (readonly [string, number | undefined, number, number | undefined])[] = [];
  for await (const { page, width, dpi } of scannedPages(pages, bytesOf)) found.push([page.file, page.page, width, dpi]);
  return found;
}

it("has the pages of a document with their pictures, and those alone", async () => {
  const pages: DocumentPage[] = [read("two.tiff", 2, 2), read("one.png", 1, 1), { file: "gone.png", error: "there is no such file" }];
  expect(await seen(pages)).toEqual([
    ["two.tiff", 2, 40, undefined],
    ["one.png", 1, 30, 200],
  ]);
});

it("has a JPEG as it is where that shows the page as it was read, and decodes it where it does not", async () => {
  const black = sharp({ create: { width: 40, height: 20, channels: 3, background: "black" } });
  const files: Record<string, Buffer> = {
    "plain.jpg": await black.clone().withMetadata({ density: 240 }).jpeg().toBuffer(),
    "turned.jpg": await black.clone().withMetadata({ orientation: 6 }).jpeg().toBuffer(),
    "inks.jpg": await black.clone().toColourspace("cmyk").jpeg().toBuffer(),
    "other.jpg": await black.clone().jpeg().toBuffer(),
    "noticed.jpg": await black.clone().jpeg().toBuffer(),
  };
  const sized = (file: string, width = 40, height = 20) => ({ ...read(file, 1, 1), width, height });
  const pages = [
    sized("plain.jpg"),
    sized("turned.jpg", 20, 40),
    sized("inks.jpg"),
    sized("other.jpg", 41),
    { ...sized("noticed.jpg"), notice: "its data end early" },
  ];
  const found: unknown[] = [];
  for await (const { page, width, height, dpi, jpeg } of scannedPages(pages, async (file) => new Uint8Array(files[file] as Buffer))) {
    const bytes = Buffer.from(await jpeg());
    const [shade] = await sharp(bytes).greyscale().raw().toBuffer();
    found.push([page.file, width, height, dpi, bytes.equals(files[page.file] as Buffer), (shade as number) < 50]);
  }
  expect(found).toEqual([
    ["plain.jpg", 40, 20, 240, true, true],
    ["turned.jpg", 20, 40, undefined, false, true],
    ["inks.jpg", 40, 20, 72, false, true],
    ["other.jpg", 40, 20, 72, false, true],
    ["noticed.jpg", 40, 20, 72, false, true],
  ]);
});

it("refuses a file that has gone since, unless it could not be read to its end anyway", async () => {
  const sentence = "cannot read gone.pdf: there is no such file; check the path";
  await expect(seen([read("gone.pdf", 1, 2)])).rejects.toThrow(new InputError(sentence));
  expect(await seen([read("gone.pdf", 1, 2), { file: "gone.pdf", error: "gone.pdf is damaged" }])).toEqual([]);
});

import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import sharp from "sharp";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { FormatError, InputError, ShapeError } from "../../errors.js";
import { imageFolder } from "./image-folder.js";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tenfold-pictures-"));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

/** A picture with one dot of ink on paper. */
async function picture(path: string, { side = 8, paper = 0, format = "png" as "png" | "jpeg" } = {}): Promise<void> {
  const pixels = new Uint8Array(side * side).fill(paper);
  pixels[Math.floor(side / 2) * (side + 1)] = 255 - paper;
  const bytes = await sharp(pixels, { raw: { width: side, height: side, channels: 1 } })
    .toFormat(format)
    .toBuffer();
  await write(path, bytes);
}

async function write(path: string, bytes: Uint8Array | string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), bytes);
}

const refusal = (options = {}) => imageFolder(folder, options).catch((error: unknown) => error);

describe("imageFolder", () => {
  it("reads class by class, 2 before 10, and passes over what systems leave behind", async () => {
    for (const path of ["10/a.png", "2/b.png", "2/a.png"]) await picture(path);
    for (const path of ["2/.DS_Store", "2/Thumbs.db", ".git/config", "README.txt"]) await write(path, "x");
    const { images, labels, classNames, hashes } = await imageFolder(folder);
    expect([classNames, Array.from(labels)]).toEqual([
      ["2", "10"],
      [0, 0, 1],
    ]);
    expect([images.count, images.height, images.width, images.pixels[4 * 9], images.pixels[0]]).toEqual([3, 8, 8, 255, 0]);
    expect((await imageFolder(folder)).hashes).toEqual(hashes);
    await picture("2/b.png", { side: 8, paper: 1 });
    expect((await imageFolder(folder)).hashes).not.toEqual(hashes);
  });

  it("turns light paper dark, all pictures alike, and says so", async () => {
    for (const path of ["0/a.png", "1/a.png"]) await picture(path, { paper: 255 });
    const told: string[] = [];
    const { images } = await imageFolder(folder, { notice: (sentence) => told.push(sentence) });
    expect([images.pixels[4 * 9], images.pixels[0]]).toEqual([255, 0]);
    expect(told).toEqual([`The paper of ${folder} is light; its pictures are inverted, so that ink is 255 and paper 0`]);
  });

  it("scales when told to, in proportion, with paper around, and says so", async () => {
    await picture("0/a.png", { side: 8 });
    await picture("1/a.png", { side: 16 });
    const told: string[] = [];
    const { images } = await imageFolder(folder, { resize: { height: 28, width: 32 }, notice: (sentence) => told.push(sentence) });
    expect([images.height, images.width, images.pixels[0]]).toEqual([28, 32, 0]);
    expect(told).toEqual([`The pictures of ${folder} are scaled to 28 x 32 pixels, their proportion kept`]);
  });

  it("refuses pictures of different sizes", async () => {
    await picture("0/a.png");
    await picture("1/b.png", { side: 9 });
    const sentence = "the pictures have different sizes: 0/a.png is 8 x 8, 1/b.png is 9 x 9; make them alike, or have them resized";
    expect(await refusal()).toEqual(new ShapeError(sentence));
  });

  it("refuses mixed formats, told by the bytes and not the names, even when resizing", async () => {
    await picture("0/a.png");
    await picture("1/b.png", { format: "jpeg" });
    const sentence = "the pictures have mixed formats: 0/a.png is PNG, 1/b.png is JPEG; convert them to one format";
    expect(await refusal()).toEqual(new FormatError(sentence));
    expect(await refusal({ resize: { height: 8, width: 8 } })).toEqual(new FormatError(sentence));
  });

  it("reads JPEG", async () => {
    for (const path of ["0/a.jpg", "1/a.jpg"]) await picture(path, { format: "jpeg" });
    expect((await imageFolder(folder)).images.count).toBe(2);
  });

  it("refuses a class without pictures, and one class alone", async () => {
    await picture("0/a.png");
    expect(await refusal()).toEqual(
      new InputError(`${folder} has 1 class folders, at least 2 are wanted; put the pictures of each class into a folder of its own`),
    );
    await mkdir(join(folder, "1"));
    expect(await refusal()).toEqual(new InputError(`${folder}/1 holds no pictures; put some there, or remove the folder`));
  });

  it.each<[what: string, spoil: () => Promise<void>, sentence: string]>([
    ["a text among pictures", () => write("1/notes.txt", "hello"), "/1/notes.txt is no picture that can be read; pass PNG or JPEG"],
    [
      "a drawing",
      () => write("1/b.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='8' height='8'/>"),
      "/1/b.svg is no picture that can be read; pass PNG or JPEG",
    ],
    ["an empty file", () => write("1/b.png", ""), "/1/b.png is empty; save or fetch it again"],
    ["a picture cut short", () => write("1/b.png", Buffer.from("89504e470d0a1a0a0000000d49484452", "hex")), "/1/b.png is "],
    ["a folder among pictures", () => write("1/b.png/c.png", "x"), "/1/b.png: it is a folder; pass the path of a file"],
    ["a picture beside the classes", () => picture("c.png"), "/c.png lies beside the class folders; move it into the folder of its class"],
    ["a link that leads nowhere", () => symlink("nowhere", join(folder, "1/b.png")), "/1/b.png: there is no such file; check the path"],
    ["a class that leads nowhere", () => symlink("nowhere", join(folder, "2")), "/2: there is no such file; check the path"],
  ])("refuses %s, by name", async (_what, spoil, sentence) => {
    for (const path of ["0/a.png", "1/a.png"]) await picture(path);
    await spoil();
    const error = await refusal();
    expect(error).toBeInstanceOf(InputError);
    expect((error as Error).message).toContain(sentence);
  });

  it.skipIf(process.platform === "win32")("refuses a pipe, which has no end, by name", async () => {
    for (const path of ["0/a.png", "1/a.png"]) await picture(path);
    execFileSync("mkfifo", [join(folder, "1/b.png")]);
    expect(await refusal()).toEqual(new InputError(`${folder}/1/b.png is a pipe or a device, no picture; move it away`));
  });

  it("refuses more pixels than memory takes, unless they are scaled down", async () => {
    for (const path of ["0/a.png", "1/a.png"]) await picture(path, { side: 40, paper: 255 });
    const sentence = `the pictures of ${folder} have more than 0.003 million pixels together; scale them down, or have them resized`;
    expect(await refusal({ pixelLimit: 3000 })).toEqual(new InputError(sentence));
    const { images } = await imageFolder(folder, { pixelLimit: 3000, resize: { height: 28, width: 28 } });
    expect([images.count, images.pixels[0], Math.max(...images.pixels) > 50]).toEqual([2, 0, true]);
  });

  it("refuses a picture that takes too much memory, before it takes it", async () => {
    for (const path of ["0/a.png", "1/a.png"]) await picture(path);
    const bomb = sharp({ create: { width: 6000, height: 6000, channels: 3, background: "white" } });
    await write("1/bomb.png", await bomb.png().toBuffer());
    expect(String(await refusal())).toContain(
      "/1/bomb.png has 6000 x 6000 pixels, more than the 25 million that are read; make it smaller",
    );
  });

  it("refuses a class that is not among those of the training pictures", async () => {
    for (const path of ["0/a.png", "x/a.png"]) await picture(path);
    expect(await refusal({ classNames: ["0", "1"] })).toEqual(
      new InputError(`${folder}/x is no class of the training pictures, which are 0, 1; rename or move it`),
    );
  });
});

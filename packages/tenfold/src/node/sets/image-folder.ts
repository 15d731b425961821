import { createHash } from "node:crypto";
import { readdir, stat } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { type Dataset, imagesOf } from "../../data/dataset.js";
import { FormatError, InputError, ShapeError } from "../../errors.js";
import { listFolder, readBytes } from "../files.js";
import { type Decoded, decoded, fitted } from "./decoded.js";

export interface ImageFolderOptions {
  /** Scales every picture to this size, its proportion kept; without it they must be alike. */
  readonly resize?: { readonly height: number; readonly width: number } | undefined;
  /** The classes, where another folder has decided them; unless told, the names of the folders. */
  readonly classNames?: readonly string[] | undefined;
  /** Told in a sentence what was done to the pictures. */
  readonly notice?: ((sentence: string) => void) | undefined;
}

/**
 * Reads a folder with a folder of pictures for each class: `mine/0/a.png`, `mine/0/b.png`, `mine/1/c.png`, … The folders' names are the
 * classes, "2" before "10"; what is hidden (a dot in front) is passed over. All pictures must have one format and, unless `resize` is
 * told, one size: a network would learn what tells the formats or the sizes apart in place of the shapes. Paper may be light or dark: it
 * is what the edges of all pictures together show most of.
 *
 * @returns images `[count, height, width, 1]`, class by class
 * @throws InputError when a folder or file cannot be read, a class has no pictures, or something lies where only pictures belong
 * @throws FormatError when a file is no picture or a damaged one, or the formats are mixed
 * @throws ShapeError when the sizes differ
 */
export async function imageFolder(folder: string, options: ImageFolderOptions = {}): Promise<Dataset> {
  const classes = await classFolders(folder);
  const classNames = options.classNames ?? classes;
  const files = (await Promise.all(classes.map((name) => picturesIn(folder, name, classNames)))).flat();
  const { pictures, hash } = await readAll(folder, files);
  refuseMixture(pictures, files, options.resize !== undefined);
  const paper = paperOf(pictures);
  if (paper === "light") options.notice?.(`The paper of ${folder} is light; its pictures are inverted, so that ink is 255 and paper 0`);
  const inked = paper === "light" ? pictures.map(inverted) : pictures;
  const { height, width } = options.resize ?? (inked[0] as Decoded);
  const scaled = inked.some((picture) => picture.height !== height || picture.width !== width);
  if (scaled) options.notice?.(`The pictures of ${folder} are scaled to ${height} x ${width} pixels, their proportion kept`);
  const pixels = new Uint8Array(files.length * height * width);
  for (const [index, picture] of inked.entries()) {
    const same = picture.height === height && picture.width === width;
    pixels.set(same ? picture.pixels : await fitted(picture, { height, width }), index * height * width);
  }
  return {
    name: basename(resolve(folder)),
    images: imagesOf(pixels, [files.length, height, width, 1]),
    labels: Uint8Array.from(files, ({ label }) => label),
    classNames,
    hashes: { pictures: hash },
  };
}

/** A picture's place, "3/a.png", and its class. */
interface Labelled {
  readonly path: string;
  readonly label: number;
}

/** How many files are open at a time. */
const AT_ONCE = 16;

async function classFolders(folder: string): Promise<readonly string[]> {
  const classes: string[] = [];
  for (const name of await visible(folder)) {
    if ((await stat(join(folder, name))).isDirectory()) classes.push(name);
    else if (/\.(png|jpe?g|gif|webp|tiff?|bmp|avif)$/i.test(name)) {
      throw new InputError(`${join(folder, name)} lies beside the class folders; move it into the folder of its class`);
    }
  }
  if (classes.length < 2) {
    throw new InputError(
      `${folder} has ${classes.length} class folders, at least 2 are wanted; put the pictures of each class into a folder of its own`,
    );
  }
  if (classes.length > 256) throw new InputError(`${folder} has ${classes.length} class folders, at most 256 are read; leave some out`);
  const wrong = classes.find((name) => /\p{Cc}/u.test(name));
  if (wrong !== undefined) throw new InputError(`${folder} has a class folder with a control character in its name; rename it`);
  return classes.sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
}

async function picturesIn(folder: string, name: string, classNames: readonly string[]): Promise<Labelled[]> {
  const label = classNames.indexOf(name);
  if (label < 0)
    throw new InputError(
      `${join(folder, name)} is no class of the training pictures, which are ${classNames.join(", ")}; rename or move it`,
    );
  const files = await visible(join(folder, name));
  if (files.length === 0) throw new InputError(`${join(folder, name)} holds no pictures; put some there, or remove the folder`);
  return files.map((file) => ({ path: join(name, file), label }));
}

/** Without what systems leave behind, sorted. */
async function visible(folder: string): Promise<string[]> {
  return (await listFolder(folder)).filter((name) => !name.startsWith(".") && !["Thumbs.db", "desktop.ini"].includes(name));
}

async function readAll(folder: string, files: readonly Labelled[]): Promise<{ pictures: Decoded[]; hash: string }> {
  const hash = createHash("sha256");
  const pictures: Decoded[] = [];
  for (let from = 0; from < files.length; from += AT_ONCE) {
    const some = files.slice(from, from + AT_ONCE);
    const read = await Promise.all(some.map(({ path }) => readPicture(join(folder, path))));
    for (const [index, { picture, sha256 }] of read.entries()) {
      hash.update(`${some[index]?.path.replaceAll("\\", "/")} ${sha256}\n`);
      pictures.push(picture);
    }
  }
  return { pictures, hash: hash.digest("hex") };
}

async function readPicture(path: string): Promise<{ picture: Decoded; sha256: string }> {
  const bytes = await readBytes(path);
  return { picture: await decoded(bytes, path), sha256: createHash("sha256").update(bytes).digest("hex") };
}

function refuseMixture(pictures: readonly Decoded[], files: readonly Labelled[], anySize: boolean): void {
  const first = pictures[0] as Decoded;
  const other = pictures.findIndex(({ format }) => format !== first.format);
  if (other >= 0) {
    throw new FormatError(
      `the pictures have mixed formats: ${files[0]?.path} is ${first.format.toUpperCase()}, ` +
        `${files[other]?.path} is ${pictures[other]?.format.toUpperCase()}; convert them to one format`,
    );
  }
  const odd = anySize ? -1 : pictures.findIndex(({ height, width }) => height !== first.height || width !== first.width);
  if (odd >= 0) {
    const size = ({ height, width }: Decoded) => `${height} x ${width}`;
    throw new ShapeError(
      `the pictures have different sizes: ${files[0]?.path} is ${size(first)}, ${files[odd]?.path} is ${size(pictures[odd] as Decoded)}; ` +
        "make them alike, or have them resized",
    );
  }
}

/** By the median of all pixels on the pictures' edges. */
function paperOf(pictures: readonly Decoded[]): "light" | "dark" {
  let [light, dark] = [0, 0];
  for (const { pixels, height, width } of pictures) {
    for (let at = 0; at < pixels.length; at++) {
      const row = Math.floor(at / width);
      const column = at % width;
      if (row > 0 && row < height - 1 && column > 0 && column < width - 1) continue;
      if ((pixels[at] as number) > 127) light++;
      else dark++;
    }
  }
  return light > dark ? "light" : "dark";
}

function inverted(picture: Decoded): Decoded {
  return { ...picture, pixels: picture.pixels.map((shade) => 255 - shade) };
}

/** Whether a folder holds folders, as one of pictures by class does. */
export async function hasFolders(folder: string): Promise<boolean> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.some((entry) => entry.isDirectory() && !entry.name.startsWith("."));
}

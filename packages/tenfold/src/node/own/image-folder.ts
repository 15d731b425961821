import { createHash } from "node:crypto";
import { basename, join, resolve } from "node:path";
import { type Dataset, imagesOf } from "../../data/dataset.js";
import { FormatError, InputError, ShapeError } from "../../errors.js";
import { listShown, readBytes, statsOf } from "../files.js";
import { type DecodedPicture, decoded, fitted } from "./decoded.js";

export interface ImageFolderOptions {
  /** Scales every picture to this size, its proportion kept; without it they must be alike. */
  readonly resize?: { readonly height: number; readonly width: number } | undefined;
  /** The classes, where another folder has decided them; unless told, the names of the folders. */
  readonly classNames?: readonly string[] | undefined;
  /** How many pixels all pictures may have together, as they are held: 500 million by default. */
  readonly pixelLimit?: number | undefined;
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
 * @throws InputError when a folder or file cannot be read, a class has no pictures, something lies where only pictures belong, or the
 *   pictures take too much memory
 * @throws FormatError when a file is no picture or a damaged one, or the formats are mixed
 * @throws ShapeError when the sizes differ
 */
export async function imageFolder(folder: string, options: ImageFolderOptions = {}): Promise<Dataset> {
  const classes = await classFolders(folder);
  const classNames = options.classNames ?? classes;
  const files = (await Promise.all(classes.map((name) => picturesIn(folder, name, classNames)))).flat();
  const { pictures, hash } = await readAll(folder, files, options);
  refuseMixture(pictures, files, options.resize !== undefined);
  const isLight = hasLightPaper(pictures);
  if (isLight) options.notice?.(`The paper of ${folder} is light; its pictures are inverted, so that ink is 255 and paper 0`);
  const { height, width } = options.resize ?? (pictures[0] as FolderPicture);
  const scaled = pictures.some((picture) => picture.scaled);
  if (scaled) options.notice?.(`The pictures of ${folder} are scaled to ${height} x ${width} pixels, their proportion kept`);
  const pixels = new Uint8Array(files.length * height * width);
  for (const [index, { onDark, onLight }] of pictures.entries()) {
    pixels.set(isLight ? (onLight ?? negative(onDark)) : onDark, index * height * width);
  }
  return {
    name: basename(resolve(folder)),
    images: imagesOf(pixels, [files.length, height, width, 1]),
    labels: Uint8Array.from(files, ({ label }) => label),
    classNames,
    hashes: { pictures: hash },
    files: files.map(({ path }) => path.replaceAll("\\", "/")),
  };
}

/** A picture's place, "3/a.png", and its class. */
interface Labelled {
  readonly path: string;
  readonly label: number;
}

/** A picture of the folder, as little of it as is needed: photos by the thousand take no more memory than what they are scaled to. */
interface FolderPicture extends Omit<DecodedPicture, "pixels"> {
  /** Whether it had another size than the one wanted. */
  readonly scaled: boolean;
  /** Its pixels if paper turns out to be dark. */
  readonly onDark: Uint8Array;
  /** The same if paper turns out to be light; absent where it is just the negative. */
  readonly onLight?: Uint8Array;
  /** How many more of its pixels at the edges are light than dark. */
  readonly lightEdges: number;
}

type Size = NonNullable<ImageFolderOptions["resize"]>;

/** How many files are open at a time. */
const AT_ONCE = 16;

/** A byte each. */
const PIXEL_LIMIT = 500_000_000;

async function classFolders(folder: string): Promise<readonly string[]> {
  const classes: string[] = [];
  for (const name of await listShown(folder)) {
    if ((await statsOf(join(folder, name))).isDirectory()) classes.push(name);
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
  const files = await listShown(join(folder, name));
  if (files.length === 0) throw new InputError(`${join(folder, name)} holds no pictures; put some there, or remove the folder`);
  return files.map((file) => ({ path: join(name, file), label }));
}

async function readAll(
  folder: string,
  files: readonly Labelled[],
  { resize, pixelLimit = PIXEL_LIMIT }: ImageFolderOptions,
): Promise<{ pictures: FolderPicture[]; hash: string }> {
  const hash = createHash("sha256");
  const pictures: FolderPicture[] = [];
  let held = 0;
  for (let from = 0; from < files.length; from += AT_ONCE) {
    const some = files.slice(from, from + AT_ONCE);
    const read = await Promise.all(some.map(({ path }) => readPicture(join(folder, path), resize)));
    for (const [index, { picture, sha256 }] of read.entries()) {
      hash.update(`${some[index]?.path.replaceAll("\\", "/")} ${sha256}\n`);
      pictures.push(picture);
      held += picture.onDark.length;
    }
    if (held > pixelLimit) {
      throw new InputError(
        `the pictures of ${folder} have more than ${pixelLimit / 1e6} million pixels together; scale them down, or have them resized`,
      );
    }
  }
  return { pictures, hash: hash.digest("hex") };
}

async function readPicture(path: string, resize: Size | undefined): Promise<{ picture: FolderPicture; sha256: string }> {
  const found = await statsOf(path);
  if (!found.isFile() && !found.isDirectory()) throw new InputError(`${path} is a pipe or a device, no picture; move it away`);
  const bytes = await readBytes(path);
  return { picture: await taken(await decoded(bytes, path), resize), sha256: createHash("sha256").update(bytes).digest("hex") };
}

async function taken(picture: DecodedPicture, resize: Size | undefined): Promise<FolderPicture> {
  const { pixels, ...about } = picture;
  const { height, width } = about;
  const known = { ...about, lightEdges: lightEdgesOf(picture) };
  if (!resize || (height === resize.height && width === resize.width)) return { ...known, scaled: false, onDark: pixels };
  const onDark = await fitted(picture, resize);
  return { ...known, scaled: true, onDark, onLight: await fitted({ pixels: negative(pixels), height, width }, resize) };
}

function refuseMixture(pictures: readonly FolderPicture[], files: readonly Labelled[], anySize: boolean): void {
  const first = pictures[0] as FolderPicture;
  const other = pictures.findIndex(({ format }) => format !== first.format);
  if (other >= 0) {
    throw new FormatError(
      `the pictures have mixed formats: ${files[0]?.path} is ${first.format.toUpperCase()}, ` +
        `${files[other]?.path} is ${pictures[other]?.format.toUpperCase()}; convert them to one format`,
    );
  }
  const odd = anySize ? -1 : pictures.findIndex(({ height, width }) => height !== first.height || width !== first.width);
  if (odd >= 0) {
    const size = ({ height, width }: FolderPicture) => `${height} x ${width}`;
    throw new ShapeError(
      `the pictures have different sizes: ${files[0]?.path} is ${size(first)}, ${files[odd]?.path} is ${size(pictures[odd] as FolderPicture)}; ` +
        "make them alike, or have them resized",
    );
  }
}

/** By the median of all pixels on the pictures' edges. */
function hasLightPaper(pictures: readonly FolderPicture[]): boolean {
  return pictures.reduce((sum, { lightEdges }) => sum + lightEdges, 0) > 0;
}

function lightEdgesOf({ pixels, height, width }: DecodedPicture): number {
  let more = 0;
  for (let row = 0; row < height; row++) {
    const step = row === 0 || row === height - 1 ? 1 : Math.max(1, width - 1);
    for (let column = 0; column < width; column += step) more += (pixels[row * width + column] as number) > 127 ? 1 : -1;
  }
  return more;
}

function negative(pixels: Uint8Array): Uint8Array {
  return pixels.map((shade) => 255 - shade);
}

/** Whether a folder holds folders, or links to some, as one of pictures by class does. */
export async function hasFolders(folder: string): Promise<boolean> {
  for (const name of await listShown(folder)) if ((await statsOf(join(folder, name))).isDirectory()) return true;
  return false;
}

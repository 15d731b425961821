import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import {
  FormatError,
  type Images,
  InputError,
  imagesOf,
  MNIST_STROKES,
  type Network,
  type Picture,
  parseCsvImages,
  parseIdxImages,
  pictureToDigit,
  ShapeError,
} from "tenfold";
import { arrayImages, knownSet, openTest, readBytes, unpacked } from "tenfold/node";
import { decodedApart, startDecoding } from "../files/decoded-apart.js";
import type { Host } from "../host.js";
import { quoted } from "../quoted.js";
import { fetching } from "../sets/fetching.js";

/** Pictures fit for a network, and what to call each. */
export interface Pictures {
  readonly images: Images;
  readonly names: readonly string[];
  /** What the user should know of how they were read, in words. */
  readonly notices: readonly string[];
}

/**
 * Reads pictures of one digit each, of a file with several pages each page; IDX files, tables and the test images of folders and of sets known
 * by name; in order.
 *
 * @throws InputError when a file cannot be read, is of another kind, or its images are not of the network's size
 */
export async function readPictures(
  files: readonly string[],
  network: Network,
  { host, classNames, piped }: ReadPicturesOptions = {},
): Promise<Pictures> {
  const trustsSize = !knowsDigitsAlone(classNames);
  return together(files, { network, trustsSize, host, piped });
}

/** Starts what decodes pictures, where some of the files are called as pictures are, while the rest is loaded. */
export function expectPictures(files: readonly string[]): void {
  if (files.some((file) => PICTURE.test(file))) startDecoding();
}

/** Whether classes are the ten digits, perhaps with signs and "none" behind them, and no letters. */
function knowsDigitsAlone(classNames: readonly string[] = []): boolean {
  const isOther = (name: string) => /^\p{L}/u.test(name) && name !== "none" && name !== "x";
  return Array.from("0123456789").every((digit, at) => classNames[at] === digit) && !classNames.some(isOther);
}

export interface ReadPicturesOptions {
  /** Is told what is fetched. */
  readonly host?: Host | undefined;
  /** What the network tells apart: a small picture is brought to MNIST's form for those that know digits alone, and taken as it is for others. */
  readonly classNames?: readonly string[] | undefined;
  /** Gives what the file "-" is, which is what is piped in. */
  readonly piped?: (() => Promise<Uint8Array>) | undefined;
}

interface Wanted {
  readonly network: Network;
  readonly trustsSize: boolean;
  readonly host: Host | undefined;
  readonly piped: ReadPicturesOptions["piped"];
}

function joined(pixels: readonly Uint8Array[], count: number, { input: [height = 0, width = 0, channels = 0] }: Network): Images {
  return imagesOf(Buffer.concat(pixels), [count, height, width, channels]);
}

async function readOne(file: string, { network, trustsSize, host, piped }: Wanted): Promise<Pictures> {
  const { name, input } = network;
  const channels = input[2];
  if (channels !== 1) throw new ShapeError(`"${name}" takes images of ${channels} channels, and digits are read in shades of gray`);
  if (file === "-" && piped) return readBytesOf(await piped(), "standard input", { network, trustsSize });
  const found = await stat(file).catch(() => undefined);
  if (found?.isDirectory() || (!found && knownSet(file))) {
    const loose = found ? await loosePictures(file) : [];
    if (loose.length > 0) return together(loose, { network, trustsSize, host, piped: undefined });
    const test = await openTest(file, host && fetching(host)).catch((error: unknown) => refuseLoose(file, error));
    return numbered(test.name, test.images, network);
  }
  return readBytesOf(await readBytes(file), file, { network, trustsSize });
}

/** What a file is, its bytes say; a table its name, too. */
async function readBytesOf(
  packed: Uint8Array,
  file: string,
  { network, trustsSize }: Pick<Wanted, "network" | "trustsSize">,
): Promise<Pictures> {
  const bytes = await unpacked(packed, file);
  if (bytes.length === 0) throw new FormatError(`${file} is empty; pass a picture or an IDX image file`);
  if (isIdx(bytes)) return numbered(file, parseIdxImages(bytes, file), network);
  if (/\.(csv|tsv|arff|mat|libsvm|svm)(\.gz)?$/i.test(file) || isTable(bytes)) return told(file, parseCsvImages(bytes, file), network);
  if (/\.np[yz]$/i.test(file)) return told(file, await arrayImages(file), network);
  return readPages(bytes, file, network, trustsSize);
}

/** Endings of pictures, as people have them in folders. */
const PICTURE = /\.(png|jpe?g|webp|tiff?|gif|avif|hei[cf]|svg|pdf)$/i;

/** The pictures of a folder that holds no data set but pictures beside each other, in natural order. */
async function loosePictures(folder: string): Promise<readonly string[]> {
  const inside = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const shown = inside.filter(({ name }) => !name.startsWith(".") && name !== "__MACOSX");
  if (shown.some((entry) => entry.isDirectory() || /idx\d/.test(entry.name))) return [];
  const natural = new Intl.Collator("en", { numeric: true });
  return shown
    .map(({ name }) => name)
    .filter((name) => PICTURE.test(name))
    .sort(natural.compare)
    .map((name) => join(folder, name));
}

/** Pictures of several files, one after the other: a photo takes memory. */
async function together(files: readonly string[], wanted: Wanted): Promise<Pictures> {
  const read: Pictures[] = [];
  for (const file of files) read.push(await readOne(file, wanted));
  const names = read.flatMap((pictures) => pictures.names);
  const pixels = read.map(({ images }) => images.pixels);
  return { images: joined(pixels, names.length, wanted.network), names, notices: read.flatMap(({ notices }) => notices) };
}

/** Of a folder that is no data set, be it empty, the answer is about pictures, which are what is asked for. */
async function refuseLoose(folder: string, error: unknown): Promise<never> {
  const inside = await readdir(folder, { withFileTypes: true }).catch(() => undefined);
  if (!inside || inside.some((entry) => entry.isDirectory() || /idx\d/.test(entry.name))) throw error;
  const what = inside.length === 0 ? "is empty" : "holds neither IDX files nor a folder of pictures for each class";
  throw new InputError(`${folder} ${what}; pass pictures themselves, as ${quoted(`${folder}/7.png`)}`, { cause: error });
}

/** The same with what is to be known of how they were taken. */
function told(
  from: string,
  { images, notices }: { readonly images: Images; readonly notices: readonly string[] },
  network: Network,
): Pictures {
  return { ...numbered(from, images, network), notices };
}

/** Several images under one name, each with its number. */
function numbered(from: string, images: Images, { name, input: [height, width] }: Network): Pictures {
  if (images.height !== height || images.width !== width) {
    throw new ShapeError(`${from} has images of ${images.height} x ${images.width} pixels, "${name}" takes ${height} x ${width}`);
  }
  return { images, names: Array.from({ length: images.count }, (_, index) => `${from} [${index}]`), notices: [] };
}

async function readPages(bytes: Uint8Array, file: string, network: Network, trustsSize: boolean): Promise<Pictures> {
  const digits: Uint8Array[] = [];
  const names: string[] = [];
  const notices: string[] = [];
  for await (const { picture, number, of, notice } of decodedApart(bytes, file)) {
    const name = of > 1 ? `${file} page ${number}` : file;
    digits.push(toDigit(picture, name, network, trustsSize));
    names.push(name);
    if (notice) notices.push(notice);
  }
  return { images: joined(digits, digits.length, network), names, notices };
}

/** Strokes as wide as MNIST's, where the network has MNIST's size. */
function toDigit(picture: Picture, name: string, { input: [height = 0, width = 0] }: Network, trustsSize: boolean): Uint8Array {
  const strokes = height === 28 && width === 28 ? { strokes: MNIST_STROKES } : {};
  return pictureToDigit(picture, { height, width, trustsSize, ...strokes }, name).pixels;
}

/** IDX begins with two zeros and the type of its numbers, here unsigned bytes; no picture does. */
function isIdx(bytes: Uint8Array): boolean {
  return bytes[0] === 0 && bytes[1] === 0 && bytes[2] === 8;
}

/** Whether a file begins with a line of numbers or names with commas between them, as many as a picture has pixels. */
function isTable(bytes: Uint8Array): boolean {
  const [line = ""] = Buffer.from(bytes.subarray(0, LONGEST_HEAD)).toString("latin1").split("\n", 1);
  return /^[\w" ]+(,[\w" ]+){15,}\r?$/.test(line);
}

/** Headings of 128 x 128 pixels fit, as "pixel16383". */
const LONGEST_HEAD = 1 << 18;

import { stat } from "node:fs/promises";
import {
  FormatError,
  type Images,
  imagesOf,
  MNIST_STROKES,
  type Network,
  type Picture,
  parseCsvImages,
  parseIdxImages,
  pictureToDigit,
  ShapeError,
} from "tenfold";
import { decodePages, knownSet, openTest, readBytes, unpacked } from "tenfold/node";
import { fetching } from "../fetching.js";
import type { Host } from "../host.js";

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
 * @param host is told what is fetched
 * @throws InputError when a file cannot be read, is of another kind, or its images are not of the network's size
 */
export async function readPictures(files: readonly string[], network: Network, host?: Host): Promise<Pictures> {
  const read: Pictures[] = [];
  for (const file of files) read.push(await readOne(file, network, host)); // one after the other: a photo takes memory
  const names = read.flatMap((pictures) => pictures.names);
  const notices = read.flatMap((pictures) => pictures.notices);
  return {
    images: joined(
      read.map(({ images }) => images.pixels),
      names.length,
      network,
    ),
    names,
    notices,
  };
}

function joined(pixels: readonly Uint8Array[], count: number, { input: [height = 0, width = 0, channels = 0] }: Network): Images {
  return imagesOf(Buffer.concat(pixels), [count, height, width, channels]);
}

async function readOne(file: string, network: Network, host: Host | undefined): Promise<Pictures> {
  const { name, input } = network;
  const channels = input[2];
  if (channels !== 1) throw new ShapeError(`"${name}" takes images of ${channels} channels, and digits are read in shades of gray`);
  const found = await stat(file).catch(() => undefined);
  if (found?.isDirectory() || (!found && knownSet(file))) {
    const test = await openTest(file, host && fetching(host));
    return numbered(test.name, test.images, network);
  }
  const bytes = await unpacked(await readBytes(file), file);
  if (bytes.length === 0) throw new FormatError(`${file} is empty; pass a picture or an IDX image file`);
  if (isIdx(bytes)) return numbered(file, parseIdxImages(bytes, file), network);
  if (/\.csv(\.gz)?$/i.test(file)) return numbered(file, parseCsvImages(bytes, file).images, network);
  return readPages(bytes, file, network);
}

/** Several images under one name, each with its number. */
function numbered(from: string, images: Images, { name, input: [height, width] }: Network): Pictures {
  if (images.height !== height || images.width !== width) {
    throw new ShapeError(`${from} has images of ${images.height} x ${images.width} pixels, "${name}" takes ${height} x ${width}`);
  }
  return { images, names: Array.from({ length: images.count }, (_, index) => `${from} [${index}]`), notices: [] };
}

async function readPages(bytes: Uint8Array, file: string, network: Network): Promise<Pictures> {
  const digits: Uint8Array[] = [];
  const names: string[] = [];
  const notices: string[] = [];
  for await (const { picture, number, of, notice } of decodePages(bytes, file)) {
    const name = of > 1 ? `${file} page ${number}` : file;
    digits.push(toDigit(picture, name, network));
    names.push(name);
    if (notice) notices.push(notice);
  }
  return { images: joined(digits, digits.length, network), names, notices };
}

/** Strokes as wide as MNIST's, where the network has MNIST's size. */
function toDigit(picture: Picture, name: string, { input: [height = 0, width = 0] }: Network): Uint8Array {
  const strokes = height === 28 && width === 28 ? { strokes: MNIST_STROKES } : {};
  return pictureToDigit(picture, { height, width, ...strokes }, name).pixels;
}

/** IDX begins with two zeros and the type of its numbers, here unsigned bytes; no picture does. */
function isIdx(bytes: Uint8Array): boolean {
  return bytes[0] === 0 && bytes[1] === 0 && bytes[2] === 8;
}

import { stat } from "node:fs/promises";
import { FormatError, type Images, imagesOf, type Network, parseCsvImages, parseIdxImages, ShapeError } from "tenfold";
import { knownSet, openTest, readBytes, unpacked } from "tenfold/node";
import { fetching } from "../fetching.js";
import type { Host } from "../host.js";

/** Pictures fit for a network, and what to call each. */
export interface Pictures {
  readonly images: Images;
  readonly names: readonly string[];
}

/**
 * Reads pictures of one digit each, IDX files, tables and the test images of folders and of sets known by name, in order.
 *
 * @param host is told what is fetched
 * @throws InputError when a file cannot be read, is of another kind, or its images are not of the network's size
 */
export async function readPictures(files: readonly string[], network: Network, host?: Host): Promise<Pictures> {
  const read = [];
  for (const file of files) read.push(await readOne(file, network, host)); // one after the other: a photo takes memory
  const [height = 0, width = 0, channels = 0] = network.input;
  const pixels = Buffer.concat(read.map(({ images }) => images.pixels));
  const names = read.flatMap((pictures) => pictures.names);
  return { images: imagesOf(pixels, [names.length, height, width, channels]), names };
}

async function readOne(file: string, network: Network, host: Host | undefined): Promise<Pictures> {
  const { name, input } = network;
  const [height = 0, width = 0, channels = 0] = input;
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
  const { imageToDigit } = await import("./image-to-digit.js"); // with the decoders
  return { images: imagesOf(await imageToDigit(bytes, file, { height, width }), [1, height, width, 1]), names: [file] };
}

/** Several images under one name, each with its number. */
function numbered(from: string, images: Images, { name, input: [height, width] }: Network): Pictures {
  if (images.height !== height || images.width !== width) {
    throw new ShapeError(`${from} has images of ${images.height} x ${images.width} pixels, "${name}" takes ${height} x ${width}`);
  }
  return { images, names: Array.from({ length: images.count }, (_, index) => `${from} [${index}]`) };
}

/** IDX begins with two zeros and the type of its numbers, here unsigned bytes; no picture does. */
function isIdx(bytes: Uint8Array): boolean {
  return bytes[0] === 0 && bytes[1] === 0 && bytes[2] === 8;
}

import { FormatError, type Images, imagesOf, type Network, parseIdxImages, ShapeError } from "tenfold";
import { readBytes, unpacked } from "tenfold/node";

/** Pictures fit for a network, and what to call each. */
export interface Pictures {
  readonly images: Images;
  readonly names: readonly string[];
}

/**
 * Reads IDX files and pictures of one digit each, in order.
 *
 * @throws InputError when a file cannot be read, is of another kind, or its images are not of the network's size
 */
export async function readPictures(files: readonly string[], network: Network): Promise<Pictures> {
  const read = [];
  for (const file of files) read.push(await readFile(file, network)); // one after the other: a photo takes memory
  const [height = 0, width = 0, channels = 0] = network.input;
  const pixels = Buffer.concat(read.map(({ images }) => images.pixels));
  const names = read.flatMap((pictures) => pictures.names);
  return { images: imagesOf(pixels, [names.length, height, width, channels]), names };
}

async function readFile(file: string, { name, input: [height = 0, width = 0, channels = 0] }: Network): Promise<Pictures> {
  if (channels !== 1) throw new ShapeError(`"${name}" takes images of ${channels} channels, and digits are read in shades of gray`);
  const bytes = await unpacked(await readBytes(file), file);
  if (bytes.length === 0) throw new FormatError(`${file} is empty; pass a picture or an IDX image file`);
  if (!isIdx(bytes)) {
    const { imageToDigit } = await import("./image-to-digit.js"); // with the decoders
    return { images: imagesOf(await imageToDigit(bytes, file, { height, width }), [1, height, width, 1]), names: [file] };
  }
  const images = parseIdxImages(bytes, file);
  if (images.height !== height || images.width !== width) {
    throw new ShapeError(`${file} has images of ${images.height} x ${images.width} pixels, "${name}" takes ${height} x ${width}`);
  }
  return { images, names: Array.from({ length: images.count }, (_, index) => `${file} [${index}]`) };
}

/** IDX begins with two zeros and the type of its numbers, here unsigned bytes; no picture does. */
function isIdx(bytes: Uint8Array): boolean {
  return bytes[0] === 0 && bytes[1] === 0 && bytes[2] === 8;
}

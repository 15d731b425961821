import { stat } from "node:fs/promises";
import { join } from "node:path";
import { type Images, InputError, type Network } from "tenfold";
import { listFolder } from "tenfold/node";
import { readPictures } from "./read-pictures.js";

/** Pictures that are none of a network's classes, and where they came from. */
export interface OtherThings {
  readonly name: string;
  readonly images: Images;
}

/** Pictures, and IDX files of images; a folder may hold labels and licenses beside them. */
const PICTURES = /images[-.]idx3-ubyte(\.gz)?$|\.idx3?(\.gz)?$|\.(png|jpe?g|webp|tiff?|gif|avif|svg)$/i;

/**
 * Reads files and folders of pictures; each path is a set of its own.
 *
 * @throws InputError when one cannot be read, a folder holds no pictures, or they are not of the network's size
 */
export async function readOtherThings(paths: readonly string[], network: Network): Promise<OtherThings[]> {
  const read: OtherThings[] = [];
  for (const path of paths) read.push({ name: path, images: (await readPictures(await filesOf(path), network)).images });
  return read;
}

async function filesOf(path: string): Promise<readonly string[]> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isDirectory()) return [path];
  const files = (await listFolder(path)).filter((name) => PICTURES.test(name));
  if (files.length === 0)
    throw new InputError(`${path} holds no pictures; put PNG, JPEG, WebP or IDX image files there, or pass another folder`);
  return files.map((name) => join(path, name));
}

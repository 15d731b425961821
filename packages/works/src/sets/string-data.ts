import { type Dataset, InputError } from "tenfold";
import { listFolder, mnist, type PenStrokes, penStrokes, strokeFilesAmong } from "tenfold/node";
import type { Host } from "../host.js";
import { type DataSource, whereOf } from "../records/data-source.js";
import { fetching } from "./fetching.js";
import { openData } from "./open-data.js";

/** Single digits that strings are composed of: scanned ones to train on and to test with, and characters as pens wrote them. */
export interface StringData {
  readonly train: Dataset;
  readonly test: Dataset;
  readonly strokes: PenStrokes["samples"];
}

/**
 * The digits of a source; of a folder with pen strokes these, and beside them MNIST's.
 *
 * @throws InputError when they cannot be read, or are no digits of 28 x 28 pixels
 */
export async function openStringData(source: DataSource, host?: Host): Promise<StringData> {
  const pens = await pensAt(source);
  const { train, test } = pens ? await mnist(host ? fetching(host) : {}) : await openData(source, host);
  for (const dataset of [train, test]) refuseNoDigits(dataset);
  if (!pens) return { train, test, strokes: [] };
  return { train: { ...train, hashes: { ...train.hashes, ...pens.hashes } }, test, strokes: pens.samples };
}

async function pensAt(source: DataSource): Promise<PenStrokes | undefined> {
  if (source.folder === undefined) return undefined;
  const names = await listFolder(whereOf(source)).catch(() => []); // a file, or nothing at all: who opens it says so
  return strokeFilesAmong(names).length > 0 ? penStrokes(source.folder) : undefined;
}

/** @throws InputError unless every digit is there */
export function refuseNoDigits({ name, images, labels, classNames }: Dataset): void {
  const { height, width, channels } = images;
  if (classNames.join("") !== "0123456789" || height !== 28 || width !== 28 || channels !== 1) {
    throw new InputError(
      `"${name}" has ${classNames.length} classes in pictures of ${height} x ${width} x ${channels}; ` +
        "strings are composed of the ten digits in 28 x 28 gray pixels: pass such a set, as mnist",
    );
  }
  const missing = [...classNames.keys()].find((digit) => !labels.includes(digit));
  if (missing !== undefined) throw new InputError(`"${name}" has no ${missing} among ${images.count} images; pass more of them`);
}

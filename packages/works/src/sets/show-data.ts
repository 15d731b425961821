import { classCounts, type Dataset } from "tenfold";
import { openDataset, writeAside } from "tenfold/node";
import { refuseOtherEnding } from "../files/endings.js";
import { refuseExisting } from "../files/new-file.js";
import type { Host } from "../host.js";
import { fetching } from "./fetching.js";
import { stripsOf } from "./strips.js";

export interface ShowOptions {
  readonly from?: string | undefined;
  readonly resize?: boolean | undefined;
  /** Of a table the column of labels. */
  readonly labelColumn?: string | undefined;
  /** A picture to write, .svg or .png. */
  readonly out?: string | undefined;
}

/** A dataset as `data show` tells of it. */
export interface ShownPart {
  readonly name: string;
  readonly count: number;
  readonly height: number;
  readonly width: number;
  readonly classes: readonly { readonly name: string; readonly count: number }[];
  /** How many people wrote it, where that is known. */
  readonly writers?: number;
  readonly license?: string;
  readonly source?: string;
  readonly hashes: Readonly<Record<string, string>>;
}

export interface Shown {
  readonly parts: readonly ShownPart[];
  /** The picture that was written. */
  readonly sheet?: string;
}

/** Pictures of a class on a sheet: as many as a page holds. */
const IN_PICTURE = 20;

/**
 * Counts what data holds, and makes a contact sheet of its training images where one is asked for.
 *
 * @throws UsageError when the picture is of another kind than .svg or .png
 * @throws InputError when it is there already, or the data cannot be read
 */
export async function showData(
  where: string,
  { from, resize, labelColumn, out }: ShowOptions,
  host: Host,
): Promise<{ readonly shown: Shown; readonly train: Dataset }> {
  if (out !== undefined) await refuseOut(out);
  const size = { height: 28, width: 28 };
  const { train, test } = await openDataset(where, { from, labelColumn, ...(resize && { resize: size }), ...fetching(host) });
  const parts = [train, test].map(partOf);
  if (out !== undefined) await writeSheet(out, train);
  return { shown: { parts, ...(out !== undefined && { sheet: out }) }, train };
}

async function refuseOut(out: string): Promise<void> {
  refuseOtherEnding("--out", out, "picture");
  await refuseExisting(out);
}

async function writeSheet(out: string, train: Dataset): Promise<void> {
  const { sheetPicture } = await import("./sheet-picture.js"); // with all that draws and paints
  const svg = await sheetPicture(train.name, stripsOf(train, IN_PICTURE));
  if (/\.svg$/i.test(out)) return writeAside(out, svg);
  const { renderPng } = await import("../pages/render.js");
  await writeAside(out, await renderPng(svg));
}

function partOf(dataset: Dataset): ShownPart {
  const { name, images, classNames, writers, license, source, hashes = {} } = dataset;
  const counts = classCounts(dataset);
  return {
    name,
    count: images.count,
    height: images.height,
    width: images.width,
    classes: classNames.map((className, index) => ({ name: className, count: counts[index] ?? 0 })),
    ...(writers && { writers: new Set(writers).size }),
    ...(license !== undefined && { license }),
    ...(source !== undefined && { source }),
    hashes,
  };
}

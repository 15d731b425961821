import { stat } from "node:fs/promises";
import { classCounts, type Dataset, UsageError } from "tenfold";
import { openDataset, writeAside } from "tenfold/node";
import { fetching } from "../fetching.js";
import type { Host } from "../host.js";
import { whole } from "../report/numbers.js";
import { plain, textTable } from "../text-table.js";
import { stripsOf } from "./strips.js";
import { textSheet } from "./text-sheet.js";

export interface ShowOptions {
  readonly from?: string | undefined;
  readonly resize?: boolean | undefined;
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
  /** For those who read text. */
  readonly text: string;
}

/** Pictures of a class on a sheet: as many as 80 signs of text hold, and as a page holds. */
const [IN_TEXT, IN_PICTURE] = [5, 20];

/**
 * Counts what data holds, and makes a contact sheet of its training images: as text, or as a picture where one is asked for.
 *
 * @throws UsageError when the picture is of another kind than .svg or .png, or is there already
 * @throws InputError when the data cannot be read
 */
export async function showData(where: string, { from, resize, out }: ShowOptions, host: Host): Promise<Shown> {
  if (out !== undefined) await refuseOut(out);
  const size = { height: 28, width: 28 };
  const { train, test } = await openDataset(where, { from, ...(resize && { resize: size }), ...fetching(host) });
  const parts = [train, test].map(partOf);
  const text = [countsText(train, test), citeText(train)].filter(Boolean).join("\n");
  if (out === undefined) return { parts, text: `${text}\n${textSheet(stripsOf(train, IN_TEXT, 4))}` };
  await writeSheet(out, train);
  return { parts, sheet: out, text: `${text}\nContact sheet: ${plain(out)}\n` };
}

async function refuseOut(out: string): Promise<void> {
  if (!/\.(svg|png)$/i.test(out)) throw new UsageError(`--out ${out}: a contact sheet is a picture, .svg or .png`);
  if (await stat(out).catch(() => undefined)) throw new UsageError(`--out ${out}: it is there already; pass another name, or move it away`);
}

async function writeSheet(out: string, train: Dataset): Promise<void> {
  const { sheetPicture } = await import("./sheet-picture.js"); // with all that draws and paints
  const svg = await sheetPicture(train.name, stripsOf(train, IN_PICTURE));
  if (/\.svg$/i.test(out)) return writeAside(out, svg);
  const { renderPng } = await import("../report/render.js");
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

function countsText(train: Dataset, test: Dataset): string {
  const [inTrain, inTest] = [classCounts(train), classCounts(test)];
  const rows = train.classNames.map((name, index) => [name, whole(inTrain[index] ?? 0), whole(inTest[index] ?? 0)]);
  const { height, width } = train.images;
  const writers = train.writers ? `, by ${whole(new Set(train.writers).size)} and ${whole(new Set(test.writers ?? []).size)} writers` : "";
  const head = `${train.name} and ${test.name}, ${height} x ${width} pixels${writers}`;
  const table = textTable(["Class", "Train", "Test"], [...rows, ["All", whole(train.images.count), whole(test.images.count)]]);
  return `${plain(head)}\n\n${table}`;
}

function citeText({ license, source }: Dataset): string {
  return source === undefined ? "" : `License: ${plain(license ?? "unknown")}. ${plain(source)}\n`;
}

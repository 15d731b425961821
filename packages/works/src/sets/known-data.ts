import { stat } from "node:fs/promises";
import { join } from "node:path";
import { cacheFolder, type KnownSet, knownSets, mnistIsInstalled } from "tenfold/node";

/** A set as `data list` tells of it. */
export interface KnownData {
  readonly name: string;
  readonly about: string;
  readonly classes: number;
  readonly train: number;
  readonly test: number;
  /** Bytes to fetch; null where it is not published and the files are not here, or there is nothing to fetch. */
  readonly size: number | null;
  /** Whether it can be used without a connection. */
  readonly here: boolean;
  readonly folder: string;
  readonly license: string;
  readonly source: string;
}

export async function knownData(): Promise<KnownData[]> {
  return Promise.all(knownSets.map(describe));
}

async function describe(set: KnownSet): Promise<KnownData> {
  const folder = join(cacheFolder(), set.folder);
  const sizes = await Promise.all(set.files.map(async ({ name, size }) => ({ size, kept: await sizeOf(join(folder, name)) })));
  const total = sizes.reduce((sum, { size, kept }) => sum + (size ?? kept ?? Number.NaN), 0);
  const [train, test] = set.counts;
  return {
    name: set.name,
    about: set.about,
    classes: set.classNames.length,
    train,
    test,
    size: Number.isNaN(total) || sizes.length === 0 ? null : total,
    here: sizes.every(({ kept }) => kept !== undefined) || (set.name === "mnist" && mnistIsInstalled()),
    folder,
    license: set.license,
    source: set.source,
  };
}

async function sizeOf(path: string): Promise<number | undefined> {
  return (await stat(path).catch(() => undefined))?.size;
}

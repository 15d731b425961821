import { dirname, join } from "node:path";
import { makeFolder, writeAside } from "tenfold/node";
import type { Drawings } from "./draw.js";

/** Puts bytes into a file, whole or not at all. */
export type Write = (path: string, bytes: Uint8Array) => Promise<void>;

/** Writes a file, and the folder that it lies in where there is none. */
export async function writeInFolder(path: string, bytes: Uint8Array): Promise<void> {
  await makeFolder(dirname(path));
  await writeAside(path, bytes);
}

/**
 * Writes `plots/<name>.svg`, `.png` and the numbers behind it as `.csv` for each plot.
 *
 * @returns the paths written
 */
export async function writePlots(folder: string, drawings: Drawings, write: Write = writeInFolder): Promise<string[]> {
  const paths: string[] = [];
  for (const [name, { svg, png, csv }] of drawings) {
    for (const [ending, content] of Object.entries({ svg, png, csv })) {
      const path = join(folder, "plots", `${name}.${ending}`);
      await write(path, Buffer.from(content));
      paths.push(path);
    }
  }
  return paths;
}

import { dirname } from "node:path";
import { UsageError } from "tenfold";
import { makeFolder, readBytes, writeAside } from "tenfold/node";
import { exists } from "../run/run-folder.js";
import { GENERATOR } from "./comparison-page.js";

/**
 * Refuses a place where a page would replace something else than an earlier page.
 *
 * @throws UsageError naming the file that is in the way
 */
export async function refuseOtherFile(path: string): Promise<void> {
  if (!(await exists(path))) return;
  const start = new TextDecoder().decode((await readBytes(path)).subarray(0, 300));
  if (!start.includes(`content="${GENERATOR}"`)) throw new UsageError(`${path} is no page of tenfold compare; pass another --page`);
}

/** Writes a page, and makes its folder if need be. */
export async function writePage(path: string, html: string): Promise<void> {
  await refuseOtherFile(path);
  await makeFolder(dirname(path));
  await writeAside(path, html);
}

import { dirname } from "node:path";
import { InputError } from "tenfold";
import { makeFolder, readBytes, writeAside } from "tenfold/node";
import { refuseOtherEnding } from "../files/endings.js";
import { exists } from "../files/exists.js";
import { GENERATOR } from "./comparison-page.js";

/**
 * Refuses a place where a page would replace something else than an earlier page.
 *
 * @throws UsageError when it has another ending than a page
 * @throws InputError naming the file that is in the way
 */
export async function refuseOtherFile(path: string): Promise<void> {
  refuseOtherEnding("--page", path, "page");
  if (!(await exists(path))) return;
  const start = new TextDecoder().decode((await readBytes(path)).subarray(0, 300));
  if (!start.includes(`content="${GENERATOR}"`))
    throw new InputError(`${path} is there already, and no page of tenfold compare; pass another --page`);
}

/** Writes a page, and makes its folder if need be. */
export async function writePage(path: string, html: string): Promise<void> {
  await refuseOtherFile(path);
  await makeFolder(dirname(path));
  await writeAside(path, html);
}

import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Where data lies that is real and may not be redistributed: beside the repository, or where the environment says. */
const folder = process.env.TENFOLD_REAL_DATA ?? fileURLToPath(new URL("../../../../shared/data", import.meta.url));

/** A file or folder of it, as in "usps/zip.train.gz", and whether it is there: `it.skipIf(!there)`. */
export function realData(path: string): { readonly path: string; readonly there: boolean } {
  const full = join(folder, path);
  return { path: full, there: existsSync(full) };
}

// What of this clone is tried: it has to be built.

import { createRequire } from "node:module";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");
const built = (path) => import(join(root, "packages", path));

/** The command `tenfold`. */
export const program = join(root, "packages/cli/bin/tenfold.js");
export const { default: sharp } = await import(createRequire(join(root, "packages/works/package.json")).resolve("sharp"));
export const { openDatabase } = await built("works/dist/store/index.js");
export const { mnist } = await built("tenfold/dist/node/index.js");

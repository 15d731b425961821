import { existsSync } from "node:fs";
import { join } from "node:path";
import { it } from "vitest";

/** Where data lies that may not be part of the project; beside the repository unless told. */
const FOLDER = process.env.TENFOLD_REAL_DATA ?? join(import.meta.dirname, "../../../../shared/data");

/** A test on a file of real data: skipped, and called so, where the file is absent. */
export function itOnRealData(file: string, name: string, run: (path: string) => Promise<void>): void {
  const path = join(FOLDER, file);
  const absent = !existsSync(path);
  it.skipIf(absent)(absent ? `${name} (skipped: there is no ${file}; set TENFOLD_REAL_DATA)` : name, () => run(path));
}

import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readFile, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openJobs } from "../src/jobs/job-queue.js";
import { migrations } from "../src/store/migrations.js";
import { openDatabase } from "../src/store/open-database.js";

const cache = fileURLToPath(new URL("../../../node_modules/.cache/tenfold", import.meta.url));

/** A new folder for the service with an empty database in it. PGlite takes seconds to make one, and a moment to open one that is there: this one is copied. */
export async function folderWithDatabase(prefix: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), prefix));
  await putEmptyDatabase(folder);
  return folder;
}

/** The same in a folder that is there, or is made. */
export async function putEmptyDatabase(folder: string): Promise<void> {
  await cp(await emptyDatabase(), join(folder, "database"), { recursive: true });
}

/** One with the tables of today, made by whichever test comes first. */
async function emptyDatabase(): Promise<string> {
  const { dependencies } = JSON.parse(await readFile(new URL("../package.json", import.meta.url), "utf8"));
  const parts = [migrations, dependencies["@electric-sql/pglite"], dependencies["pg-boss"]];
  const path = join(cache, `database-${createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 16)}`);
  if (existsSync(path)) return path;
  await mkdir(cache, { recursive: true });
  const aside = await mkdtemp(`${path}-`);
  const database = await openDatabase({ folder: aside });
  const jobs = await openJobs(database, { onError: () => {} });
  await jobs.stop();
  await database.close();
  await rename(join(aside, "database"), path).catch((error: unknown) => {
    if (!existsSync(path)) throw error; // else another process was quicker
  });
  await rm(aside, { recursive: true, force: true });
  return path;
}

import { mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { buildSite } from "../../../scripts/build-site.js";
import { filesBelow, fingerprint } from "../../../scripts/fingerprint.js";

const root = join(import.meta.dirname, "../../..");
/** What a site is made of. */
const SOURCES = [
  "scripts/build-site.js",
  ...["src", "index.html", "package.json", "vite.config.js"].map((name) => `packages/web/${name}`),
  ...["dist", "models"].map((name) => `packages/tenfold/${name}`),
  "packages/works/dist",
];
const SITES = join(root, "node_modules/.sites");
/** Whoever builds for longer than this, in milliseconds, has died at it. */
const LONGEST = 150_000;

/** The folder of the site as its sources make it, built by the first test file that wants it: to look at, not to write in. */
export async function builtSite(): Promise<string> {
  const mark = fingerprint(
    root,
    SOURCES.flatMap((path) => filesBelow(root, path)),
  );
  const site = join(SITES, mark);
  const isThere = () => stat(site).then(Boolean, () => false);
  while (!(await isThere())) {
    const building = `${site}.building`;
    await mkdir(SITES, { recursive: true });
    const isMine = await mkdir(building).then(
      () => true,
      () => false,
    );
    if (isMine) {
      for (const name of await readdir(SITES)) if (!name.startsWith(mark)) await rm(join(SITES, name), { recursive: true, force: true });
      await buildSite(building).catch(async (error: unknown) => {
        await rm(building, { recursive: true, force: true });
        throw error;
      });
      await rename(building, site);
    } else {
      const began = await stat(building).catch(() => undefined);
      if (began && Date.now() - began.birthtimeMs > LONGEST) await rm(building, { recursive: true, force: true });
      else await sleep(200);
    }
  }
  return site;
}

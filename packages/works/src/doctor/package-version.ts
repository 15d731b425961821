import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** The version of a package that Tenfold or this program can load; undefined where it is not installed. */
export function packageVersion(name: string): string | undefined {
  const here = createRequire(import.meta.url);
  for (const from of [here, createRequire(here.resolve("tenfold/package.json"))]) {
    const folders = from.resolve.paths(name) ?? [];
    for (const folder of folders) {
      try {
        return (JSON.parse(readFileSync(join(folder, name, "package.json"), "utf8")) as { version: string }).version;
      } catch {
        // not there
      }
    }
  }
  return undefined;
}

/** Where the library's own package lies. */
export function tenfoldFolder(): string {
  return dirname(createRequire(import.meta.url).resolve("tenfold/package.json"));
}

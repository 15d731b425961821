import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "../../..");

interface Entry {
  readonly license?: string;
  readonly resolved?: string;
  readonly link?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

let lock: Readonly<Record<string, Entry>>;

beforeAll(async () => {
  lock = JSON.parse(await readFile(join(root, "package-lock.json"), "utf8")).packages;
});

/** What npm installs for a package, on any system: licenses by name. */
function installedFor(folder: string): Map<string, Set<string>> {
  const seen = new Set<string>();
  const licenses = new Map<string, Set<string>>();
  const visit = (path: string): void => {
    if (seen.has(path)) return;
    seen.add(path);
    const entry = lock[path] as Entry;
    const name = path.split("node_modules/").at(-1) as string;
    if (entry.license && name !== path) licenses.set(name, (licenses.get(name) ?? new Set()).add(entry.license));
    for (const needed of Object.keys({ ...entry.dependencies, ...entry.optionalDependencies })) visit(placeOf(needed, path));
    if (entry.link) visit(entry.resolved as string);
  };
  visit(folder);
  return licenses;
}

/** Where Node finds a package: in the nearest node_modules upwards. */
function placeOf(name: string, from: string): string {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/")))) {
    const path = `${folder}${folder && "/"}node_modules/${name}`;
    if (lock[path]) return path;
    if (!folder) throw new Error(`package-lock.json has no ${name} for ${from}`);
  }
}

/** The rows of the table: the license, and the names in it, "d3-*" for many. */
async function noticesOf(folder: string): Promise<{ readonly license: string; readonly names: readonly string[] }[]> {
  const text = await readFile(join(root, folder, "NOTICES.md"), "utf8");
  const rows = text.split("\n").filter((line) => line.startsWith("| ") && line.includes("`"));
  return rows.map((row) => {
    const [, license = "", names = ""] = row.split("|").map((cell) => cell.trim());
    return { license, names: [...names.matchAll(/`([^`]+)`/g)].map(([, name]) => name as string) };
  });
}

const covers = (pattern: string, name: string) => pattern === name || (pattern.endsWith("*") && name.startsWith(pattern.slice(0, -1)));

describe.each(["packages/cli", "packages/tenfold"])("NOTICES.md of %s", (folder) => {
  it("names every package that is installed, with its license", async () => {
    const rows = await noticesOf(folder);
    for (const [name, licenses] of installedFor(folder)) {
      if (name === "tenfold") continue;
      const told = rows.filter(({ names }) => names.some((pattern) => covers(pattern, name))).map(({ license }) => license);
      for (const license of licenses) {
        const wanted = /^SEE LICENSE/.test(license) ? [""] : (license.match(/[\w.-]+/g) ?? []).filter((word) => !/^(AND|OR)$/.test(word));
        for (const word of wanted) expect(told.join("; "), `${name} is ${license}`).toContain(word);
        expect(told.length, name).toBeGreaterThan(0);
      }
    }
  });

  it("names no package that is not installed", async () => {
    const installed = [...installedFor(folder).keys(), "tenfold"];
    const named = (await noticesOf(folder)).flatMap(({ names }) => names);
    expect(named.filter((pattern) => !installed.some((name) => covers(pattern, name)))).toEqual([]);
  });
});

import { resolve } from "node:path";
import type { Input } from "./sources/list-inputs.js";

/** Files of these kinds have one page; others may have several, whose drawings have numbers behind their names. */
const onePage = /\.(png|jpe?g|webp|gif|avif|hei[cf]|svg)$/i;

/**
 * Names for the drawings of files, without ".png": they lie in their folder as the files do below the deepest folder that holds all that was
 * asked for, "2024/scan" for archive/2024/scan.jpg of the folder archive. The file's ending stays where the name alone might be another's, too:
 * "scan.jpg" and "scan.pdf".
 */
export function drawingNames(inputs: readonly Input[]): Map<string, string> {
  const depth = sharedDepth(inputs.map(({ folder }) => foldersOf(folder)));
  const paths = new Map(inputs.map(({ file }) => [file, foldersOf(file).slice(depth).join("/")]));
  const taken = beginningsOf(new Set(paths.values()));
  return new Map(
    [...paths].map(([file, path]) => {
      const stem = stemOf(path);
      const key = stem.toLowerCase();
      const isOwn = taken.beginnings.get(key) === 1 && !taken.whole.has(key) && (onePage.test(path) || !taken.numbered.has(key));
      return [file, isOwn ? stem : path];
    }),
  );
}

/** "C:\scans\a.png" -> C, scans, a.png */
function foldersOf(path: string): string[] {
  return resolve(path)
    .split(/[\\/]/)
    .map((name) => name.replace(/:$/, ""))
    .filter(Boolean);
}

/** How many folders all paths begin with. */
function sharedDepth([first = [], ...others]: readonly (readonly string[])[]): number {
  const differs = first.findIndex((name, at) => others.some((other) => other[at] !== name));
  return differs < 0 ? first.length : differs;
}

function stemOf(path: string): string {
  return path.replace(/(?<=[^/])\.\w+$/, "");
}

/**
 * What paths begin with before a dot of the file's name, and in how many; the paths themselves; and what is followed by "-" and a number
 * there. In lower case, as some systems do not tell it from upper case.
 */
function beginningsOf(paths: ReadonlySet<string>) {
  const beginnings = new Map<string, number>();
  const [whole, numbered] = [new Set<string>(), new Set<string>()];
  for (const path of paths) {
    const lower = path.toLowerCase();
    const name = lower.lastIndexOf("/") + 1;
    whole.add(lower);
    for (let dot = lower.length; dot > name; dot = lower.lastIndexOf(".", dot - 1)) {
      const beginning = lower.slice(0, dot);
      if (dot < lower.length) beginnings.set(beginning, (beginnings.get(beginning) ?? 0) + 1);
      const [, before] = /^(.*)-\d+$/.exec(beginning) ?? [];
      if (before !== undefined) numbered.add(before);
    }
  }
  return { beginnings, whole, numbered };
}

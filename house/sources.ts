import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join as joinOnDisk } from "node:path";
import { dirname, join } from "node:path/posix";
import { fileURLToPath } from "node:url";
import ts from "typescript";

/** A file that the program is made of; tests are none. */
export interface Source {
  /** From the root, as in "packages/tenfold/src/engine/rng.ts". */
  readonly path: string;
  readonly text: string;
  /** Everything it imports or re-exports, types too: own files by their path, packages as written. */
  readonly imports: readonly string[];
}

const root = fileURLToPath(new URL("..", import.meta.url));

/** The sources of a package; declarations of what others wrote are none. */
export function sourcesOf(folder: string): readonly Source[] {
  return filesBelow(`${folder}/src`)
    .filter((path) => isOwn(path) && !/\.(test|d)\.ts$/.test(path))
    .map(readSource);
}

/** The folders of the repository, without what npm and git keep there. */
export function topFolders(): readonly string[] {
  const entries = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return entries.map(({ name }) => name).filter((name) => name !== "node_modules" && name !== ".git");
}

/** Paths from the root of all files in a folder and its folders, sorted. */
export function filesBelow(folder: string): readonly string[] {
  return readdirSync(joinOnDisk(root, folder), { recursive: true, encoding: "utf8", withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => joinOnDisk(parentPath, name).slice(root.length).replaceAll("\\", "/"))
    .filter((path) => !/(^|\/)(node_modules|dist)\//.test(path))
    .sort();
}

export function textOf(path: string): string {
  return readFileSync(joinOnDisk(root, path), "utf8");
}

function readSource(path: string): Source {
  const text = textOf(path);
  return { path, text, imports: importsOf(path, text) };
}

/** What a file with such a text imports. */
export function importsOf(path: string, text: string): string[] {
  return ts.preProcessFile(text).importedFiles.map(({ fileName }) => resolved(path, fileName));
}

function resolved(from: string, specifier: string): string {
  if (!specifier.startsWith(".")) return specifier;
  const path = join(dirname(from), specifier).replace(/\.js$/, ".ts");
  return existsSync(joinOnDisk(root, `${path}x`)) ? `${path}x` : path;
}

/** Whether what is imported is a file rather than a package. */
export function isOwn(imported: string): boolean {
  return /\.tsx?$/.test(imported);
}

import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const library = join(import.meta.dirname, "../..");
const installed = join(library, "../../node_modules");

/** A folder with a project that has installed `tenfold` as it is packed, and packages that are installed here. */
export interface Consumer {
  readonly folder: string;
  /** The entries of the package that are code for browsers and Node alike, as "tenfold/recognize". */
  readonly entries: readonly string[];
  write(files: Readonly<Record<string, string>>): Promise<void>;
  /** Runs lines of a shell in the folder and gives all that they say. */
  shell(lines: string): Promise<string>;
  remove(): Promise<void>;
}

const tools = ["esbuild", "vite", "rollup"];

let packed: Promise<Buffer> | undefined;

export async function consumer(packages: readonly string[]): Promise<Consumer> {
  const folder = await mkdtemp(join(tmpdir(), "tenfold-consumer-"));
  const modules = join(folder, "node_modules");
  await mkdir(join(modules, ".bin"), { recursive: true });
  const { name, exports } = JSON.parse(await readFile(join(library, "package.json"), "utf8"));
  packed ??= pack();
  await writeFile(join(folder, "tenfold.tgz"), await packed);
  await run("tar", ["-xzf", join(folder, "tenfold.tgz"), "-C", modules]);
  await rename(join(modules, "package"), join(modules, name));
  for (const other of [...packages, "seek-bzip", "yauzl"]) {
    await mkdir(dirname(join(modules, other)), { recursive: true });
    await symlink(join(installed, other), join(modules, other), "dir");
  }
  for (const tool of tools) await symlink(join(installed, ".bin", tool), join(modules, ".bin", tool));
  const write = async (files: Readonly<Record<string, string>>) => {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
  };
  await write({ "package.json": '{ "name": "consumer", "private": true, "type": "module" }' });
  return {
    folder,
    entries: Object.keys(exports)
      .filter((path) => !/\.json$|\*|^\.\/node/.test(path))
      .map((path) => path.replace(/^\./, name)),
    write,
    async shell(lines) {
      const { stdout, stderr } = await run("sh", ["-ec", lines], { cwd: folder });
      return stdout + stderr;
    },
    remove: () => rm(folder, { recursive: true }),
  };
}

/** The package as npm packs it. */
async function pack(): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), "tenfold-packed-"));
  try {
    await run("npm", ["pack", "--ignore-scripts", "--pack-destination", folder], { cwd: library });
    const [file] = await readdir(folder);
    return await readFile(join(folder, file as string));
  } finally {
    await rm(folder, { recursive: true });
  }
}

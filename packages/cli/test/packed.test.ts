import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { knownCommands } from "../src/commands/known-commands.js";

const run = promisify(execFile);
const cli = join(import.meta.dirname, "..");
const folder = await mkdtemp(join(tmpdir(), "tenfold packed ")); // with spaces, as people have them
afterAll(() => rm(folder, { recursive: true }));

const manifest = async (path: string) => JSON.parse(await readFile(join(cli, path, "package.json"), "utf8"));

/** Counts the files that Node loads, in the file named by COUNTED. */
const counter = `import { register } from "node:module";
register("data:text/javascript," + encodeURIComponent(\`import { appendFileSync } from "node:fs";
export function load(url, context, next) {
  if (url.startsWith("file:")) appendFileSync(process.env.COUNTED, url + "\\\\n");
  return next(url, context);
}\`));`;

describe("the tarballs, installed in an empty folder", { timeout: 240_000 }, () => {
  beforeAll(async () => {
    for (const at of ["../tenfold", "."]) {
      await run("npm", ["pack", "--ignore-scripts", "--pack-destination", folder], { cwd: join(cli, at) });
    }
    await writeFile(join(folder, "package.json"), '{ "private": true }');
    const files = ["./tenfold-0.1.0.tgz", "./tenfold-cli-0.1.0.tgz"];
    await run("npm", ["install", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund", ...files], { cwd: folder });
    const bar = Buffer.from(
      '<svg width="60" height="80"><rect width="60" height="80" fill="#fff"/><path d="M30 16v48" stroke="#000" stroke-width="6"/></svg>',
    );
    await sharp(bar).png().toFile(join(folder, "one.png"));
  }, 240_000);

  it("are as large as README and CHANGELOG say", async () => {
    const readme = await readFile(join(cli, "../../README.md"), "utf8");
    const changes = await readFile(join(cli, "../../CHANGELOG.md"), "utf8");
    const [, library, command] = /library packs to ([\d.]+) MB with its networks, the command line to ([\d.]+) MB/.exec(changes) ?? [];
    const told = [...readme.matchAll(/(tenfold[\w-]*-0\.1\.0\.tgz), ([\d.]+) MB/g)].map(([, file, megabytes]) => [file, megabytes]);
    for (const [file, megabytes] of [...told, ["tenfold-0.1.0.tgz", library], ["tenfold-cli-0.1.0.tgz", command]]) {
      expect(Math.abs((await stat(join(folder, file as string))).size / 1e6 - Number(megabytes)), file).toBeLessThan(0.15);
    }
  });

  const tenfold = (...args: readonly string[]) => run("npx", ["--no-install", "tenfold", ...args], { cwd: folder });

  it("read, and say what is wrong with the exit code for it", async () => {
    expect(JSON.parse((await tenfold("read", "one.png", "--json")).stdout).pages[0].strings[0].text).toBe("1");
    await expect(tenfold("read", "none.png")).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining("no such file") });
    await expect(tenfold("read", "one.png", "--max-error", "7")).rejects.toMatchObject({ code: 2 });
  });

  it("train, and report with plots", async () => {
    const { stdout } = await tenfold("train", "--preset", "quick", "--epochs", "1", "--labels", "200", "--no-evaluate", "--out", "runs/a");
    expect(stdout).toContain("runs/a");
    expect(await readFile(join(folder, "runs/a/report.html"), "utf8")).toContain("<svg");
  });

  it.each([
    [["--version"], 13],
    [["--help"], 13],
    [["summary", "resnet"], 31],
  ])("load few files for %j", async (args, most) => {
    const counted = join(folder, `${args[0]}.txt`);
    await writeFile(join(folder, "counter.mjs"), counter);
    const program = join(folder, "node_modules/tenfold-cli/bin/tenfold.js");
    const counting = ["--import", pathToFileURL(join(folder, "counter.mjs")).href, program, ...args];
    await run(process.execPath, counting, { cwd: folder, env: { ...process.env, COUNTED: counted } });
    const files = (await readFile(counted, "utf8")).trim().split("\n");
    expect(files.length).toBeGreaterThan(3);
    expect(files.length).toBeLessThanOrEqual(most);
    expect(files.filter((file) => file.includes("node_modules/commander/"))).toEqual([]); // but one module in the program
  });
});

it("the library in Node is a few chunks", async () => {
  const counted = join(folder, "library.txt");
  await writeFile(join(folder, "counter.mjs"), counter);
  const counting = ["--import", pathToFileURL(join(folder, "counter.mjs")).href, "--input-type=module", "-e"];
  const program = 'import { load } from "tenfold"; import { InputError } from "tenfold/errors"; console.log(typeof load, InputError.name)';
  const { stdout } = await run(process.execPath, [...counting, program], { cwd: cli, env: { ...process.env, COUNTED: counted } });
  expect(stdout).toBe("function InputError\n");
  const files = (await readFile(counted, "utf8")).trim().split("\n");
  expect(files.every((file) => file.includes("/dist/chunks/"))).toBe(true);
  expect(files.length).toBeLessThanOrEqual(7);
});

describe("what is packed", () => {
  it("brings along whatever the works need", async () => {
    const [{ dependencies, optionalDependencies }, works] = await Promise.all([manifest("."), manifest("../works")]);
    expect({ ...dependencies, ...optionalDependencies }).toMatchObject(works.dependencies);
  });

  it("says alike where it comes from", async () => {
    const all = await Promise.all(["../tenfold", "../works", "."].map(manifest));
    for (const { author, bugs, files, homepage, keywords, license, repository, version } of all) {
      expect({ author, bugs, license, version }).toEqual({
        author: all[0].author,
        bugs: all[0].bugs,
        license: "MIT",
        version: all[0].version,
      });
      expect(homepage).toBe(`${repository.url.replace(/^git\+|\.git$/g, "")}/tree/main/${repository.directory}#readme`);
      expect([files.length > 0, keywords.length > 4]).toEqual([true, true]);
    }
  });

  it("has a README that names every command", async () => {
    const named = [...(await readFile(join(cli, "README.md"), "utf8")).matchAll(/^\| `tenfold (\w+)` \|/gm)].map(([, name]) => name);
    expect(named.sort()).toEqual(knownCommands.map(({ name }) => name).sort());
  });
});

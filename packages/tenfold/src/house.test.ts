import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path/posix";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, it } from "vitest";

/** The rooms of this folder, bottom row first. A file imports from its own room and from the rows below it, nothing else. */
const rows: readonly (readonly string[])[] = [
  ["errors", "nearest-word"],
  ["engine"],
  ["image", "plots"],
  ["layers", "losses", "optimizers", "metrics", "data", "fields"],
  ["model", "augment", "synthesis"],
  ["architectures", "callbacks", "evaluate", "onnx", "keras", "pretrained"],
  ["training", "explain"],
  ["recognize"],
  ["forms"],
  ["node"],
  ["index"],
];

/** Where `node:*` may be imported: the room for Node, the engine's thread adapters, and what reads the package's own files. */
const nodeOnly = /^node\/|^engine\/threads[^/]*\.ts$|^pretrained\/shipped-file\.ts$/;

const drawers = /^(utils?|helpers?|common)$/;

interface Source {
  /** From src, as in "engine/rng.ts". */
  readonly path: string;
  readonly text: string;
  /** Everything it imports or re-exports, types too: "engine/rng.ts" for own files, otherwise as written. */
  readonly imports: readonly string[];
}

const src = dirname(fileURLToPath(import.meta.url));
const sources = readdirSync(src, { recursive: true, encoding: "utf8" })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => path.endsWith(".ts") && !path.endsWith(".test.ts"))
  .sort()
  .map(read);

function read(path: string): Source {
  const text = readFileSync(join(src, path), "utf8");
  const imports = ts.preProcessFile(text).importedFiles.map(({ fileName }) => resolved(path, fileName));
  return { path, text, imports };
}

function resolved(from: string, specifier: string): string {
  return specifier.startsWith(".") ? join(dirname(from), specifier).replace(/\.js$/, ".ts") : specifier;
}

/** "engine/rng.ts" is in "engine", "errors.ts" in "errors". */
function roomOf(path: string): string {
  return path.split("/")[0]?.replace(/\.ts$/, "") ?? "";
}

function rowOf(path: string): number {
  return rows.findIndex((rooms) => rooms.includes(roomOf(path)));
}

function isOwn(path: string): boolean {
  return path.endsWith(".ts");
}

/** What is wrong with one import, if anything. */
function complaint(from: string, to: string): string | undefined {
  if (!isOwn(to)) {
    if (!to.startsWith("node:") || nodeOnly.test(from)) return undefined;
    return `${from} imports ${to}; what only Node can do lives in node/ or engine/threads*.ts`;
  }
  if (roomOf(from) === roomOf(to) || rowOf(to) < rowOf(from)) return undefined;
  const below = rowOf(to) === rowOf(from) ? "beside" : "above";
  return `${from} (row ${rowOf(from)}) imports ${to} (row ${rowOf(to)}), which is ${below} it; move what both need to a row below`;
}

/** Each circle of imports once, written as "a.ts → b.ts → a.ts". */
function circles(files: readonly Pick<Source, "path" | "imports">[]): string[] {
  const importsOf = new Map(files.map(({ path, imports }) => [path, imports.filter(isOwn)]));
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (path: string, trail: readonly string[]) => {
    const start = trail.indexOf(path);
    if (start >= 0) found.push([...trail.slice(start), path].join(" → "));
    if (start >= 0 || done.has(path)) return;
    for (const next of importsOf.get(path) ?? []) visit(next, [...trail, path]);
    done.add(path);
  };
  for (const { path } of files) visit(path, []);
  return found;
}

describe("the house", () => {
  it("has a row for every folder and every file at the top", () => {
    const rooms = [...new Set(sources.map(({ path }) => roomOf(path)))];
    expect(
      rooms.filter((room) => rowOf(room) < 0),
      "give these rooms a row in house.test.ts",
    ).toEqual([]);
  });

  it("imports only from rows below, and node:* only where Node is certain", () => {
    expect(sources.flatMap(({ path, imports }) => imports.flatMap((to) => complaint(path, to) ?? []))).toEqual([]);
  });

  it("has no circle of imports", () => {
    expect(circles(sources)).toEqual([]);
  });

  it("has no drawer for things without a name", () => {
    const named = sources.filter(({ path }) => path.split("/").some((part) => drawers.test(basename(part, ".ts"))));
    expect(
      named.map(({ path }) => path),
      "name these files after the one notion they hold",
    ).toEqual([]);
  });

  it("exports by name only", () => {
    const unnamed = sources.filter(({ text }) => /^export default\b|^export \{[^}]*\bas default\b/m.test(text));
    expect(
      unnamed.map(({ path }) => path),
      "give these default exports a name",
    ).toEqual([]);
  });
});

describe("the house's own rules", () => {
  it("refuse imports from above, from beside, and node:* outside its rooms", () => {
    expect(complaint("engine/tensor.ts", "layers/dense.ts")).toBe(
      "engine/tensor.ts (row 1) imports layers/dense.ts (row 3), which is above it; move what both need to a row below",
    );
    expect(complaint("layers/dense.ts", "losses/mse.ts")).toContain("which is beside it");
    expect(complaint("data/idx.ts", "node:fs")).toBe(
      "data/idx.ts imports node:fs; what only Node can do lives in node/ or engine/threads*.ts",
    );
  });

  it("accept the own room, rows below, packages, and node:* in its rooms", () => {
    const allowed = [
      ["layers/dense.ts", "layers/layer.ts"],
      ["layers/dense.ts", "errors.ts"],
      ["index.ts", "training/fit.ts"],
      ["node/files.ts", "node:fs"],
      ["engine/threads-node.ts", "node:worker_threads"],
      ["node/decode.ts", "sharp"],
    ] as const;
    expect(allowed.map(([from, to]) => complaint(from, to))).toEqual(allowed.map(() => undefined));
  });

  it("see type-only imports, re-exports and import() types", () => {
    const text = `import type { A } from "./a.js"; export * from "./b.js"; type C = import("./c.js").C; await import("./d.js");`;
    const seen = ts.preProcessFile(text).importedFiles.map(({ fileName }) => resolved("layers/x.ts", fileName));
    expect(seen).toEqual(["layers/a.ts", "layers/b.ts", "layers/c.ts", "layers/d.ts"]);
  });

  it("find a circle", () => {
    const circle = [
      { path: "a.ts", imports: ["b.ts"] },
      { path: "b.ts", imports: ["c.ts"] },
      { path: "c.ts", imports: ["b.ts"] },
    ];
    expect(circles(circle)).toEqual(["b.ts → c.ts → b.ts"]);
  });
});

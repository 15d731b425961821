import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { call } from "../test/call.js";
import { main } from "./main.js";

const src = dirname(fileURLToPath(import.meta.url));
const commands = [
  ...["train", "finetune", "evaluate", "predict", "read", "calibrate", "writer", "review", "serve", "keys", "form", "fields", "summary"],
  ...[
    "report",
    "study",
    "compare",
    "ensemble",
    "distill",
    "data",
    "export",
    "import",
    "quantize",
    "doctor",
    "completion",
    "work",
    "batch",
    "erase",
  ],
];

describe("help", () => {
  it("of the program reads as stored", async () => {
    const { code, out, err } = await call(["--help"]);
    expect([code, err]).toEqual([0, ""]);
    await expect(out).toMatchFileSnapshot("__snapshots__/help.txt");
  });

  it.each(commands)("of %s reads as stored", async (command) => {
    const { code, out, err } = await call([command, "--help"]);
    expect([code, err]).toEqual([0, ""]);
    await expect(out).toMatchFileSnapshot(`__snapshots__/help-${command}.txt`);
  });

  it("goes to stderr when no command was given", async () => {
    const { code, out, err } = await call([]);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain("Usage: tenfold");
  });

  it("loads neither the library nor what decodes and draws", () => {
    const loaded = new Set<string>();
    const visit = (path: string) => {
      if (loaded.has(path)) return;
      loaded.add(path);
      if (path.endsWith(".ts")) for (const next of staticImports(path)) visit(next);
    };
    visit(join(src, "index.ts"));
    if (loaded.has("tenfold-works")) visit(join(src, "../../works/src/index.ts"));
    const packages = [...loaded].filter((path) => !path.endsWith(".ts") && !path.startsWith("node:"));
    expect(packages).toEqual(["commander", "tenfold-works"]);
  });
});

/** What a file imports for its values before it runs: no types, and nothing that it imports later. */
function staticImports(path: string): string[] {
  const file = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.ES2022);
  return file.statements.flatMap((statement) => {
    const specifier = ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement) ? statement.moduleSpecifier : undefined;
    if (!specifier || !ts.isStringLiteral(specifier) || isOfTypes(statement)) return [];
    return specifier.text.startsWith(".") ? [join(dirname(path), specifier.text.replace(/\.js$/, ".ts"))] : [specifier.text];
  });
}

function isOfTypes(statement: ts.Statement): boolean {
  if (ts.isExportDeclaration(statement)) return statement.isTypeOnly;
  return ts.isImportDeclaration(statement) && statement.importClause?.isTypeOnly === true;
}

describe("the command line", () => {
  it("tells the version", async () => {
    expect(await call(["--version"])).toEqual({ code: 0, out: "0.1.0\n", err: "" });
  });

  it.each([
    ["tran", "unknown command 'tran'; did you mean train?"],
    ["fly", "unknown command 'fly'; see tenfold --help"],
    ["train --epoch 3", "unknown option '--epoch'; did you mean --epochs?"],
    ["train --fly", "unknown option '--fly'; see tenfold --help"],
    ["train --epochs 0", "option '--epochs <n>' argument '0' is invalid; a whole number from 1 is wanted"],
    ["train --epochs 1.5", "option '--epochs <n>' argument '1.5' is invalid; a whole number from 1 is wanted"],
    ["train --batch-size 4097", "option '--batch-size <n>' argument '4097' is invalid; a whole number from 1 to 4096 is wanted"],
    ["train --seed -1", "option '--seed <n>' argument '-1' is invalid; a whole number from 0 to 4294967295 is wanted"],
    ["train --threads many", "option '--threads <n>' argument 'many' is invalid; a whole number from 1 to 64 is wanted"],
    ["train --data", "option '--data <data>' argument missing"],
    ["train quick", "train takes no arguments, got 1; see tenfold train --help"],
    ["summary classic quick", "summary takes 1 argument, got 2; see tenfold summary --help"],
    ["train --preset quik", 'preset "quik" is unknown; did you mean quick?'],
    [
      "train --preset fly",
      'preset "fly" is unknown; known are simple, lenet5, fast, quick, classic, mobile, resnet, efficientnet, accurate, reader, lines',
    ],
    ["data get emnist-leters", "no data set is called emnist-leters; did you mean emnist-letters?"],
    ["read page.png --field us-zp", '--field: there is no kind of field "us-zp"; did you mean us-zip?'],
    [
      'read page.png --writer {"region":"UK"}',
      '--writer: region is "UK", which the reader has never seen; it knows CH, DE, AT, FR, CL, IN, US; leave it out where it is another',
    ],
    [
      'read page.png --writer {"pen":"thin"}',
      '--writer has "pen", which the reader does not know; what it can use is region; leave the rest out',
    ],
    [
      "read page.png --writer CH",
      "option '--writer <json>' argument 'CH' is invalid; a JSON object of texts and numbers, as {\"region\":\"CH\"}, is wanted",
    ],
    [
      "read page.png --profiles writers",
      '--profiles is for forms with a field that names the writer; pass a --template with "writer": { "namedBy": … }',
    ],
    ["evaluate", "missing required argument 'model'"],
    ["predict", "missing required argument 'files'"],
    ["predict model.safetensors", "model.safetensors is a model, and no picture came for it; pass pictures after it"],
  ])("%s: %s", async (line, sentence) => {
    expect(await call(line.split(" "))).toEqual({ code: 2, out: "", err: `tenfold: ${sentence}\n` });
  });

  it("shows the stack of a bug", async () => {
    let err = "";
    const host = {
      out: () => {
        throw new TypeError("bug");
      },
      err: (text: string) => {
        err += text;
      },
      live: false,
      columns: () => undefined,
      program: "tenfold",
      input: async () => new Uint8Array(),
      interruption: () => ({ signal: new AbortController().signal, end() {} }),
      show: async () => {},
    };
    expect(await main(["summary"], host)).toBe(70);
    expect(err).toMatch(/^tenfold: this is a bug; please report it with what follows\nTypeError: bug\n {4}at /);
  });
});

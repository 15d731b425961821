import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Consumer, consumer } from "../bundles/consumer.js";

const root = join(import.meta.dirname, "../../../..");
const compilers = {
  "5.9": join(root, "compilers/typescript-5.9/node_modules/typescript"),
  "6.0": join(root, "node_modules/typescript"),
  "7.0": join(root, "compilers/typescript-7/node_modules/typescript"),
};

/** As a project may be set up. The library's types are checked, TypeScript's own are not: that is its affair, and takes most of the time. */
const strict = { strict: true, target: "es2022", skipDefaultLibCheck: true, noEmit: true };
const nodenext = { ...strict, module: "nodenext", moduleResolution: "nodenext" };
const bundler = { ...strict, module: "esnext", moduleResolution: "bundler" };
const exact = { exactOptionalPropertyTypes: true };
const configs: Readonly<Record<string, object>> = {
  "for-browsers": { compilerOptions: { ...nodenext, types: [] }, files: ["for-browsers.ts"] },
  "for-browsers-bundled": { compilerOptions: { ...bundler, types: [] }, files: ["for-browsers.ts"] },
  "for-browsers-exact": { compilerOptions: { ...bundler, ...exact, types: [] }, files: ["for-browsers.ts"] },
  "for-node": { compilerOptions: { ...nodenext, types: ["node"] }, files: ["for-node.ts"] },
  "for-node-exact": { compilerOptions: { ...bundler, ...exact, types: ["node"] }, files: ["for-node.ts"] },
};

describe("the types of the package", () => {
  let project: Consumer;

  beforeAll(async () => {
    project = await consumer(["@types/node", "undici-types", "@bufbuild/protobuf", "onnx-buf", "fflate", "h5wasm", "@hyzyla/pdfium"]);
    const names = ["for-browsers.ts", "for-node.ts"];
    const sources = await Promise.all(names.map(async (name) => [name, await readFile(join(import.meta.dirname, name), "utf8")] as const));
    await project.write(Object.fromEntries(sources));
    await project.write(Object.fromEntries(Object.entries(configs).map(([name, config]) => [`${name}.json`, JSON.stringify(config)])));
  });

  afterAll(() => project?.remove());

  it("are all compiled here: the programs import every entry", async () => {
    const programs = await Promise.all(["for-browsers.ts", "for-node.ts"].map((file) => readFile(join(project.folder, file), "utf8")));
    for (const entry of project.entries) expect(programs[0]).toContain(`from "${entry}"`);
    expect(programs[1]).toContain('from "tenfold/node"');
  });

  it.each(Object.entries(compilers))("compile under plain --strict: TypeScript %s", { timeout: 300_000 }, async (version, path) => {
    const { version: found } = JSON.parse(await readFile(join(path, "package.json"), "utf8")) as { version: string };
    expect(found.startsWith(`${version}.`)).toBe(true);
    const projects = Object.keys(configs).map((name) => `${name}.json`);
    expect(await project.shell(`"${process.execPath}" "${path}/bin/tsc" -b --force ${projects.join(" ")} || true`)).toBe("");
  });

  it("are really looked at: a fault is told", async () => {
    await project.write({
      "faulty.ts": 'import { classic } from "tenfold";\nclassic({ classes: "ten" });\n',
      "faulty.json": JSON.stringify({ compilerOptions: { ...nodenext, types: [] }, files: ["faulty.ts"] }),
    });
    expect(await project.shell(`"${process.execPath}" "${compilers["7.0"]}/bin/tsc" -p faulty.json || true`)).toContain(
      "faulty.ts(2,11): error TS2322",
    );
  });
});

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pretrainedFile, pretrainedNames } from "../../src/pretrained/pretrained.js";
import { bundlers } from "./bundlers.js";
import { type Consumer, consumer } from "./consumer.js";

/** What Rollup says of a package that `tenfold/onnx` uses. */
const ofOthers = /'this' keyword is equivalent to 'undefined' .*@bufbuild\/protobuf\/.*size-delimited\.js$/;

let project: Consumer;

beforeAll(async () => {
  project = await consumer(["@bufbuild/protobuf", "onnx-buf", "fflate", "h5wasm", "@hyzyla/pdfium"]);
});

afterAll(() => project?.remove());

/** All of an entry; of a worker's program, that it runs. */
function using(entry: string): string {
  return entry.endsWith("-worker") ? `import "${entry}";\n` : `import * as all from "${entry}";\nconsole.log(all);\n`;
}

function fileOf(name: string): URL {
  return new URL(`${name}.safetensors`, pretrainedFile("reader"));
}

/** The networks, and what is known of hands and regions, that came along into a folder, by what is in their files. */
async function networksIn(out: string): Promise<string[]> {
  const files = (await readdir(join(project.folder, out), { recursive: true })).filter((file) => file.endsWith(".safetensors"));
  const contents = await Promise.all(files.map((file) => readFile(join(project.folder, out, file))));
  const places = [...pretrainedNames, "hands", "regions"].map((name) => [name, fileOf(name)] as const);
  const networks = await Promise.all(places.map(async ([name, place]) => ({ name: name as string, bytes: await readFile(place) })));
  return contents.map((content) => networks.find(({ bytes }) => bytes.equals(content))?.name ?? "another").sort();
}

describe.each(Object.entries(bundlers))("%s", (name, bundle) => {
  const copies = name === "webpack" || name === "vite";

  it("bundles every entry but tenfold/node for browsers, without a flag and without a remark", { timeout: 240_000 }, async () => {
    const files = Object.fromEntries(project.entries.map((entry) => [`${entry.replace("/", "-")}.js`, using(entry)]));
    expect(Object.keys(files)).toEqual(expect.arrayContaining(["tenfold.js", "tenfold-recognize.js", "tenfold-keras.js"]));
    await project.write(files);
    const remarks = await bundle(project.folder, Object.keys(files), `${name}-entries`);
    expect(remarks.filter((remark) => name !== "rollup" || !ofOthers.test(remark))).toEqual([]);
    expect(await networksIn(`${name}-entries`)).toEqual(
      copies ? ["classic", "hands", "lines", "mobile", "reader", "regions", "signs"] : [],
    );
  });

  it("brings along the networks that are used", { timeout: 240_000 }, async () => {
    const files = {
      "reads.js": 'import { loadReader } from "tenfold/recognize";\nconsole.log(loadReader());\n',
      "places.js": 'import { readForm } from "tenfold/forms";\nconsole.log(readForm);\n',
      "softens.js": 'import { softmax } from "tenfold";\nconsole.log(softmax());\n',
    };
    await project.write(files);
    for (const file of Object.keys(files)) expect(await bundle(project.folder, [file], `${name}-${file}`)).toEqual([]);
    expect(await networksIn(`${name}-reads.js`)).toEqual(copies ? ["hands", "lines", "reader", "regions", "signs"] : []);
    expect(await networksIn(`${name}-places.js`)).toEqual([]);
    if (name !== "vite") expect(await networksIn(`${name}-softens.js`)).toEqual([]); // Vite copies what is in files that it then leaves out
  });
});

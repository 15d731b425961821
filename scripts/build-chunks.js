// Puts what tsc has compiled of the library together for Node, in packages/tenfold/dist/chunks: a program that imports "tenfold" there loads a
// few files instead of three hundred. Pages and bundlers for browsers take the files as they are, and leave out what they do not need.

import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { transform } from "esbuild";
import { rollup } from "rollup";

/** Loaded while somebody waits for a page: what others need of it goes with what comes before it, so that neither loads the other. */
const BY_ITSELF = "decoder";

/**
 * The package's entries, and files that run by themselves, by the name under which their callers look for them beside themselves. Each
 * entry's chunk has what it needs and those before it do not have: what is often wanted alone comes first.
 */
const entries = {
  errors: "errors.js",
  [BY_ITSELF]: "node/apart/page-decoder.js",
  document: "document/index.js",
  shapes: "shapes/index.js",
  index: "index.js",
  image: "image/index.js",
  recognize: "recognize/index.js",
  forms: "forms/index.js",
  pdf: "pdf/index.js",
  node: "node/index.js",
  onnx: "onnx/index.js",
  keras: "keras/index.js",
  "reader-worker": "recognize/readers/reader-worker.js",
};

/** Programs that are started while somebody waits: each has what it needs and nothing else of the library, which would be loaded with it. */
const programs = {
  "decoder-main": "node/apart/decoder-main.js",
  "memory-watch": "node/apart/memory-watch.js",
};

/** Networks are shown without the rest of the library, and each of them is loaded when it is asked for. */
const WITH_WHAT_IT_LOADS = "shapes";

/**
 * Bundles what tsc has compiled.
 *
 * @throws Error of rollup when a file is missing or does not fit
 */
export async function buildChunks(dist = join(import.meta.dirname, "../packages/tenfold/dist")) {
  const dir = join(dist, "chunks"); // as deep as the rooms that name models/ from where they lie
  const input = pathsOf(entries, dist);
  let group;
  const written = [
    ...(await write(dir, {
      input,
      treeshake: false, // all of it is somebody's
      chunkFileNames: "part-[name].js",
      onlyExplicitManualChunks: true,
      manualChunks(id, { getModuleInfo }) {
        group ??= groupsBy(input, getModuleInfo);
        return group.get(id);
      },
    })),
    ...(await write(dir, { input: pathsOf(programs, dist), treeshake: true, chunkFileNames: "program-[name].js" })),
  ];
  // Never without a file that somebody may just be loading.
  for (const name of readdirSync(dir)) if (!written.includes(name)) rmSync(join(dir, name), { recursive: true });
}

const pathsOf = (files, dist) => Object.fromEntries(Object.entries(files).map(([name, path]) => [name, join(dist, path)]));

/** Writes a bundle's files into a folder, and tells their names. */
async function write(dir, { input, treeshake, ...output }) {
  const bundle = await rollup({
    input,
    external: /^[^./]/, // packages and Node's own; files come with a path
    treeshake,
    onwarn({ code, message }) {
      if (code !== "EMPTY_BUNDLE") throw new Error(`chunks: ${message}`);
    },
  });
  const written = await bundle.write({
    dir,
    entryFileNames: "[name].js",
    minifyInternalExports: false,
    plugins: [{ name: "without-comments", renderChunk: (code) => transform(code, { legalComments: "none", target: "node20.19" }) }],
    ...output,
  });
  await bundle.close();
  return written.output.map(({ fileName }) => fileName);
}

/** Which chunk each file goes into: that of the first entry that needs it, so that no two chunks need each other. */
function groupsBy(input, getModuleInfo) {
  const groups = new Map();
  const shared = sharedWith(input[BY_ITSELF], Object.values(input), getModuleInfo);
  const [first] = Object.keys(input);
  for (const [name, path] of Object.entries(input)) {
    for (const id of neededBy(path, getModuleInfo, { withLoaded: name === WITH_WHAT_IT_LOADS, not: groups }))
      groups.set(id, name === BY_ITSELF && shared.has(id) ? first : name);
  }
  return groups;
}

/** What a file needs of the library, itself included. */
function neededBy(path, getModuleInfo, { withLoaded = false, not = new Map() } = {}) {
  const needed = new Set();
  const waiting = [path];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const found = getModuleInfo(id);
    if (!found || found.isExternal || not.has(id) || needed.has(id)) continue;
    needed.add(id);
    waiting.push(...found.importedIds, ...(withLoaded ? found.dynamicallyImportedIds : []));
  }
  return needed;
}

/** What those need that do without a file, and it needs, too. */
function sharedWith(path, others, getModuleInfo) {
  const all = others.map((other) => neededBy(other, getModuleInfo)).filter((needed) => !needed.has(path));
  return new Set([...neededBy(path, getModuleInfo)].filter((id) => all.some((needed) => needed.has(id))));
}

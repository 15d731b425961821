// Makes one program of the command line and the works below it, in packages/cli/program: what `npm install` of the
// command line's tarball then brings is all there, and the program starts from a few files instead of hundreds.

import { cpSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

const root = join(import.meta.dirname, "..");
const cli = join(root, "packages/cli");

/** Files that run by themselves, by the name under which their callers look for them beside themselves. */
const entryPoints = {
  main: join(cli, "dist/index.js"),
  runs: join(root, "packages/works/dist/library/train.js"), // `tenfold-cli/runs`
  "page-worker": join(root, "packages/works/dist/reading/side-by-side/page-worker.js"),
  "training-worker": join(root, "packages/works/dist/learning/work/training-worker.js"),
  "compose-strings-worker": join(root, "packages/works/dist/sets/compose-strings-worker.js"),
};

/**
 * The works and what shows networks without computing are made part of the program; everything else stays a package. What is thrown
 * is always the library's own class, by which the program tells an input's fault from its own.
 */
const inlinedWorks = {
  name: "inlined-works",
  setup({ onResolve }) {
    onResolve({ filter: /^commander$/ }, () => ({ path: "./commander.js", external: true }));
    onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
      kind === "entry-point" || /^tenfold-works|^tenfold-server$|^tenfold\/shapes$/.test(path) ? undefined : { path, external: true },
    );
    onResolve({ filter: /^\.\.?\/(.*\/)?errors\.js$/ }, ({ resolveDir }) =>
      resolveDir.startsWith(join(root, "packages/tenfold")) ? { path: "tenfold/errors", external: true } : undefined,
    );
  },
};

/** Bundles what tsc has compiled, and puts the app's pages beside it. @throws Error of esbuild when a file is missing or does not fit */
export async function buildProgram() {
  rmSync(join(cli, "program"), { recursive: true, force: true }); // names of parts hold a hash of their contents
  await build({
    entryPoints,
    outdir: join(cli, "program"),
    bundle: true,
    splitting: true, // a command is loaded when it is called
    format: "esm",
    platform: "node",
    target: "node20.19",
    chunkNames: "part-[hash]", // flat: what looks beside itself by import.meta.url finds it
    legalComments: "none",
    plugins: [inlinedWorks],
  });
  await buildCommander();
  cpSync(join(root, "packages/works/dist/library/train.d.ts"), join(cli, "program/runs.d.ts")); // names nothing but the library's types
  cpSync(join(root, "packages/web/dist"), join(cli, "program/app"), { recursive: true });
}

/** What reads the command line, as one module beside the program: as a CommonJS package it took a seventh of what `tenfold --help` takes beyond Node's own start. */
async function buildCommander() {
  const license = readFileSync(join(root, "node_modules/commander/LICENSE"), "utf8");
  await build({
    stdin: { contents: 'export * from "commander";', resolveDir: cli },
    outfile: join(cli, "program/commander.js"),
    bundle: true,
    minify: true,
    format: "esm",
    platform: "node",
    target: "node20.19",
    banner: {
      js: `/*! commander\n\n${license}*/\nimport { createRequire } from "node:module";\nconst require = createRequire(import.meta.url);`,
    },
  });
}

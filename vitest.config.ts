import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Threads of their own run what is built: they know no TypeScript. */
const builtWorkers = {
  name: "built-workers",
  transform(code: string, id: string) {
    const [, room] = /\/src\/(recognize\/readers\/worker|node\/apart\/decoder|learning\/work\/training)-program\.ts$/.exec(id) ?? [];
    const folder = room?.replace(/\/\w+$/, "");
    return folder && code.replaceAll(/"\.\/([\w-]+\.js)"/g, `"../../../dist/${folder}/$1"`);
  },
};

const outside = ["**/node_modules/**", "**/dist/**", "bench/**"];

/**
 * Files that want a process of their own: they look at the whole repository, have browsers, bundlers and other processes at work, or replace modules,
 * which all that runs later in the same process would see. The tests of all others share a process, one a worker, with what they import and what of it
 * is compiled for speed (those of the commands by themselves: 450 s -> 272 s, 546 s -> 442 s of processor time).
 */
const apart = [
  "house/*.test.ts",
  "packages/{cli,web,works}/test/*.test.ts",
  "packages/tenfold/test/{browser,bundles}/*.test.ts",
  "packages/server/src/image-models.test.ts",
  "packages/tenfold/src/engine/late-threads.test.ts",
  "packages/tenfold/src/node/apart/page-decoder.test.ts",
  "packages/tenfold/src/node/sets/mnist.test.ts",
];

export default defineConfig({
  plugins: [builtWorkers],
  resolve: {
    alias: [
      { find: /^tenfold$/, replacement: here("packages/tenfold/src/index.ts") },
      { find: /^tenfold\/node\/decoder$/, replacement: here("packages/tenfold/src/node/apart/page-decoder.ts") },
      { find: /^tenfold\/errors$/, replacement: here("packages/tenfold/src/errors.ts") },
      {
        find: /^tenfold\/(node|onnx|keras|image|recognize|forms|document|pdf|shapes)$/,
        replacement: here("packages/tenfold/src/$1/index.ts"),
      },
      { find: /^tenfold-works$/, replacement: here("packages/works/src/index.ts") },
      { find: /^tenfold-works\/([a-z]+)$/, replacement: here("packages/works/src/$1/index.ts") },
      { find: /^tenfold-server$/, replacement: here("packages/server/src/index.ts") },
    ],
  },
  test: {
    setupFiles: [here("vitest.equality.ts")],
    projects: [
      { extends: true, test: { name: "apart", include: apart } },
      {
        extends: true,
        test: {
          name: "together",
          isolate: false,
          include: ["packages/*/src/**/*.test.ts", "packages/*/test/**/*.test.ts"],
          exclude: [...outside, ...apart],
        },
      },
    ],
    exclude: outside,
    pool: "forks",
    maxWorkers: 2,
    // The workers share the cores already. Tests of several threads ask for them by number.
    env: { TENFOLD_THREADS: "1" },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // What a page or another process has yet to do: a busy machine takes its time.
    expect: { poll: { timeout: 30_000, interval: 50 } },
    // .ci/run counts the tests in this report.
    reporters: process.env.CI ? ["default", ["json", { outputFile: here("node_modules/.vitest-report.json") }]] : ["default"],
  },
});

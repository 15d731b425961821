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
 * Rooms whose tests leave their process as it was: those of one worker share it, what they import, and what of that is compiled for speed. That
 * spares much of the time, which went into starting processes and loading and compiling the same modules again (the commands: 450 s -> 272 s).
 */
const roomsTogether = [
  "tenfold/src/{architectures,augment,calls,data,document,evaluate,fields,hands,image,keras,losses,onnx,plots,synthesis}",
  "tenfold/src/recognize/{cells,decode,lines,trust}",
  "works/src/{comparisons,drawings,formats,pages,reports}",
  "cli/src/{commands,texts}",
  "web/src",
].map((room) => `packages/${room}/**/*.test.ts`);

export default defineConfig({
  plugins: [builtWorkers],
  resolve: {
    alias: [
      { find: /^tenfold$/, replacement: here("packages/tenfold/src/index.ts") },
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
    projects: [
      { extends: true, test: { name: "together", isolate: false, include: roomsTogether } },
      {
        extends: true,
        test: {
          name: "apart",
          // A process a file: these start worker threads and reserve large shared memories, and neither outlives its file.
          include: ["house/*.test.ts", "packages/*/src/**/*.test.ts", "packages/*/test/**/*.test.ts"],
          exclude: [...outside, ...roomsTogether],
        },
      },
    ],
    exclude: outside,
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // What a page or another process has yet to do: a busy machine takes its time.
    expect: { poll: { timeout: 30_000, interval: 50 } },
    // .ci/run counts the tests in this report.
    reporters: process.env.CI ? ["default", ["json", { outputFile: here("node_modules/.vitest-report.json") }]] : ["default"],
  },
});

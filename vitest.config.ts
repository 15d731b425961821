import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  resolve: {
    alias: [
      { find: /^tenfold$/, replacement: here("packages/tenfold/src/index.ts") },
      { find: /^tenfold\/(node|onnx|keras|image|recognize|forms)$/, replacement: here("packages/tenfold/src/$1/index.ts") },
    ],
  },
  test: {
    include: ["packages/*/src/**/*.test.ts", "packages/*/test/**/*.test.ts"],
    exclude: ["**/node_modules/**", "**/dist/**", "bench/**"],
    // A process a file: tests start worker threads and reserve large shared memories, and neither outlives its file.
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // .ci/run counts the tests in this report.
    reporters: process.env.CI ? ["default", ["json", { outputFile: here("node_modules/.vitest-report.json") }]] : ["default"],
  },
});

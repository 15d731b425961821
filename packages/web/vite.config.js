import { defineConfig } from "vite";

// Preact needs no plugin: esbuild writes its JSX. A page may lie in any folder of a host.
export default defineConfig(({ mode }) => ({
  base: "./",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: { target: "es2022", assetsInlineLimit: 0, chunkSizeWarningLimit: 1000 },
  worker: { format: "es" },
  define: { __SITE__: JSON.stringify(mode === "site") },
}));

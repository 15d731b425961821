import { join } from "node:path";
import { nodeResolve } from "@rollup/plugin-node-resolve";
import { build as esbuild } from "esbuild";
import { rollup } from "rollup";
import { createLogger, build as vite } from "vite";
import webpack from "webpack";

/**
 * Bundles files of a folder for browsers into its folder `out`, with nothing set that need not be; only nothing is minified, which takes longest and
 * has nothing to say.
 *
 * @returns what the bundler had to say, errors included
 */
export type Bundler = (folder: string, files: readonly string[], out: string) => Promise<readonly string[]>;

/** How long it took is the machine's affair. */
const checks = { pluginTimings: false };

/** Advice on size: a network has the size it has. */
const webpackOnSize = /^(asset|entrypoint) size limit: |^webpack performance recommendations: /;
const viteOnSize = /Some chunks are larger than 500 kB/;

export const bundlers: Readonly<Record<string, Bundler>> = {
  webpack(folder, files, out) {
    const entry = Object.fromEntries(files.map((file) => [file, `./${file}`]));
    const config = {
      mode: "production",
      context: folder,
      entry,
      output: { path: join(folder, out) },
      optimization: { minimize: false },
    } as const;
    return new Promise((resolve, reject) => {
      webpack(config).run((failure, stats) => {
        if (!stats) return reject(failure);
        const { errors, warnings } = stats.compilation;
        resolve([...errors, ...warnings].map(({ message }) => message).filter((message) => !webpackOnSize.test(message)));
      });
    });
  },
  async esbuild(folder, files, out) {
    const entryPoints = files.map((file) => join(folder, file));
    const options = { bundle: true, platform: "browser", outdir: join(folder, out), logLevel: "silent" } as const;
    const { warnings } = await esbuild({ entryPoints, ...options });
    return warnings.map(({ text }) => text);
  },
  async vite(folder, files, out) {
    const remarks: string[] = [];
    const say = (text: string) => remarks.push(text);
    const input = files.map((file) => join(folder, file));
    await vite({
      root: folder,
      configFile: false,
      customLogger: { ...createLogger("silent"), warn: say, warnOnce: say, error: say },
      build: {
        outDir: out,
        minify: false,
        reportCompressedSize: false,
        rolldownOptions: { input, checks },
      },
      worker: { rolldownOptions: { checks } },
    });
    return remarks.filter((remark) => !viteOnSize.test(remark));
  },
  async rollup(folder, files, out) {
    const remarks: string[] = [];
    const bundle = await rollup({
      input: files.map((file) => join(folder, file)),
      plugins: [nodeResolve()],
      onwarn: ({ message, id = "" }) => void remarks.push(`${message} ${id}`),
    });
    await bundle.write({ dir: join(folder, out) });
    return remarks;
  },
};

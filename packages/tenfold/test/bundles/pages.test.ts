import { join } from "node:path";
import type { Browser } from "playwright-core";
import sharp from "sharp";
import { createServer } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import webpack, { type Configuration, type Stats } from "webpack";
import { mnist } from "../../src/node/sets/mnist.js";
import { launchChromium, withoutChromium } from "../browser/chromium.js";
import { type Served, serveFolder } from "../browser/serve.js";
import { writtenWith } from "../written.js";
import { blockBelow } from "./bundlers-doc.js";
import { type Consumer, consumer } from "./consumer.js";

const page = blockBelow("# Tenfold in a bundle", "html");
const reads = blockBelow("## Networks that come along", "js");
/** The same with the reader that is made below another heading. */
const readsWith = (heading: string) => reads.replace(/^const reader = .*$/m, blockBelow(heading, "js"));

/** The same with readers in workers, made as the block below a place says. */
const readsInWorkers = (place: string) => {
  const [, made = ""] = /^(const reader = .*)$/m.exec(blockBelow(place, "js")) ?? [];
  return reads.replace("loadReader }", "loadReaders }").replace(/^const reader = .*$/m, made);
};

/** As the doc says: what lies in the project, and what is done there before a folder is served. */
interface Way {
  readonly files: () => Readonly<Record<string, string>>;
  readonly served: (project: Consumer) => Promise<Served>;
  /** What follows the address, of each page that is looked at; one without anything unless told. */
  readonly pages?: readonly string[];
}

/** Both ways to read in one bundle, which takes long to make. */
const inPageOrWorkers = {
  "read.js": 'location.hash === "#workers" ? import("./in-workers.js") : import("./in-page.js");\n',
  "in-page.js": reads,
  "in-workers.js": readsInWorkers("## Workers that read"),
};
const both = ["", "#workers"];

const onPublic = (read: string) => ({ "read.js": read, "public/index.html": page });

const ways: Readonly<Record<string, Way>> = {
  "webpack, in the page and with workers that read": {
    files: () => ({ ...inPageOrWorkers, "public/index.html": page, "webpack.config.js": blockBelow("**webpack 5**", "js") }),
    async served({ folder }) {
      await runWebpack(folder);
      return serveFolder(join(folder, "public"));
    },
    pages: both,
  },
  "Vite, built": { files: () => ({ "read.js": reads, "index.html": page }), served: after(blockBelow("**Vite 8**", "sh"), "dist") },
  "Vite's server, in the page and with workers that read": {
    files: () => ({ ...inPageOrWorkers, "index.html": page }),
    served: ({ folder }) => startVite(folder),
    pages: both,
  },
  esbuild: { files: () => onPublic(readsWith("## Networks that are copied")), served: after(blockBelow("**esbuild**", "sh"), "public") },
  Rollup: {
    files: () => ({ ...onPublic(readsWith("## Networks that are copied")), "rollup.config.js": blockBelow("**Rollup**", "js") }),
    served: after(blockBelow("**Rollup**", "sh"), "public"),
  },
  "esbuild, all in one file": {
    files: () => onPublic(readsWith("## Networks as bytes")),
    served: after(blockBelow("## Networks as bytes", "sh"), "public"),
  },
  "Vite, built, with workers that read": {
    files: () => ({ "read.js": readsInWorkers("## Workers that read"), "index.html": page }),
    served: after(blockBelow("**Vite 8**", "sh"), "dist"),
  },
  "esbuild, with workers that read": {
    files: () => onPublic(readsInWorkers("With esbuild and Rollup it is")),
    served: after(blockBelow("## Workers that read", "sh"), "public"),
  },
  "esbuild, in a worker": {
    files: () => ({
      "read.js": readsWith("## Networks that are copied").replace(/^const \[input, output\][\s\S]*$/m, inWorker),
      "public/index.html": page.replace('type="module" src="/read.js">', `>${startsWorker}`),
    }),
    served: after(blockBelow("**esbuild**", "sh"), "public"),
  },
};

/** What `read.js` does with a photo, in a worker. */
const inWorker = `onmessage = async ({ data }) => {
  const { strings } = await (await reader).read(await decodeBlob(data, data.name));
  postMessage(strings.map(({ text }) => text).join(" "));
};
`;
const startsWorker = `
  const worker = new Worker("/read.js");
  document.querySelector("input").onchange = ({ target }) => worker.postMessage(target.files[0]);
  worker.onmessage = ({ data }) => { document.querySelector("output").textContent = data; };
`;

/** Runs lines of a shell, then serves a folder. */
function after(lines: string, out: string): Way["served"] {
  return async ({ folder, shell }) => {
    await shell(lines);
    return serveFolder(join(folder, out));
  };
}

/** The doc's configuration is given to webpack itself, as its command is a package of its own. */
async function runWebpack(folder: string): Promise<void> {
  const { default: config } = (await import(/* @vite-ignore */ join(folder, "webpack.config.js"))) as { default: Configuration };
  const stats = await new Promise<Stats | undefined>((resolve, reject) => {
    webpack({ ...config, context: folder }).run((failure, done) => (failure ? reject(failure) : resolve(done)));
  });
  expect(stats?.compilation.errors).toEqual([]);
}

/** What `npx vite` starts, on a free port. */
async function startVite(folder: string): Promise<Served> {
  const server = await createServer({ root: folder, configFile: false, logLevel: "silent", server: { host: "127.0.0.1", port: 0 } });
  await server.listen();
  return { url: server.resolvedUrls?.local[0] as string, close: () => server.close() };
}

describe.skipIf(withoutChromium)("a page of docs/bundlers.md in Chromium (skipped where /usr/bin/chromium is missing)", () => {
  let browser: Browser;
  let photo: Buffer;

  beforeAll(async () => {
    browser = await launchChromium();
    const { test } = await mnist();
    const { pixels, height, width } = writtenWith(test, ["31415"]);
    photo = await sharp(pixels, { raw: { height, width, channels: 1 } })
      .png()
      .toBuffer();
  });

  afterAll(() => browser?.close());

  /** What a page says of the photo, or why it cannot. */
  async function said(url: string): Promise<string | null> {
    const tab = await browser.newPage();
    try {
      const failure = new Promise<string>((resolve) => tab.on("pageerror", ({ name, message }) => resolve(`${name}: ${message}`)));
      await tab.goto(url);
      const text = (async () => {
        await tab.waitForFunction("document.querySelector('input').onchange");
        await tab.setInputFiles("input", { name: "photo.png", mimeType: "image/png", buffer: photo });
        const handle = await tab.waitForFunction("document.querySelector('output').textContent");
        return (await handle.jsonValue()) as string;
      })();
      text.catch(() => {}); // when the page has failed
      return await Promise.race([text, failure]);
    } finally {
      await tab.close();
    }
  }

  it.each(Object.entries(ways))("reads the digits of a photo: %s", { timeout: 240_000 }, async (_, { files, served, pages = [""] }) => {
    expect(await saidOf(files(), served, pages)).toEqual(pages.map(() => "31415"));
  });

  it("says what to do where a bundler copied no networks and nobody else did", { timeout: 240_000 }, async () => {
    expect(await saidOf(onPublic(reads), after(blockBelow("**esbuild**", "sh"), "public"), [""])).toEqual([
      'InputError: this bundle does not know where it lies, so "reader" cannot be looked for beside it; copy ' +
        'node_modules/tenfold/models/reader.safetensors to where it is read or served from, and say so: { base: "/models/" }',
    ]);
  });

  async function saidOf(
    files: Readonly<Record<string, string>>,
    served: Way["served"],
    pages: readonly string[],
  ): Promise<(string | null)[]> {
    const project = await consumer(["esbuild", "rollup", "vite", "@rollup/plugin-node-resolve"]);
    try {
      await project.write(files);
      const { url, close } = await served(project);
      const all: (string | null)[] = [];
      try {
        for (const page of pages) all.push(await said(`${url}${page}`));
      } finally {
        await close();
      }
      return all;
    } finally {
      await project.remove();
    }
  }
});

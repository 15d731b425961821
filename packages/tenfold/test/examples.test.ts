import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import type { Browser } from "playwright-core";
import sharp from "sharp";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import webpack, { type Configuration, type Stats } from "webpack";
import { encodeIdxImages, encodeIdxLabels } from "../src/data/idx.js";
import { type FormPage, parseTemplate } from "../src/forms/index.js";
import { mnist } from "../src/node/sets/mnist.js";
import { launchChromium, withoutChromium } from "./browser/chromium.js";
import { type Served, serveFolder } from "./browser/serve.js";
import { drawnForm } from "./drawn-form.js";
import { slip } from "./example-forms.js";
import { writtenWith } from "./written.js";

const examples = join(import.meta.dirname, "../../../examples");
const run = promisify(execFile);
let folder: string;
let photo: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tenfold-examples-"));
  photo = join(folder, "photo.png");
  const { pixels, height, width } = writtenWith((await mnist()).test, ["27182"]);
  await sharp(pixels, { raw: { height, width, channels: 1 } })
    .png()
    .toFile(photo);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Starts an example that serves, and gives its address. */
async function started(path: string): Promise<{ readonly server: ChildProcess; readonly address: string }> {
  const server = spawn(process.execPath, [join(examples, path)], {
    env: { ...process.env, PORT: "0" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = await once(createInterface(server.stdout as NodeJS.ReadableStream), "line");
  return { server, address: line as string };
}

describe("an example", () => {
  it("is named in their README, and none else", async () => {
    const readme = await readFile(join(examples, "README.md"), "utf8");
    const named = [...readme.matchAll(/^\| \[([\w.-]+)\/?\]/gm)].map(([, name]) => name).sort();
    expect((await readdir(examples)).filter((name) => name !== "README.md").sort()).toEqual(named);
  });

  it("read-picture.mjs tells the digits of a picture", async () => {
    const { stdout } = await run(process.execPath, [join(examples, "read-picture.mjs"), photo]);
    expect(stdout).toMatch(/photo\.png, page 1: \n {2}27182 {2}\d+\.\d+ % {2}(accepted|review; )/);
  });

  it("train-run.mjs trains a network of one's own, and leaves a run with its report", { timeout: 240_000 }, async () => {
    const [data, out] = [join(folder, "digits"), join(folder, "run")];
    await mkdir(data);
    const { train, test } = await mnist();
    for (const [part, { images, labels }, count] of [
      ["train", train, 600],
      ["t10k", test, 100],
    ] as const) {
      await writeFile(join(data, `${part}-images-idx3-ubyte`), encodeIdxImages(images.slice(0, count)));
      await writeFile(join(data, `${part}-labels-idx1-ubyte`), encodeIdxLabels(labels.subarray(0, count)));
    }
    const { stdout } = await run(process.execPath, [join(examples, "train-run.mjs"), data, out]);
    expect(stdout).toMatch(
      /^epoch 1 of 3: \d+\.\d\d % of the validation images right\n(epoch .*\n){2}\d+\.\d\d % of the test images right; /,
    );
    expect((await readdir(out)).sort()).toContain("report.html");
  });

  it("http.mjs answers with what was read, and with a sentence where that is nothing", async () => {
    const { server, address } = await started("http.mjs");
    try {
      const post = async (body: BodyInit) => {
        const response = await fetch(address, { method: "POST", body });
        return [response.status, await response.json()];
      };
      expect(await post(new Uint8Array(await readFile(photo)))).toEqual([
        200,
        { strings: [expect.objectContaining({ page: 1, text: "27182" })] },
      ]);
      expect(await post("no picture")).toEqual([400, { error: expect.stringContaining("the body holds text") }]);
    } finally {
      server.kill("SIGKILL");
    }
    const lines = (await readFile(join(examples, "http.mjs"), "utf8")).trim().split("\n");
    expect(lines.length).toBeLessThan(36); // "thirty lines", and what is said above them
  });

  it("forms.mjs writes a row a form, and goes on where one is none", async () => {
    const template = join(folder, "form.json");
    await writeFile(template, JSON.stringify(slip));
    const form = join(folder, "form.png");
    const { pixels, width, height } = drawnForm(parseTemplate(slip).pages[0] as FormPage, { dpi: 150 });
    await sharp(pixels, { raw: { height, width, channels: 1 } })
      .png()
      .toFile(form);
    const { code, stdout, stderr } = await run(process.execPath, [join(examples, "forms.mjs"), template, photo, form]).catch(
      (error) => error,
    );
    const names = parseTemplate(slip).pages.flatMap(({ fields }) => fields.map(({ name }) => name));
    const rows = stdout.trimEnd().split("\n");
    expect([code, rows.length, rows[0]]).toEqual([1, 2, ["file", ...names].join()]);
    expect(rows[1]).toMatch(new RegExp(`form\\.png,{${names.length}}$`)); // an empty form
    expect(stderr).toContain("photo.png: ");
  });
});

describe.skipIf(withoutChromium)("an example in Chromium (skipped where /usr/bin/chromium is missing)", { timeout: 120_000 }, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());

  /** A page with what went wrong on it. */
  async function opened(address: string) {
    const page = await browser.newPage();
    const faults: string[] = [];
    page.on("pageerror", (error) => faults.push(String(error)));
    page.on("console", (message) => message.type() === "error" && !message.text().includes("favicon") && faults.push(message.text()));
    await page.goto(address);
    return { page, faults };
  }

  it("pad reads as one draws, and clears", async () => {
    const { server, address } = await started("pad/serve.mjs");
    try {
      const { page, faults } = await opened(address);
      const { x, y } = (await page.locator("canvas").boundingBox()) as { x: number; y: number };
      await page.mouse.move(x + 100, y + 40);
      await page.mouse.down();
      await page.mouse.move(x + 100, y + 180, { steps: 8 });
      await page.mouse.up();
      await expect.poll(() => page.locator("output").textContent()).toMatch(/^1 \(\d+ %\)$/);
      await page.getByText("Clear").click();
      expect(await page.locator("output").textContent()).toBe("…");
      expect(faults.filter((fault) => !fault.includes("404"))).toEqual([]);
    } finally {
      server.kill("SIGKILL");
    }
  });

  it.each(["vite", "webpack"])("%s builds a page that reads a photo", async (name) => {
    const served = await (name === "vite" ? byVite() : byWebpack());
    try {
      const { page, faults } = await opened(served.url);
      await page.setInputFiles("input", photo);
      await expect.poll(() => page.locator("output").textContent()).toMatch(/^27182 \(\d+ %\)$/);
      expect(faults.filter((fault) => !fault.includes("404"))).toEqual([]);
    } finally {
      await served.close();
    }
  });

  async function byVite(): Promise<Served> {
    await build({
      root: join(examples, "vite"),
      configFile: false,
      logLevel: "silent",
      build: { outDir: join(folder, "vite"), minify: false },
    });
    return serveFolder(join(folder, "vite"));
  }

  async function byWebpack(): Promise<Served> {
    const { default: config } = (await import(/* @vite-ignore */ join(examples, "webpack/webpack.config.js"))) as {
      default: Configuration;
    };
    const path = join(folder, "webpack/dist");
    const stats = await new Promise<Stats | undefined>((resolve, reject) => {
      webpack({ ...config, optimization: { minimize: false }, output: { ...config.output, path } }).run((failure, done) =>
        failure ? reject(failure) : resolve(done),
      );
    });
    expect(stats?.compilation.errors).toEqual([]);
    await writeFile(join(folder, "webpack/index.html"), await readFile(join(examples, "webpack/index.html")));
    return serveFolder(join(folder, "webpack"));
  }
});

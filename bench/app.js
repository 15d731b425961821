// What the app costs in Chromium: its first load, the time until it can be used, from a stroke to its answer, the page's longest task and the peak of its memory while a photo of
// 12 megapixels is read, and training beside Node.
//   node bench/app.js [--rounds 5] [--only load,draw,photo,training] [--photo FILE] [--limit 12000] [--epochs 1]
// Chromium is looked for as tests do (TENFOLD_CHROMIUM). Trainings take turns, so that what else the machine does falls on both alike.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";
import { chromium } from "playwright-core";
import { decodeSafetensors } from "../packages/tenfold/dist/index.js";
import { buildSite } from "../scripts/build-site.js";
import { photoOfDigits } from "./app/photo.js";
import { watchRenderer } from "./app/renderer-memory.js";
import { staticHost } from "./app/static-host.js";
import { summaryOf } from "./parts/statistics.js";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "5" },
    only: { type: "string", default: "load,draw,photo,training" },
    photo: { type: "string" },
    limit: { type: "string", default: "12000" },
    epochs: { type: "string", default: "1" },
  },
});
const rounds = Number(values.rounds);
const executablePath = process.env.TENFOLD_CHROMIUM ?? "/usr/bin/chromium";
const folder = mkdtempSync(join(tmpdir(), "tenfold-bench-app-"));
const site = join(folder, "site");
await buildSite(site);
const host = await staticHost(site);
const launched = () => chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--no-first-run"] });
/** Nobody draws earlier than this after a page was opened, in milliseconds: until then the networks are loaded. */
const LOOKS_MS = 2000;
/** What comes once the page can be used. */
const LATER = /\.safetensors$|-worker-/;
/** Strokes on the pad, in its pixels. */
const DIGITS = [
  [
    [
      [60, 40],
      [60, 190],
    ],
  ],
  [
    [
      [60, 60],
      [90, 45],
      [120, 60],
      [115, 100],
      [60, 185],
      [130, 185],
    ],
  ],
  [
    [
      [60, 50],
      [130, 50],
      [85, 190],
    ],
  ],
  [
    [
      [60, 40],
      [55, 115],
      [125, 115],
    ],
    [
      [115, 40],
      [115, 190],
    ],
  ],
];
const parts = { load, draw, photo, training };
try {
  console.log(
    `${cpus()[0]?.model.trim()}, ${cpus().length} cores, Node ${process.version}, ${rounds} rounds, load ${loadavg()[0].toFixed(1)}`,
  );
  for (const name of values.only.split(",")) {
    await parts[name]();
    console.log(`load after ${name} ${loadavg()[0].toFixed(1)}`);
  }
} finally {
  host.close();
  rmSync(folder, { recursive: true, force: true });
}

/** A page without a service worker, so that each visit is a first one; it notes its long tasks, and when it could be used. */
async function opened(browser, hash) {
  const context = await browser.newContext({ viewport: { width: 1000, height: 900 }, serviceWorkers: "block" });
  const page = await context.newPage();
  await page.addInitScript(noting);
  const asked = [];
  page.on("response", (response) => response.url().startsWith(host.address) && asked.push(new URL(response.url()).pathname));
  await page.goto(`${host.address}#${hash}`, { waitUntil: "commit" });
  return { page, asked, close: () => context.close() };
}

/** Runs in the page before anything of its own. */
function noting() {
  const notes = { tasks: [], gap: 0, usable: 0, last: performance.now() };
  globalThis.notes = notes;
  new PerformanceObserver((list) => notes.tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: "longtask" });
  setInterval(() => {
    const now = performance.now();
    notes.gap = Math.max(notes.gap, now - notes.last);
    notes.last = now;
  }, 4);
  const look = () => {
    if (document.querySelector(".pad canvas")?.offsetWidth > 0)
      requestAnimationFrame(() => setTimeout(() => (notes.usable = performance.now())));
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** What is fetched before the app is used, and when somebody can draw. */
async function load() {
  const usable = [];
  let files = [];
  for (let round = 0; round < rounds; round++) {
    const browser = await launched();
    const { page, asked } = await opened(browser, "draw");
    await page.waitForFunction(() => globalThis.notes.usable > 0);
    usable.push(await page.evaluate(() => globalThis.notes.usable));
    await page.waitForLoadState("networkidle");
    files = asked;
    await browser.close();
  }
  const sums = { first: 0, later: 0 };
  for (const path of files) {
    const size = gzipSync(readFileSync(join(site, path.endsWith("/") ? `${path}index.html` : path))).length;
    sums[LATER.test(path) ? "later" : "first"] += size;
    console.log(`first load  ${String(size).padStart(7)} bytes packed  ${path}`);
  }
  console.log(
    `first load  ${sums.first} bytes packed, 150,000 wanted; then, while the page is idle, the reader and its networks, ${sums.later}`,
  );
  console.log(`usable      ${inWords(usable, "ms")} from the address on; 1,500 wanted`);
}

/** From the end of a digit's last stroke until its answer stands on the page. */
async function draw() {
  const browser = await launched();
  const { page } = await opened(browser, "draw");
  const pad = await page.locator(".pad canvas").boundingBox();
  await page.waitForTimeout(LOOKS_MS);
  await page.evaluate(() => {
    let since = 0;
    globalThis.answers = [];
    addEventListener("pointerup", () => (since = performance.now()), true);
    new MutationObserver(() => {
      if (since === 0 || !document.querySelector(".answer output")) return;
      globalThis.answers.push(performance.now() - since);
      since = 0;
    }).observe(document.querySelector(".drawn"), { childList: true, subtree: true, characterData: true });
  });
  for (let round = -1; round < rounds; round++)
    for (let nth = 0; nth < 12; nth++) {
      for (const stroke of DIGITS[nth % DIGITS.length]) {
        for (const [at, [x, y]] of stroke.entries()) {
          await page.mouse.move(pad.x + x, pad.y + y, { steps: 3 });
          if (at === 0) await page.mouse.down();
        }
        await page.mouse.up();
      }
      await page.waitForFunction(() => document.querySelector(".cards .card"), undefined, { timeout: 60_000 });
      await page.keyboard.press("Escape");
      await page.waitForFunction(() => !document.querySelector(".answer"));
    }
  const all = await page.evaluate(() => globalThis.answers);
  const first = all[0];
  const times = all.slice(15).sort((a, b) => a - b); // what is loaded at first is not what it can
  console.log(
    `draw        ${inWords(times, "ms")} from stroke to answer, p95 ${times[Math.floor(0.95 * times.length)].toFixed(1)} ms; 15 wanted; the first, ${LOOKS_MS / 1000} s after the page was opened, ${first.toFixed(0)} ms`,
  );
  await browser.close();
}

/** What the page does while a photo is read. */
async function photo() {
  const path = values.photo ?? join(folder, "photo.jpg");
  if (!values.photo) writeFileSync(path, await photoOfDigits());
  const [gaps, seconds, tasks, all, own] = [[], [], [], [], []];
  for (let round = 0; round < rounds; round++) {
    const browser = await launched();
    const { page } = await opened(browser, "read");
    await page.waitForLoadState("networkidle");
    await page.setInputFiles(".drop input", []); // what drives the browser puts a script of its own into the page first: a task of 40 to 70 ms, which is none of the app's
    const peak = await watchRenderer(browser);
    await page.evaluate(() => Object.assign(globalThis.notes, { tasks: [], gap: 0, last: performance.now() }));
    const began = performance.now();
    await page.setInputFiles(".drop input", path);
    await page.locator(".save").waitFor({ timeout: 300_000 });
    seconds.push((performance.now() - began) / 1000);
    await page.waitForTimeout(500); // what is drawn of it
    const notes = await page.evaluate(() => globalThis.notes);
    gaps.push(notes.gap);
    tasks.push(...notes.tasks);
    const memory = peak();
    all.push(memory.all);
    own.push(memory.own);
    if (round === 0) console.log(`photo       ${(await page.locator(".strings .text").allTextContents()).join(" ")}`);
    await browser.close();
  }
  console.log(`photo       ${inWords(seconds, "s")}`);
  console.log(
    `photo       ${tasks.length} tasks above 50 ms on the page's thread, ${tasks.map((task) => task.toFixed(0)).join(" ")}; none wanted; longest gap between timers ${inWords(gaps, "ms")}`,
  );
  console.log(`photo       peak memory ${inWords(all, "MB")}, of which the page's own ${inWords(own, "MB")}; 400 wanted`);
}

/** The same training in Chromium, by Teach, and in Node, in turn. */
async function training() {
  const order = { network: "quick", limit: Number(values.limit), epochs: Number(values.epochs) };
  const ratios = [];
  const [here, there] = [[], []];
  let areSame = true;
  for (let round = 0; round < rounds; round++) {
    const chrome = await trainedInChromium(order);
    const file = join(folder, "node.safetensors");
    const options = JSON.stringify({ ...order, threads: chrome.threads, build: chrome.build });
    const told = execFileSync(process.execPath, [join(import.meta.dirname, "app/train-in-node.js"), options, file], { encoding: "utf8" });
    const { seconds } = JSON.parse(told);
    const [one, other] = [decodeSafetensors(readFileSync(file), "Node"), decodeSafetensors(chrome.model, "Chromium")];
    areSame &&= JSON.stringify(one, plain) === JSON.stringify(other, plain);
    there.push(chrome.seconds);
    here.push(seconds);
    ratios.push(seconds / chrome.seconds);
    console.log(
      `training    round ${round + 1}: Chromium ${chrome.seconds.toFixed(2)} s, Node ${seconds.toFixed(2)} s, ${chrome.threads} threads, ${chrome.build}`,
    );
  }
  console.log(`training    Chromium ${inWords(there, "s")}, Node ${inWords(here, "s")}`);
  console.log(`training    ${inWords(ratios, "times")} Node's speed; 0.9 wanted; ${areSame ? "the same bits" : "OTHER BITS"}`);
}

async function trainedInChromium({ network, limit, epochs }) {
  const browser = await launched();
  const { page } = await opened(browser, "teach");
  await page.locator("select[name=network]").selectOption(network);
  await page.locator("input[name=epochs]").fill(String(epochs));
  await page.locator("summary").click();
  await page.locator("input[name=limit]").fill(String(limit));
  await page.getByRole("button", { name: "Train", exact: true }).click();
  await page.locator(".outcome output").waitFor({ timeout: 600_000 });
  const saved = async (name) => {
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name }).click()]);
    return readFileSync(await download.path());
  };
  const model = await saved("Save the model");
  const { begin, epochs: done } = JSON.parse(String(await saved("Save the numbers")));
  await browser.close();
  return { model, ...begin.engine, seconds: done.reduce((sum, epoch) => sum + epoch.seconds, 0) };
}

/** Maps and arrays of numbers as text. */
function plain(_, value) {
  if (value instanceof Map) return [...value];
  return ArrayBuffer.isView(value) ? Array.from(new Uint8Array(value.buffer, value.byteOffset, value.byteLength)) : value;
}

function inWords(numbers, unit) {
  const { median, low, high, count } = summaryOf(numbers);
  return `${rounded(median)} ${unit} (quartiles ${rounded(low)} to ${rounded(high)}, ${count})`;
}

function rounded(number) {
  return number >= 100 ? number.toFixed(0) : number >= 10 ? number.toFixed(1) : number.toFixed(2);
}

// Takes the picture of a run's report that README.md shows: its top, as a browser 1000 pixels wide has it.
//   npm start && node scripts/report-picture.js runs/quick-1 docs/pictures/report.png

import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [, , run = "runs/quick-1", to = "docs/pictures/report.png"] = process.argv;
const executablePath = [process.env.TENFOLD_CHROMIUM, "/usr/bin/chromium", "/usr/bin/google-chrome"].find(
  (path) => path && existsSync(path),
);
if (!executablePath) throw new Error("there is no Chromium; install Debian's package chromium, or say where it is in TENFOLD_CHROMIUM");

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
const page = await browser.newPage({ viewport: { width: 1000, height: 800 }, colorScheme: "light" });
await page.goto(pathToFileURL(resolve(join(run, "report.html"))).href);
await page.screenshot({ path: to });
await browser.close();
